import CarbonAccounting
import Foundation
import Quantities
import Storage
import Testing
import UseCases
import Wording

@testable import Website

@Suite("Step 3: purchases")
struct PurchasesPageTests {
  private func rules(_ joinery: JoineryYear) throws -> [OwnRule] {
    try SettingsInForce(joinery.firm, try joinery.firm.year("2023")).file.settings.rules
  }

  /// The first expense account shown.
  private func account(_ page: Page) throws -> String {
    String(try #require(page.text.firstMatch(of: /purchases\/([0-9]+)"/)?.1))
  }

  @Test func `An account opens to its suppliers and lines`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let account = try account(joinery.owner.page)
      let page = try await joinery.owner.open(joinery.path("/purchases/\(account)"))
      #expect(page.status == 200 && page.shows("Ses fournisseurs") && page.shows("Ses plus grosses lignes"))
      #expect(try await joinery.owner.open(joinery.path("/purchases/999999")).status == 404)
    }
  }

  @Test func `A rule found by words shows its effect at once, stays listed, and can be taken back`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let before = try joinery.production()
      let account = try account(joinery.owner.page)
      let address = joinery.path("/purchases/\(account)")
      let found = try await joinery.owner.open(address + "?words=transport%20routier")
      let choice = try #require(found.text.firstMatch(of: /name="choice" value="([^"]+)"/)?.1)
      let after = try await joinery.owner.send(address, [("choice", String(choice))])
      #expect(after.path.hasPrefix(joinery.path("/purchases")))
      let now = try joinery.production()
      #expect(now != before)
      let numbers = harness.site.speaker(.fr).numbers
      #expect(after.shows(numbers.carbon(before)) && after.shows(numbers.carbon(now)))
      #expect(after.text.contains("class=\"changed\"") && after.shows("Vos règles"))
      #expect(try rules(joinery).map(\.match.account) == [account])
      try await joinery.owner.send(joinery.path("/purchases/rules/remove"), [("rule", "0")])
      #expect(try rules(joinery).isEmpty)
      #expect(try joinery.production() == before)
    }
  }

  @Test func `A rule may be for one supplier only`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let address = joinery.path("/purchases/\(try account(joinery.owner.page))")
      let page = try await joinery.owner.open(address)
      let supplier = try #require(page.text.firstMatch(of: /<option value="([^"]+)">seulement/)?.1)
      try await joinery.owner.send(
        address, [("supplier", String(supplier)), ("choice", "outside"), ("reason", "transfert interne")])
      let rule = try #require(try rules(joinery).first)
      #expect(rule.match.supplier == String(supplier) && rule.outcome == .outside(reason: "transfert interne"))
    }
  }

  @Test(
    arguments: [
      ([("choice", "outside")], "La raison manque"), ([], "Aucune façon de compter"),
      ([("choice", "other|id:nothing.such")], "À corriger"), ([("choice", "nonsense")], "Aucune façon de compter"),
    ] as [([(String, String)], String)])
  func `What is no rule is refused, and nothing changes`(
    _ fields: [(String, String)], _ said: String
  ) async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let before = try joinery.production()
      let address = joinery.path("/purchases/\(try account(joinery.owner.page))")
      try await joinery.owner.open(address)
      let page = try await joinery.owner.send(address, fields)
      #expect(page.status == 422 && page.shows(said))
      #expect(try rules(joinery).isEmpty && joinery.production() == before)
    }
  }

  @Test func `Who answers on a page that somebody else has overtaken is told so`() async throws {
    try await SiteHarness.open { harness in
      let joinery = try JoineryYear(harness)
      try await joinery.start()
      let address = joinery.path("/purchases/\(try account(joinery.owner.page))")
      try await joinery.owner.open(address)
      let other = try harness.member(.contributor, of: joinery.firm, "Carl")
      try await other.open(address)
      try await other.send(address, [("choice", "outside"), ("reason", "a")])
      let page = try await joinery.owner.send(address, [("choice", "outside"), ("reason", "b")])
      #expect(page.status == 422 && page.shows("ont changé entre-temps"))
    }
  }
}
