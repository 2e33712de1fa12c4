import Accounting
import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("The pages of who keeps several firms' accounts")
struct AdviserPagesTests {
  static let seed: UInt64 = 2024

  static func ledger(_ firm: DemonstrationFirm = .joinery, year: Int = 2023) -> [UInt8] {
    FECWriter.write(firm.ledger(year: year, seed: seed))
  }

  /// A firm with a ledger and an account.
  static func kept(_ site: SiteHarness, of owner: Browser) throws -> OrganisationStore {
    let firm = try site.firm(DemonstrationFirm.joinery.name, siren: DemonstrationFirm.joinery.siren, of: owner)
    try site.importLedger(ledger(), named: DemonstrationFirm.joinery.fileName(year: 2023), into: firm)
    let joinery = Activity(id: "main", label: "Menuiserie", naf: "16.23Z")
    try ChangeSettings(site.site.library, firm, at: SiteHarness.now)
      .run(year: try firm.year("2023"), [.activities([joinery])])
    return firm
  }

  @Test func `A portfolio says where each firm stands, what needs attention first`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try Self.kept(site, of: anna)
      _ = try site.firm("Zinc", of: anna)
      let told = try site.firm("Ardoise", of: anna)
      try told.remind("Le FEC 2024, s'il vous plaît", at: SiteHarness.now)
      let page = try await anna.open("/firms")
      #expect(page.status == 200)
      let order = ["Ardoise", "Zinc", "Menuiserie Garnier"].compactMap { page.text.range(of: $0)?.lowerBound }
      #expect(order.count == 3 && order == order.sorted())
      #expect(page.shows("Répondre aux questions") && page.shows("Questions ouvertes"))
      #expect(page.text.contains("/firms/\(firm.id.number)/2023/questions"))
      let stranger = try site.person("Boris")
      #expect(try await !stranger.open("/firms").shows("Ardoise"))
    }
  }

  @Test func `A closed year is shown with its carbon and factor`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try Self.kept(site, of: anna)
      let day = try #require(CalendarDate("2024-03-01"))
      let closing = try CloseStoredYear.run(
        nil, of: firm, on: day, keyPath: nil, library: site.site.library, at: SiteHarness.now)
      let factor = try #require(closing.sealed.accounts.first?.account["closing_factor_g"]?.text)
      let page = try await anna.open("/firms")
      #expect(page.shows("2023 · ") && page.shows(factor.replacing(".", with: ",")))
    }
  }

  @Test func `A large portfolio is searched and leafed through`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      for number in 1...30 { _ = try site.firm("Client \(number)", of: anna) }
      let first = try await anna.open("/firms")
      #expect(first.shows("Entreprises : 30") && first.shows("1 / 2"))
      let found = try await anna.open("/firms?q=client+17")
      #expect(found.shows("Client 17") && !found.shows("Client 18"))
      #expect(try await anna.open("/firms?q=zzz").shows("Aucune entreprise ne porte ces mots"))
    }
  }

  @Test func `A new firm is checked by its SIREN, and belongs to who makes it`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      try await anna.open("/firms/new")
      let wrong = try await anna.submit("/firms/new", [("name", "Dupont"), ("siren", "123 456 789")])
      #expect(wrong.status == 422 && wrong.shows("Dupont"))
      try await anna.open("/firms/new")
      let made = try await anna.submit("/firms/new", [("name", "Dupont"), ("siren", "732 829 320")])
      #expect(made.location?.hasSuffix("/ledger") == true)
      let person = try #require(anna.person)
      let part = try #require(try site.site.store.person(person).organisations().first)
      #expect(part.role == .owner && part.organisation.siren == "732829320")
    }
  }

  /// Sends several files with the form of the page shown last.
  private func send(_ browser: Browser, _ files: [(String, [UInt8])], creating: Bool = false) async throws -> Page {
    let boundary = "----several"
    var body: [UInt8] = []
    var fields = browser.page.hidden("/firms/upload")
    if creating { fields.append(("create", "1")) }
    for (name, value) in fields {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for (name, bytes) in files {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n\r\n".utf8)
      body += bytes + Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return try await browser.request(
      .post, "/firms/upload", ["content-type": "multipart/form-data; boundary=\(boundary)"], body)
  }

  @Test func `Files go to the firms whose numbers they bear; the others are listed with the reason`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let boris = try site.person("Boris")
      let joinery = try site.firm("Menuiserie", siren: DemonstrationFirm.joinery.siren, of: anna)
      let reading = try site.firm("Lue", siren: "552100554", of: boris)
      if let person = anna.person { try reading.grant(.verifier, to: person, at: SiteHarness.now) }
      try await anna.open("/firms/upload")
      let sent = try await send(
        anna,
        [
          ("732829320FEC20231231.txt", Self.ledger()), ("journal.txt", [65, 66]),
          ("123456789FEC20231231.txt", [65]), ("999000110FEC20231231.txt", Self.ledger(.restaurant)),
          ("552100554FEC20231231.txt", [65]),
        ])
      #expect(sent.status == 303)
      let waiting = try await anna.open(try #require(sent.location))
      #expect(waiting.shows("en attente") && waiting.headers[.init("Refresh")!] == "3")
      for words in ["journal.txt", "ne dit pas de quelle entreprise", "clé de contrôle", "n'a ce SIREN", "Votre rôle"] {
        #expect(waiting.shows(words), "\(words)")
      }
      try site.work()
      let done = try await anna.open(try #require(sent.location))
      #expect(done.shows("Tout est lu") && done.headers[.init("Refresh")!] == nil)
      #expect(try joinery.years().map(\.period.label) == ["2023"])
      // Another person's imports are not shown by their numbers.
      #expect(try await !boris.open(try #require(sent.location)).shows("732829320FEC20231231"))
    }
  }

  @Test func `Firms that are missing are created when that is ticked, unless somebody else keeps them`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let boris = try site.person("Boris")
      _ = try site.firm("Chez Boris", siren: DemonstrationFirm.restaurant.siren, of: boris)
      try await anna.open("/firms/upload")
      let sent = try await send(
        anna,
        [("732829320FEC20231231.txt", Self.ledger()), ("999000110FEC20231231.txt", Self.ledger(.restaurant))],
        creating: true)
      let page = try await anna.open(try #require(sent.location))
      #expect(page.shows("Entreprise 732829320") && page.shows("tenue ici par quelqu'un d'autre"))
      #expect(!page.shows("Chez Boris"))
    }
  }

  @Test func `No file is said to be missing, and a form of another page is refused`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      try await anna.open("/firms/upload")
      #expect(try await send(anna, []).status == 422)
      try await anna.open("/firms/new")
      #expect(try await send(anna, [("732829320FEC20231231.txt", [65])]).status == 403)
    }
  }

  @Test func `Rules are copied from one firm, tried on another, and applied when confirmed`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try Self.kept(site, of: anna)
      let year = try firm.year("2023")
      let rule = OwnRule(
        match: LineMatch(account: "60"), outcome: .purchase(category: "other", factor: "naf:69.20Z:production"))
      try ChangeSettings(site.site.library, firm, at: SiteHarness.now).run(year: year, [.rule(rule)])
      let path = "/firms/\(firm.id.number)/2023/rules"
      try await anna.open(path)
      let copied = try await anna.send("\(path)/copy", [("rule", "0")])
      #expect(copied.shows("Les règles sont dans votre carnet") && copied.shows("déjà là"))
      // The other firm knows nothing of it yet.
      let other = try site.firm("Autre", of: anna)
      try site.importLedger(Self.ledger(year: 2024), named: "a.txt", into: other)
      let joinery = Activity(id: "main", label: "Menuiserie", naf: "16.23Z")
      try ChangeSettings(site.site.library, other, at: SiteHarness.now)
        .run(year: try other.year("2024"), [.activities([joinery])])
      let before = try #require(try other.account(of: try other.year("2024").id))
      let there = "/firms/\(other.id.number)/2024/rules"
      #expect(try await anna.open(there).shows("nouvelle ici"))
      let preview = try await anna.open("\(there)?preview=1&rule=0")
      #expect(preview.shows("Appliquer ces règles") && preview.shows("Avec ces règles"))
      #expect(try other.account(of: try other.year("2024").id)?.posting == before.posting)
      let applied = try await anna.send("\(there)/apply")
      #expect(applied.shows("Les règles sont appliquées"))
      let after = try #require(try other.account(of: try other.year("2024").id))
      #expect(after.carbon != before.carbon && after.posting > before.posting)
      // A book that changed meanwhile is looked at again.
      try await anna.open("\(there)?preview=1&rule=0")
      let stale = try await anna.submit("\(there)/apply", [("book", "other")])
      #expect(stale.status == 422 && stale.shows("a changé depuis"))
      let verifier = try site.member(.verifier, of: other, "Vera")
      #expect(try await verifier.open(there).status == 403)
    }
  }

  @Test func `A reminder proposes what is missing, is seen by the firm, and is done once`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try Self.kept(site, of: anna)
      let path = "/firms/\(firm.id.number)/reminders"
      let form = try await anna.open(path)
      #expect(form.shows("Pour le compte carbone 2023") && form.shows("Les réponses qui pèsent le plus"))
      anna.language = "en"
      #expect(try await anna.open(path).shows("For the 2023 carbon account"))
      anna.language = "fr"
      try await anna.open(path)
      let left = try await anna.send(path, [("text", "Les kWh <2023>")])
      #expect(left.text.contains("Les kWh &lt;2023&gt;"))
      let reader = try site.member(.verifier, of: firm, "Vera")
      let seen = try await reader.open(path)
      #expect(seen.shows("Les kWh") && !seen.shows("C'est fait"))
      try await anna.open(path)
      let done = try await anna.send("\(path)/1/done")
      #expect(done.shows("Aucun rappel en cours"))
      #expect(try firm.reminders().first?.doneAt != nil)
      try await anna.open(path)
      #expect(try await anna.submit(path, [("text", "")]).status == 422)
    }
  }

  @Test func `Another firm's pages are not there`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try Self.kept(site, of: anna)
      let boris = try site.person("Boris")
      let pages = [
        "reminders", "2023/rules", "suppliers", "suppliers/one?supplier=x", "suppliers/letters", "offers", "simulator",
      ]
      for page in pages {
        #expect(try await boris.open("/firms/\(firm.id.number)/\(page)").status == 404, "\(page)")
      }
    }
  }
}
