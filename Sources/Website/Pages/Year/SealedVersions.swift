// What became of the closings of a year: who reopened it and why, and every version that was sealed before.

import CanonicalJSON
import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

/// Words about a year's versions; texts in `versions.yaml`.
public enum VersionsMessage: String, MessageKey {
  case reopened = "versions.reopened"
  case reopenedWhy = "versions.reopened-why"
  case reopenedNext = "versions.reopened-next"
  case console = "versions.console"
  case somebody = "versions.somebody"
  case title = "versions.title"
  case lead = "versions.lead"
  case version = "versions.version"
  case closedOn = "versions.closed-on"
  case seal = "versions.seal"
  case replacedBy = "versions.replaced-by"
  case notReplaced = "versions.not-replaced"
  case inForce = "versions.in-force"
  case read = "versions.read"
  case json = "versions.json"
  case shown = "versions.shown"
  case all = "versions.all"
  case pageTitle = "versions.page-title"
  case pageLead = "versions.page-lead"
  case figures = "versions.figures"
  case categories = "versions.categories"
}

/// The versions of a year, as somebody of the firm sees them.
struct SealedVersions {
  private let visit: FirmVisit
  private let year: StoredYear
  private let reopenings: [Reopening]
  private let publications: [Publication]
  private let seals: [Int: [StoredSeal]]

  /// Versions shown; older ones stay reachable by their address.
  private static let most = 20

  init(_ visit: FirmVisit, _ year: StoredYear) throws(Refusal) {
    self.visit = visit
    self.year = year
    reopenings = try visit.firm.reopenings(of: year.id)
    publications = try visit.firm.publications(of: year.id)
    var seals: [Int: [StoredSeal]] = [:]
    for reopening in reopenings.suffix(SealedVersions.most) {
      seals[reopening.version] = try visit.firm.seals(of: year.id, version: reopening.version)
    }
    self.seals = seals
  }

  /// That a year which was closed is open again: since when, by whom, why.
  var notice: HTML {
    guard !year.isClosed, let last = reopenings.last else { return .empty }
    let version = visit.say(VersionsMessage.read, ["version": .integer(last.version)])
    return Piece.notice(
      "warn", since(last),
      """
      \(Piece.text(visit.say(VersionsMessage.reopenedWhy, ["reason": .text(last.reason)])))\
      \(Piece.text(visit.say(VersionsMessage.reopenedNext)))\
      <p><a href="\(path(last.version))">\(version)</a></p>
      """)
  }

  /// The versions that are in force no more, latest first.
  var list: HTML {
    guard !reopenings.isEmpty else { return .empty }
    let items = reopenings.suffix(SealedVersions.most).reversed().map { reopening -> HTML in
      Piece.card(
        """
        <h3>\(visit.say(VersionsMessage.version, ["version": .integer(reopening.version)]))</h3>
        \(Piece.text("\(since(reopening)) \(visit.say(VersionsMessage.reopenedWhy, ["reason": .text(reopening.reason)]))"))
        \(Piece.text(successor(of: reopening.version)))
        \(facts(reopening.version))\(links(reopening.version))
        """)
    }
    return Piece.section(
      visit.say(VersionsMessage.title), id: "versions",
      "\(Piece.text(visit.say(VersionsMessage.lead), class: "muted"))\(items)")
  }

  /// What took a version's place, in words.
  func successor(of version: Int) -> String {
    if version == year.closings, year.isClosed { return visit.say(VersionsMessage.inForce) }
    return version < year.closings
      ? visit.say(VersionsMessage.replacedBy, ["next": .integer(version + 1)]) : visit.say(VersionsMessage.notReplaced)
  }

  /// Who reopened a version, when and why; empty where nobody did.
  func story(of version: Int) -> String {
    guard let reopening = reopenings.first(where: { $0.version == version }) else { return "" }
    return since(reopening) + " " + visit.say(VersionsMessage.reopenedWhy, ["reason": .text(reopening.reason)])
  }

  /// Where a version is to be had: its page for customers, where it is shown, and its file.
  func links(_ version: Int, isPage: Bool = false) -> HTML {
    let read: HTML =
      isPage
      ? .empty
      : Piece.button(
        path(version), visit.say(VersionsMessage.read, ["version": .integer(version)]), class: "quiet small")
    let file = Piece.button(
      visit.path(year, "/account.json", ["version": "\(version)"]), visit.say(VersionsMessage.json),
      class: "quiet small")
    let publication = publications.first { $0.version == version && $0.withdrawnAt == nil }
    let shown: HTML =
      publication.map {
        Piece.button(PublishedAddress.path($0.code), visit.say(VersionsMessage.shown), class: "quiet small")
      } ?? .empty
    return "<p class=\"actions\">\(read) \(file) \(shown)</p>"
  }

  private func path(_ version: Int) -> LinkPath { visit.path(year, "/versions/\(version)") }

  private func facts(_ version: Int) -> HTML {
    HTML(
      (seals[version] ?? []).map { seal in
        let closed = seal.sealed.account["closed_on"]?.text.flatMap { CalendarDate($0) }
        return Piece.terms([
          (visit.say(VersionsMessage.closedOn), "\(closed.map(visit.numbers.date) ?? "")"),
          (visit.say(VersionsMessage.seal), "<span class=\"code\">\(seal.sealed.seal.sha256)</span>"),
        ])
      })
  }

  private func since(_ reopening: Reopening) -> String {
    visit.say(
      VersionsMessage.reopened,
      [
        "version": .integer(reopening.version), "date": .date(reopening.at.day), "who": .text(name(reopening.actor)),
      ])
  }

  /// Who acted, by the name the log has for them.
  private func name(_ actor: String) -> String {
    guard let number = actor.split(separator: ":").last.flatMap({ Int64($0) }) else {
      return visit.say(VersionsMessage.console)
    }
    let identity = try? visit.store.person(PersonID(number)).identity()
    return identity?.name ?? visit.say(VersionsMessage.somebody)
  }
}
