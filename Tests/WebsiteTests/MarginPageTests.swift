import CanonicalJSON
import CarbonPricing
import Demonstration
import Foundation
import PricingUseCases
import Quantities
import Storage
import TestSupport
import Testing
import UseCases
import Wording

@testable import Website

@Suite("What carbon costs a firm")
struct MarginPageTests {
  /// The joinery with two years of ledgers, and what it says of each.
  private func joinery(_ harness: SiteHarness, years: [Int] = [2023, 2024]) throws -> JoineryYear {
    let joinery = try JoineryYear(harness, years: years)
    for year in years {
      let text = try settings(year, harness)
      try ChangeSettings(harness.site.library, joinery.firm, at: SiteHarness.now).run(
        year: try joinery.firm.year("\(year)"), expecting: 0
      ) { (file) throws(Refusal) in file = try FirmFile(text: text) }
    }
    return joinery
  }

  /// Runs `body` with the folder of the joinery's demonstration files.
  private func withFiles<T>(_ harness: SiteHarness, _ body: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "margin-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try WriteDemonstration.run(
      folder: folder.path, seed: JoineryYear.seed, speaker: harness.site.speaker(.fr), replacing: false)
    return try body(folder.appending(path: JoineryYear.demo.folder))
  }

  private func settings(_ year: Int, _ harness: SiteHarness) throws -> String {
    try withFiles(harness) { try String(contentsOf: $0.appending(path: "firm-\(year).yaml"), encoding: .utf8) }
  }

  /// What the command line writes of the same ledgers and settings.
  private func fromFiles(_ harness: SiteHarness, _ choice: PriceChoice) throws -> String {
    try withFiles(harness) { folder in
      let requests = [2023, 2024].map { year in
        LedgerMargin.Request(
          ledger: folder.appending(path: JoineryYear.demo.fileName(year: year)).path,
          firm: folder.appending(path: "firm-\(year).yaml").path)
      }
      let result = try RestateMargin(harness.site.library).run(
        ledgers: requests, emissions: nil, choice: choice)
      return MarginDocument.json(result.report).prettyText + "\n"
    }
  }

  @Test func `Two ledgers give their margin at once, at a published price with its source`() async throws {
    try await SiteHarness.open { site in
      let joinery = try joinery(site)
      let home = "/firms/\(joinery.firm.id.number)/price"
      let page = try await joinery.owner.open(home)
      #expect(page.status == 200 && page.shows("Ce que vous coûte le carbone"))
      #expect(page.shows("valeur de 2025, soit 256") && page.shows("Haut-commissariat"))
      #expect(page.shows("2024, à 256") && page.shows("2023, à 256"))
      #expect(page.text.components(separatedBy: "<svg xmlns").count == 4)
      #expect(page.shows("Note, de A à F") && page.shows("Résultat d'exploitation"))
      #expect(page.shows("D'où viennent ces chiffres") && page.text.contains("<details><summary>2024"))
    }
  }

  @Test func `The figures are to the byte those of the command line, open or closed`() async throws {
    try await SiteHarness.open { site in
      let joinery = try joinery(site)
      let address = "/firms/\(joinery.firm.id.number)/price/margin.json?price=150"
      let expected = try fromFiles(site, PriceChoice(price: "150"))
      #expect(try await joinery.owner.open(address).text == expected)
      let day = try #require(CalendarDate("2025-03-01"))
      _ = try CloseStoredYear.run(
        "2023", of: joinery.firm, on: day, keyPath: nil, library: site.site.library, at: SiteHarness.now)
      #expect(try await joinery.owner.open(address).text == expected)
    }
  }

  @Test func `The usual price gives what the command line gives at that price`() async throws {
    try await SiteHarness.open { site in
      let joinery = try joinery(site)
      let page = try await joinery.owner.open("/firms/\(joinery.firm.id.number)/price/margin.json")
      #expect(page.text == (try fromFiles(site, PriceChoice(follows: "quinet-2025", priceOf: 2025))))
    }
  }

  @Test func `Price and years are changed by the address`() async throws {
    try await SiteHarness.open { site in
      let joinery = try joinery(site)
      let home = "/firms/\(joinery.firm.id.number)/price"
      let one = try await joinery.owner.open("\(home)?year=2024&price=100")
      #expect(one.shows("2024, à 100") && !one.shows("2023, à 100") && one.shows("Prix que vous avez choisi"))
      let followed = try await joinery.owner.open("\(home)?basis=quinet-2019")
      #expect(followed.status == 200 && followed.shows("Prix publié") && followed.shows("n'ont pas le même prix"))
      let wrong = try await joinery.owner.open("\(home)?price=cher")
      #expect(wrong.status == 422 && wrong.text.contains("value=\"cher\""))
      #expect(try await joinery.owner.open("\(home)?basis=nothing").status == 422)
      #expect(try await joinery.owner.open("\(home)?year=1999").status == 404)
    }
  }

  @Test func `A year that lacks something says what, with where to give it`() async throws {
    try await SiteHarness.open { site in
      let joinery = try joinery(site, years: [2023])
      let home = "/firms/\(joinery.firm.id.number)/price"
      try site.importLedger(JoineryYear.file(2024), named: JoineryYear.demo.fileName(year: 2024), into: joinery.firm)
      let page = try await joinery.owner.open(home)
      #expect(page.shows("2023, à 256") && page.shows("2024 : il reste à dire ce que fait l'entreprise"))
      #expect(page.text.contains("href=\"\(joinery.path("/reading", year: 2024))\""))
      let bare = try site.firm("Neuve", of: joinery.owner)
      let empty = try await joinery.owner.open("/firms/\(bare.id.number)/price")
      #expect(empty.status == 200 && empty.shows("Il faut d'abord un grand livre"))
      #expect(try await joinery.owner.open("/firms/\(bare.id.number)/price/margin.json").status == 404)
    }
  }

  @Test func `Who only reads sees it, who takes no part does not`() async throws {
    try await SiteHarness.open { site in
      let joinery = try joinery(site)
      let home = "/firms/\(joinery.firm.id.number)/price"
      let reader = try site.member(.verifier, of: joinery.firm, "Vera")
      #expect(try await reader.open(home).shows("2024, à 256"))
      #expect(
        try await reader.open("\(home)/margin.json").text
          == (try fromFiles(site, PriceChoice(follows: "quinet-2025", priceOf: 2025))))
      #expect(try await site.person("Boris").open(home).status == 404)
    }
  }
}
