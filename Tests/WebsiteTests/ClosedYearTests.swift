import Demonstration
import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("What happens to a closed year")
struct ClosedYearTests {
  private static func close(_ joinery: JoineryYear) async throws {
    try await joinery.owner.open(joinery.path("/statement"))
    let closed = try await joinery.owner.send(
      joinery.path("/close"), [("day", "2024-03-31"), ("publish", "1")])
    guard closed.shows("Compte clos et scellé") else { throw Missing("closed account") }
  }

  private static func code(_ page: Page) throws -> String {
    String(try #require(page.text.firstMatch(of: /href="\/a\/([0-9a-z]+)"/)?.1))
  }

  private static func name(_ page: Page) -> String? {
    page.headers[.contentDisposition]?.components(separatedBy: "filename=\"").last.map { String($0.dropLast()) }
  }

  @Test func `Reopening asks why, tells who and when, and the version before stays readable`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      let owner = joinery.owner
      try await joinery.start()
      try await Self.close(joinery)
      let first = try Self.code(owner.page)
      let sealed = try await owner.open(joinery.path("/account.json")).text
      try await owner.open(joinery.path("/statement"))
      let refused = try await owner.submit(joinery.path("/reopen"), [("reason", "  ")])
      #expect(refused.status == 422 && refused.shows("Il manque la raison") && !refused.shows("--reason"))
      #expect(refused.text.contains("<details id=\"reopen\" open>"))
      #expect(try joinery.firm.year("2023").isClosed)

      let reopened = try await owner.send(joinery.path("/reopen"), [("reason", "Facture de gaz <oubliée>")])
      #expect(reopened.path == joinery.path("/account"))
      #expect(reopened.shows("La version 1 a été rouverte le 01/01/2026 par Odile."))
      #expect(reopened.text.contains("Facture de gaz &lt;oubliée&gt;"))
      let open = try await owner.open(joinery.path("/statement"))
      #expect(open.shows("Versions closes auparavant") && open.text.contains(joinery.path("/versions/1")))
      #expect(open.shows("Rien ne la remplace encore") && open.text.contains("href=\"/a/\(first)\""))
      let stranger = Browser(client: harness.client)
      #expect(try await stranger.open("/a/\(first)").shows("L'entreprise a rouvert ce compte (version 1)"))

      let version = try await owner.open(joinery.path("/versions/1"))
      #expect(version.status == 200 && version.shows("Compte 2023, version 1") && version.shows("Le sceau tient"))
      #expect(version.shows("Électricité"))
      #expect(try await owner.open(joinery.path("/account.json?version=1")).text == sealed)
      for wrong in ["/versions/2", "/versions/0", "/versions/x", "/account.json?version=2", "/account.json?version="] {
        #expect(try await owner.open(joinery.path(wrong)).status == 404, "\(wrong)")
      }

      try await Self.close(joinery)
      let second = try Self.code(owner.page)
      #expect(first != second && owner.page.shows("La version 2 l'a remplacée."))
      let replaced = try await stranger.open("/a/\(first)")
      #expect(replaced.shows("Cette version (1) a été remplacée par la version 2"))
      #expect(replaced.text.contains("href=\"/a/\(second)\""))
      #expect(try await !stranger.open("/a/\(second)").shows("remplacée"))
    }
  }

  @Test func `Whoever reopened and left is not named`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      try await Self.close(joinery)
      let year = try joinery.firm.year("2023").id
      let adviser = try harness.member(.adviser, of: joinery.firm, "Noor")
      let person = try #require(adviser.person)
      try harness.site.store.organisation(joinery.firm.id, as: .person(person)).reopen(
        year, because: "a", at: SiteHarness.now)
      #expect(try await joinery.owner.open(joinery.path("/statement")).shows("par Noor."))
      try harness.site.store.instance(as: .console).erase(person, at: SiteHarness.now)
      #expect(
        try await joinery.owner.open(joinery.path("/statement")).shows("par une personne qui n'a plus d'accès."))
    }
  }

  @Test func `Every file that leaves bears the firm and the year in its name`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      let (owner, siren) = (joinery.owner, JoineryYear.demo.siren)
      try await joinery.start()
      try await Self.close(joinery)
      let code = try Self.code(owner.page)
      #expect(Self.name(try await owner.open(joinery.path("/account.json"))) == "account-\(siren)-2023.json")
      #expect(
        Self.name(try await owner.open(joinery.path("/account.json?version=1"))) == "account-\(siren)-2023-v1.json")
      #expect(Self.name(try await owner.open(joinery.path("/dossier.zip"))) == "dossier-\(siren)-2023.zip")
      #expect(Self.name(try await owner.open(joinery.path("/entries.csv"))) == "entries-\(siren)-2023.csv")
      #expect(Self.name(try await owner.open("/a/\(code)/account.json")) == "account-\(siren)-2023.json")
      #expect(DownloadName.of(.statement, siren: nil, year: "2024", activity: "bar", "pdf") == "statement-2024-bar.pdf")
    }
  }

  @Test func `A verifier of an open year is told what is awaited, and led to what is there`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      let verifier = try harness.member(.verifier, of: joinery.firm, "Vera")
      let home = "/firms/\(joinery.firm.id.number)"
      let before = try await verifier.open(home)
      #expect(
        before.shows("On attend que l'entreprise dise ce qu'elle fait.") && !before.text.contains("/verification"))
      try await joinery.start()
      try await joinery.owner.open(joinery.path("/account"))
      let page = try await verifier.open(joinery.path("/verification"))
      #expect(page.status == 200 && page.shows("il n'y a pas encore de dossier à vérifier"))
      #expect(
        page.text.contains("class=\"button \" href=\"\(joinery.path("/account"))\"") && !page.text.contains(".zip"))
      #expect(try await verifier.open(home).text.contains("class=\"button \" href=\"\(joinery.path("/account"))\""))
      let portfolio = try await verifier.open("/firms")
      #expect(portfolio.shows("Pas encore clos") && !portfolio.text.contains("/2023/verification"))
      try await Self.close(joinery)
      #expect(
        try await verifier.open(home).text.contains("class=\"button \" href=\"\(joinery.path("/verification"))\""))
      #expect(try await verifier.open("/firms").text.contains("href=\"\(joinery.path("/verification"))\""))
      let dossier = try await verifier.open(joinery.path("/verification"))
      #expect(dossier.status == 200 && dossier.shows("sillage verify dossier-\(JoineryYear.demo.siren)-2023.zip"))
    }
  }

  @Test func `A portfolio leads to the very step of the oldest open year`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness, years: [2023, 2024])
      try await joinery.start()
      try await joinery.owner.open(joinery.path("/account"))
      // 2024 waits: it opens from 2023, which is not closed.
      var page = try await joinery.owner.open("/firms")
      #expect(page.text.contains("<a class=\"tag \" href=\"\(joinery.path("/questions"))\">"))
      #expect(try await joinery.owner.open("/firms/\(joinery.firm.id.number)").shows("<h2>Exercice 2023</h2>"))
      try await Self.close(joinery)
      page = try await joinery.owner.open("/firms")
      #expect(page.text.contains("<a class=\"tag \" href=\"\(joinery.path("/reading", year: 2024))\">"))
      #expect(page.shows("2023 · "))
    }
  }
}
