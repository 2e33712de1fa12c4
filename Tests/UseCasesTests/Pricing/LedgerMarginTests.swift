import Accounting
import CanonicalJSON
import CarbonAccounting
import CarbonPricing
import Demonstration
import Foundation
import Quantities
import TestSupport
import Testing
import Wording

@testable import PricingUseCases
@testable import UseCases

@Suite struct LedgerMarginTests {
  private static let shipped = Result { try Library.shipped() }

  /// The joinery's ledger and settings of a year, in a folder.
  private func written(_ year: Int, in folder: URL) throws -> LedgerMargin.Request {
    let firm = DemonstrationFirm.joinery
    let library = try Self.shipped.get()
    let ledger = folder.appending(path: firm.fileName(year: year))
    try Data(FECWriter.write(firm.ledger(year: year, seed: Desk.seed))).write(to: ledger)
    let settings = folder.appending(path: "firm-\(year).yaml")
    let text = DemonstrationFile(
      firm, year, firm.settings(year: year, seed: Desk.seed), Speaker(library.catalogue, .fr)
    ).text
    try Data(text.utf8).write(to: settings)
    return LedgerMargin.Request(ledger: ledger.path, firm: settings.path)
  }

  @Test func `From two ledgers to the decarbonated margin of two years`() throws {
    try withFolder { folder in
      let library = try Self.shipped.get()
      let requests = [try written(2023, in: folder), try written(2024, in: folder)]
      let result = try RestateMargin(library).run(
        ledgers: requests, emissions: nil, choice: PriceChoice(price: "150"))
      #expect(result.report.years.map(\.figures.year) == [2023, 2024])
      #expect(result.report.change != nil)
      let check = try CheckLedger(path: requests[1].ledger, library: library)
      let year = result.report.years[1]
      #expect(year.figures.indicators[.grossOperatingSurplus] == check.income.grossOperatingSurplus)
      #expect(year.figures.balance.total == check.balanceSheet.totalAssets)
      #expect(year.lines.count == 12)
      #expect(result.derivations[2024]?[.netResult]?.value == .money(check.income.netResult))
    }
  }

  @Test func `The scopes of the account add up to what entered it, to the gram`() throws {
    try withFolder { folder in
      let library = try Self.shipped.get()
      let request = try written(2024, in: folder)
      var books = KeepBooks.Request(ledger: request.ledger)
      books.firm = request.firm
      let kept = try KeepBooks(library).run(books).books
      let emissions = try ScopeEmissions(kept)
      #expect(emissions[.scopes1To3] == kept.accounts.map(\.inputs).total())
      let (one, both) = (try #require(emissions.scope1), try #require(emissions.scopes1And2))
      #expect(one > .zero)
      #expect(both > one)
    }
  }

  @Test func `Typed scopes take the place of the account, and need no settings`() throws {
    try withFolder { folder in
      let request = LedgerMargin.Request(ledger: try written(2024, in: folder).ledger)
      let typed = ScopeEmissions(scopes1And2: CarbonMass(grams: 5_000_000), scope3: CarbonMass(grams: 7_000_000))
      let job = RestateMargin(try Self.shipped.get())
      let year = try job.run(ledgers: [request], emissions: typed, choice: PriceChoice(price: "100")).report.years[0]
      #expect(year[.netResult, .scopes1To3]?.bill == Money(cents: 120_000))
      let refusal = #expect(throws: Refusal.self) {
        try job.run(ledgers: [request], emissions: nil, choice: PriceChoice(price: "100"))
      }
      #expect(refusal?.says(PriceFileRefusal.ledgerWithoutEmissions) == true)
    }
  }

  @Test func `A year of a file may name its ledger and correct a figure of it`() throws {
    try withFolder { folder in
      let request = try written(2024, in: folder)
      let library = try Self.shipped.get()
      let file = folder.appending(path: "margin.yaml")
      let ledger = URL(filePath: request.ledger).lastPathComponent
      let text = "margin: Firme\nprice: 100\nyears: [{ledger: \(ledger), firm: firm-2024.yaml, cash: 12}]\n"
      try Data(text.utf8).write(to: file)
      let result = try RestateMargin(library).run(file: file.path, choice: PriceChoice())
      #expect(result.report.name == "Firme")
      #expect(result.report.years[0].figures.year == 2024)
      #expect(result.report.years[0].figures.balance.cash == Money(cents: 1200))
      let json = MarginDocument.json(result.report)
      #expect(json.at("/years/0/margins/net_result/1/amount_eur") != nil)
    }
  }
}
