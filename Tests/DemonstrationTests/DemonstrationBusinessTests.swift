import Accounting
import Demonstration
import Quantities
import TestSupport
import Testing

/// The firms do a plausible business, and their books hold what the program has to deal with.
@Suite struct DemonstrationBusinessTests {
  private func balances(_ firm: DemonstrationFirm, _ year: Int, seed: UInt64 = 1) throws -> IntermediateBalances {
    let ledger = firm.ledger(year: year, seed: seed)
    let definitions = try StatementDefinitions(Checkout.bytes("Sources/Accounting/Data/intermediate-balances.csv"))
    return try IntermediateBalances(TrialBalance(ledger), definitions: definitions, year: ledger.fiscalYear)
  }

  private func euros(_ range: ClosedRange<Int64>) -> ClosedRange<Money> {
    Money(cents: range.lowerBound * 100)...Money(cents: range.upperBound * 100)
  }

  @Test(arguments: DemonstrationFirm.years, [UInt64(1), 2, 3])
  func aJoineryOfTwelve(_ year: Int, seed: UInt64) throws {
    let balances = try balances(.joinery, year, seed: seed)
    #expect(euros(1_350_000...1_550_000).contains(balances.production))
    #expect(euros(550_000...760_000).contains(balances.valueAdded))
    #expect(euros(90_000...290_000).contains(balances.grossOperatingSurplus))
    #expect(euros(30_000...200_000).contains(balances.netResult))
  }

  @Test(arguments: DemonstrationFirm.years, [UInt64(1), 2, 3])
  func aRestaurantThatResells(_ year: Int, seed: UInt64) throws {
    let balances = try balances(.restaurant, year, seed: seed)
    #expect(euros(400_000...470_000).contains(balances.production))
    #expect(euros(45_000...85_000).contains(balances.tradeMargin))
    #expect(euros(10_000...80_000).contains(balances.netResult))
    let trial = TrialBalance(DemonstrationFirm.restaurant.ledger(year: year, seed: seed))
    let (resold, sold) = (-trial.balance(ofPrefix: "707").cents, -trial.balance(ofPrefix: "70").cents)
    #expect(resold * 100 > sold * 25 && resold * 100 < sold * 30)
  }

  @Test(arguments: DemonstrationLedgerTests.books)
  func booksHoldWhatTheProgramDealsWith(_ firm: DemonstrationFirm, _ year: Int) {
    let ledger = firm.ledger(year: year, seed: 1)
    let balance = TrialBalance(ledger)
    for prefix in ["6031", "6037", "607", "60611", "60612", "60614", "62511", "6132", "68112", "707", "28154", "164"] {
      #expect(balance.balance(ofPrefix: prefix) != .zero, "\(prefix)")
    }
    #expect(balance.balance(ofPrefix: "609") < .zero)
    #expect(ledger.lines.contains { $0.account.hasPrefix("60") && $0.credit > .zero && $0.label.hasPrefix("Avoir") })
    #expect(ledger.lines.contains { $0.account.hasPrefix("70") && $0.debit > .zero })
    #expect((balance.balance(ofPrefix: "775") != .zero) == (year == 2024))
    #expect((balance.balance(ofPrefix: "675") != .zero) == (year == 2024))
    #expect(ledger.lines.contains { $0.account == "404" && $0.credit > .zero && $0.label.hasPrefix("Acquisition") })
    #expect(ledger.lines.count > 4_000 && ledger.lines.count < 6_000)
  }

  @Test(arguments: DemonstrationLedgerTests.books)
  func everyAllowanceFindsItsAsset(_ firm: DemonstrationFirm, _ year: Int) {
    let ledger = firm.ledger(year: year, seed: 1)
    let match = DepreciationMatch(ledger)
    #expect(match.unmatched == .zero)
    #expect(match.total == TrialBalance(ledger).balance(ofPrefix: "6811"))
    #expect(match.assets.count > 2)
  }

  @Test func wornOutAssetsAreWornNoFurther() throws {
    // The saw of 2017, 28 000 euros over eight years, ends in 2025: 3 500 euros a year until then.
    let balance = TrialBalance(DemonstrationFirm.joinery.ledger(year: 2024, seed: 1))
    let gross = balance.balance(ofPrefix: "2154")
    #expect(-balance.balance(ofPrefix: "28154") < gross)
    // Machines of 96 000, 28 000 and 22 000 euros over 8, 8 and 10 years; 34 500 over 8 for 261 days of 360.
    let allowed = try #require(
      DepreciationMatch(DemonstrationFirm.joinery.ledger(year: 2024, seed: 1)).assets.first {
        $0.assetAccount == "2154"
      })
    #expect(allowed.amount == Money(cents: 1_200_000 + 350_000 + 220_000 + 312_656))
  }

  @Test func pricesChangeFromOneYearToTheNext() throws {
    let bills = try DemonstrationFirm.years.map { year in
      let (ledger, settings) = DemonstrationFirm.joinery.books(year: year, seed: 1)
      let gas = try #require(settings.measures.first { $0.account == "60612" })
      let kilowattHours = try #require(Int64(gas.quantity.split(separator: " ")[0]))
      return TrialBalance(ledger).balance(ofPrefix: "60612").cents * 1000 / kilowattHours
    }
    // In thousandths of a cent per kWh, standing charges included.
    #expect(bills[0] > bills[1] + 1_000)
  }
}
