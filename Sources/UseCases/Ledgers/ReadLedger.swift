// What was read in a stored ledger, for the page where a person looks whether it is the right one.

import Accounting
import Quantities
import Storage

/// A stored ledger with its balances, statements and oddities.
public struct ReadLedger: Sendable {
  /// A line of a statement; its label is `line` in the catalogue of words.
  public struct Figure: Sendable, Hashable {
    /// Which line.
    public let line: StatementLine
    /// In euros.
    public let value: Money
  }

  /// The ledger: its file, period, and how many lines and entries it has.
  public let ledger: StoredLedger
  /// The sum of debits, in euros.
  public let totalDebit: Money
  /// The sum of credits, in euros.
  public let totalCredit: Money
  /// Revenue: accounts 70 less 709, in euros excluding VAT.
  public let revenue: Money
  /// Intermediate balances (soldes intermédiaires de gestion), in the order they are shown.
  public let income: [Figure]
  /// Balance-sheet totals, in the order they are shown.
  public let balanceSheet: [Figure]
  /// What the reader found odd: warnings, no errors.
  public let oddities: [Diagnostic]
  /// Accounts the general chart (PCG) does not know, with their names.
  public let unknownAccounts: [TrialBalance.Row]
  /// The largest suppliers by spend.
  public let suppliers: [SupplierAttribution.Purchases]
  /// How many suppliers there are in all.
  public let supplierCount: Int

  /// Reads the ledger in force of a year.
  ///
  /// - Parameter suppliers: how many of the largest are given.
  /// - Throws: `storage.no-ledger`.
  public init(
    _ library: Library, _ store: OrganisationStore, year: StoredYear, suppliers limit: Int = 10
  ) throws(Refusal) {
    let (stored, read, diagnostics) = try store.ledger(of: year.id)
    let check = try CheckLedger(
      LedgerFile(name: stored.fileName, ledger: read, diagnostics: diagnostics), library: library)
    let purchases = SupplierAttribution(read).purchases
    ledger = stored
    totalDebit = check.balance.totalDebit
    totalCredit = check.balance.totalCredit
    revenue = -check.balance.balance(ofPrefix: "70")
    income = ReadLedger.figures(check.income.statement)
    balanceSheet = ReadLedger.figures(check.balanceSheet.statement)
    oddities = diagnostics
    unknownAccounts = check.unknownAccounts
    self.suppliers = Array(purchases.prefix(limit))
    supplierCount = purchases.count
  }

  private static func figures(_ statement: FinancialStatement) -> [Figure] {
    statement.lines.compactMap { line in statement[line].map { Figure(line: line, value: $0) } }
  }
}
