import Accounting
import Demonstration
import Quantities
import TestSupport
import Testing

/// What a demonstration's ledgers must be for anybody to learn from them.
@Suite struct DemonstrationLedgerTests {
  @Test(arguments: DemonstrationFirm.allCases)
  func peek(_ firm: DemonstrationFirm) throws {
    for year in DemonstrationFirm.years {
      let (ledger, settings) = firm.books(year: year, seed: 1)
      print(firm, year, ledger.lines.count, ledger.entries.count)
      let balance = TrialBalance(ledger)
      let definitions = try StatementDefinitions(Checkout.bytes("Sources/Accounting/Data/intermediate-balances.csv"))
      for line in try IntermediateBalances(balance, definitions: definitions).lines { print(line) }
      for account in balance.accounts { print(account.account, account.name, account.balance.decimalText) }
      print(settings)
    }
  }
}
