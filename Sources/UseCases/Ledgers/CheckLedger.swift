import Accounting
import Quantities
import ReferenceData

/// Checks a FEC and reads the firm's main balances from it.
public struct CheckLedger: Sendable {
  /// The ledger, with the reader's warnings.
  public let file: LedgerFile
  /// Debit, credit and balance by account.
  public let balance: TrialBalance
  /// Intermediate balances (soldes intermédiaires de gestion).
  public let income: IntermediateBalances
  /// Balance-sheet totals.
  public let balanceSheet: BalanceSheetTotals
  /// Accounts the general chart (PCG) does not know, with their names.
  public let unknownAccounts: [TrialBalance.Row]

  /// Reads and checks the FEC at `path`.
  public init(path: String, library: Library) throws(Refusal) {
    try self.init(try LedgerFile(path: path), library: library)
  }

  /// Reads the balances of a ledger that was read before.
  public init(_ file: LedgerFile, library: Library) throws(Refusal) {
    self.file = file
    let year = file.ledger.fiscalYear
    balance = TrialBalance(file.ledger)
    income = try IntermediateBalances(balance, definitions: library.intermediateBalances, year: year)
    balanceSheet = try BalanceSheetTotals(balance, definitions: library.balanceSheet, year: year)
    unknownAccounts = balance.accounts.filter { !library.chart.isKnown($0.account, on: year.start) }
  }

  /// Every line of both statements, in order, with its value.
  public var figures: [(line: StatementLine, value: Money)] {
    [income.statement, balanceSheet.statement].flatMap { statement in
      statement.lines.compactMap { line in statement[line].map { (line, $0) } }
    }
  }
}
