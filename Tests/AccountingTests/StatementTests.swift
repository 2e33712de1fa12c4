import Accounting
import DelimitedText
import Quantities
import TestSupport
import Testing

@Suite("Statements from dated definitions")
struct StatementTests {
  @Test("Every account of the reform of 2025 lands where the year's chart puts it", arguments: [2024, 2025])
  func reform(year: Int) throws {
    let table = try Fixture.table("statements/reform.csv")
    var lines: [SampleLedger.Line] = []
    for row in table.rows { lines.append(SampleLedger.Line(row["account"], try #require(Int64(row["cents"])))) }
    let ledger = try SampleLedger.ledger([SampleLedger.Entry(lines: lines)], year: year)
    let statement = try FinancialStatement(
      TrialBalance(ledger), definitions: ShippedDefinitions.intermediateBalances(), year: ledger.fiscalYear)

    let expected = try Fixture.table("statements/reform-expected.csv")
    #expect(statement.lines.map(\.id) == expected.rows.map { $0["line"] })
    for row in expected.rows {
      let line = try #require(StatementLine(id: row["line"]))
      #expect(statement[line]?.decimalText == row["year_\(year)"], "\(line.id)")
    }
  }

  @Test("Each class 6 and 7 account counts in exactly one line", arguments: [2023, 2024, 2025, 2030])
  func coverage(year: Int) throws {
    let definitions = try ShippedDefinitions.intermediateBalances().definitions(for: SampleLedger.year(year))
    for account in (600...799).map({ "\($0)1" }) + ["6037", "6097", "7097", "747"] {
      let count = definitions.count { definition in
        guard case .accounts(let selection) = definition.formula else { return false }
        return selection.contains(account)
      }
      #expect(count == 1, "\(account)")
    }
  }

  @Test(
    "Net result is revenue less expenses; assets equal equity and liabilities", arguments: 1...20 as ClosedRange<UInt64>
  )
  func identities(seed: UInt64) throws {
    let ledger = try SampleLedger.random(seed: seed)
    let balance = TrialBalance(ledger)
    let result = try IntermediateBalances(
      balance, definitions: ShippedDefinitions.intermediateBalances(), year: ledger.fiscalYear)
    #expect(result.netResult == -(balance.balance(ofPrefix: "6") + balance.balance(ofPrefix: "7")))
    let sheet = try BalanceSheetTotals(balance, definitions: ShippedDefinitions.balanceSheet(), year: ledger.fiscalYear)
    #expect(sheet.totalAssets == sheet.totalEquityAndLiabilities)
    #expect(sheet.statement[.resultOfTheYear] == result.netResult)
  }

  @Test("A derivation adds up at every step", arguments: 1...5 as ClosedRange<UInt64>)
  func derivations(seed: UInt64) throws {
    let ledger = try SampleLedger.random(seed: seed)
    let balance = TrialBalance(ledger)
    for definitions in [try ShippedDefinitions.intermediateBalances(), try ShippedDefinitions.balanceSheet()] {
      let statement = try FinancialStatement(balance, definitions: definitions, year: ledger.fiscalYear)
      for line in statement.lines {
        let derivation = try #require(statement.derivation(of: line))
        #expect(derivation.value == statement[line].map { .money($0) })
        #expect(derivation.citation?.text.isEmpty == false)
        try expectSums(derivation)
      }
    }
  }

  /// Inputs add up to the value; under a subtracted line they add up to its opposite.
  private func expectSums(_ derivation: Derivation) throws {
    guard !derivation.inputs.isEmpty, case .money(let value) = derivation.value else { return }
    let sum = try derivation.inputs.map { input in
      guard case .money(let money) = input.value else { throw NotMoney() }
      return money
    }.total()
    let isSubtracted = derivation.title.key == StatementMessage.subtracted.rawValue
    #expect(sum == (isSubtracted ? -value : value), "\(derivation.title.key)")
    for input in derivation.inputs { try expectSums(input) }
  }

  private struct NotMoney: Error {}

  @Test("A third party's debt is not set off against another's, nor one bank against another")
  func noSettingOff() throws {
    let ledger = try SampleLedger.ledger([
      SampleLedger.Entry(
        lines: [
          SampleLedger.Line("411", "A", 90_00), SampleLedger.Line("411", "B", -30_00),
          SampleLedger.Line("5121", 50_00), SampleLedger.Line("5122", -20_00),
          SampleLedger.Line("491", -10_00), SampleLedger.Line("455", "C", -15_00), SampleLedger.Line("101", -65_00),
        ])
    ])
    let sheet = try BalanceSheetTotals(
      TrialBalance(ledger), definitions: ShippedDefinitions.balanceSheet(), year: ledger.fiscalYear)
    #expect(sheet.statement[.receivables] == Money(cents: 90_00))
    #expect(sheet.totalAssets == Money(cents: 130_00))
    #expect(sheet.cash == Money(cents: 50_00))
    #expect(sheet.financialDebt == Money(cents: 35_00))
    #expect(sheet.equity == Money(cents: 65_00))
    #expect(sheet.totalEquityAndLiabilities == Money(cents: 130_00))
  }
}
