// A request with everything a handler needs to answer it.

import CarbonAccounting
import Identity
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

/// A visit: who asks for what, in which language, when.
protocol Visiting: Sendable {
  var visit: Visit { get }
}

/// A request by anybody.
struct Visit: Visiting {
  let site: Site
  let facts: RequestFacts
  /// What a form sent; empty for other requests.
  let form: Fields
  let now: Timestamp
  let speaker: Speaker
  /// Who signed in, if anybody.
  let person: SignedIn?
  /// What binds forms to this browser.
  let formSecret: SecretToken

  var visit: Visit { self }
}

/// Somebody who signed in.
struct SignedIn: Sendable {
  let id: PersonID
  let session: SessionStore.Session
}

/// A request by somebody who signed in.
struct PersonVisit: Visiting {
  let visit: Visit
  let person: SignedIn
}

/// A request about a firm, by somebody who takes part in it.
struct FirmVisit: Visiting {
  let visit: Visit
  let person: SignedIn
  let firm: OrganisationStore
  let profile: OrganisationStore.Profile
}

/// A request about the instance, by an operator.
struct InstanceVisit: Visiting {
  let visit: Visit
  let person: SignedIn
  let instance: InstanceStore
}

extension Visiting {
  var site: Site { visit.site }
  var store: Store { visit.site.store }
  var library: Library { visit.site.library }
  var form: Fields { visit.form }
  var query: Fields { visit.facts.query }
  var now: Timestamp { visit.now }
  var speaker: Speaker { visit.speaker }
  var numbers: NumberStyle { visit.speaker.numbers }

  /// A typed key in the reader's words.
  func say(_ key: some MessageKey, _ values: [String: MessageValue] = [:]) -> String { speaker.say(key, values) }

  /// Evidence as it is kept, in the reader's words.
  func evidence(_ kept: String) -> String { UsualEvidence.shown(kept, by: speaker, library.catalogue) }

  /// A purchase category's name; its id where the classification knows it no more.
  func categoryName(_ id: String) -> String { library.categoryName(id, speaker) }

  /// What the path held for a name of the route.
  func parameter(_ name: String) -> String { visit.facts.parameters[name] ?? "" }

  /// The hidden field every form that changes something carries.
  var token: HTML { "<input type=\"hidden\" name=\"token\" value=\"\(FormToken(session: visit.formSecret).text)\">" }

  /// A form that changes something.
  func form(_ action: LinkPath, class name: String = "", _ content: HTML) -> HTML {
    "<form method=\"post\" action=\"\(action)\" class=\"\(name)\">\(token)\(content)</form>"
  }
}

extension FirmVisit {
  /// A path about this firm.
  func path(_ rest: String = "", _ query: KeyValuePairs<String, String> = [:]) -> LinkPath {
    LinkPath("/firms/\(firm.id.number)\(rest)", query)
  }

  /// A path about a year of this firm.
  func path(_ year: StoredYear, _ rest: String = "", _ query: KeyValuePairs<String, String> = [:]) -> LinkPath {
    path("/\(year.period.label)\(rest)", query)
  }

  /// The books of a year, kept again.
  func books(of year: StoredYear) throws(Refusal) -> CarbonBooks {
    try KeepStoredBooks.books(of: year, firm, library, at: now)
  }

  /// The year the path names.
  func year() throws(Refusal) -> StoredYear {
    do throws(Refusal) { return try firm.year(parameter("year")) } catch {
      // A year that is not there is a page that is not there.
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
  }
}
