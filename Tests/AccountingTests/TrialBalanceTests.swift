import Accounting
import Quantities
import Testing

@Suite("Trial balance")
struct TrialBalanceTests {
  @Test("Opening entries count, closing entries do not")
  func kinds() throws {
    let ledger = try SampleLedger.ledger([
      SampleLedger.Entry(.opening, SampleLedger.Line("512", 100), SampleLedger.Line("101", -100)),
      SampleLedger.Entry(.ordinary, SampleLedger.Line("606", 40), SampleLedger.Line("512", -40)),
      SampleLedger.Entry(.closing, SampleLedger.Line("120", 40), SampleLedger.Line("606", -40)),
    ])
    let balance = TrialBalance(ledger)
    #expect(balance.balance(of: "512") == Money(cents: 60))
    #expect(balance.balance(of: "606") == Money(cents: 40))
    #expect(balance.balance(of: "120") == nil)
    #expect(balance.totalDebit == Money(cents: 140))
    #expect(balance.totalCredit == Money(cents: 140))
  }

  @Test("Third parties have their own rows, whose sums are their account's")
  func thirdParties() throws {
    let ledger = try SampleLedger.ledger([
      SampleLedger.Entry(
        lines: [SampleLedger.Line("606", 70), SampleLedger.Line("401", "F1", -30), SampleLedger.Line("401", "F2", -40)]
      ),
      SampleLedger.Entry(lines: [SampleLedger.Line("401", "F1", 30), SampleLedger.Line("512", -30)]),
    ])
    let balance = TrialBalance(ledger)
    let suppliers = balance.thirdParties.filter { $0.account == "401" }
    #expect(suppliers.map(\.auxiliary) == ["F1", "F2"])
    #expect(suppliers.map(\.balance) == [.zero, Money(cents: -40)])
    #expect(suppliers.map(\.name) == ["Name of F1", "Name of F2"])
    let row = try #require(balance.accounts(withPrefix: "401").first)
    #expect((row.debit, row.credit) == (Money(cents: 30), Money(cents: 70)))
    #expect(row.name == "Name of 401")
  }

  @Test(
    "Prefix sums equal sums over the lines, whatever the order of the entries", arguments: 1...10 as ClosedRange<UInt64>
  )
  func prefixes(seed: UInt64) throws {
    let ledger = try SampleLedger.random(seed: seed)
    let balance = TrialBalance(ledger)
    for prefix in ["1", "28", "40", "401", "6", "60", "6031", "7", "99", ""] {
      let sum = ledger.lines.filter { $0.account.hasPrefix(prefix) }.map(\.balance).total()
      #expect(balance.balance(ofPrefix: prefix) == sum, "\(prefix)")
    }
    #expect(balance.balance(ofPrefix: "") == .zero)

    let reversed = Ledger(
      entries: ledger.entries.reversed(), lines: ledger.lines, names: ledger.names, fiscalYear: ledger.fiscalYear)
    #expect(TrialBalance(reversed) == balance)
  }
}
