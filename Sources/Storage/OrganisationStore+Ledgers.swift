// The ledgers that were imported.

import Accounting
import Databases
import Quantities

/// An imported ledger, without its lines.
public struct StoredLedger: Sendable, Hashable {
  /// Its number in the organisation.
  public let id: Int
  /// Its fiscal year.
  public let year: Int
  /// From 1 for the first import of the year.
  public let version: Int
  /// Whether it is the one in force.
  public let isCurrent: Bool
  /// SHA-256 of the file, in hexadecimal.
  public let sha256: String
  /// The file's name.
  public let fileName: String
  /// The period its entries cover.
  public let period: FiscalYear
  /// Lines.
  public let lineCount: Int
  /// Entries.
  public let entryCount: Int
  /// The sum of its debits, which is that of its credits.
  public let total: Money

  static let columns = """
    id, fiscal_year_id, version, state, sha256, file_name, starts_on, ends_on, line_count, entry_count, debit_cents
    """

  init(_ row: SQLRow) throws {
    guard let start = CalendarDate(try row.text(6)), let end = CalendarDate(try row.text(7)),
      let period = FiscalYear(start: start, end: end)
    else { throw SQLError(.damaged, "a ledger without dates") }
    self.id = try row.int(0)
    self.year = try row.int(1)
    self.version = try row.int(2)
    self.isCurrent = try row.text(3) == "current"
    self.sha256 = try row.text(4)
    self.fileName = try row.text(5)
    self.period = period
    self.lineCount = try row.count(8)
    self.entryCount = try row.int(9)
    self.total = try row.money(10)
  }

  /// The ledger in force of a year.
  static func current(_ year: Int, _ transaction: TenantTransaction) throws -> StoredLedger? {
    try transaction.row(
      "SELECT \(columns) FROM ledger WHERE organisation_id = $1 AND fiscal_year_id = $2 AND state = 'current'",
      [SQLValue(year)]
    ).map(StoredLedger.init)
  }
}

/// An account's sums over a ledger.
public struct StoredBalance: Sendable, Hashable {
  /// CompteNum.
  public let account: String
  /// In euros.
  public let debit: Money
  /// In euros.
  public let credit: Money
}

extension OrganisationStore {
  /// The ledgers of a year that came to be in force, first to last.
  public func ledgers(of year: Int) throws(Refusal) -> [StoredLedger] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT \(StoredLedger.columns) FROM ledger
        WHERE organisation_id = $1 AND fiscal_year_id = $2 AND state IN ('current', 'replaced') ORDER BY version
        """, [SQLValue(year)]
      ).map(StoredLedger.init)
    }
  }

  /// The trial balance of a ledger, by account.
  public func balances(of ledger: Int) throws(Refusal) -> [StoredBalance] {
    try read { try StoredBalance.all(ledger, $0) }
  }

  /// The ledger in force of a year, whole, with the warnings of its import: exactly what the reader made of the file.
  ///
  /// - Throws: `storage.no-ledger`.
  public func ledger(
    of year: Int
  ) throws(Refusal) -> (stored: StoredLedger, ledger: Ledger, diagnostics: [Diagnostic]) {
    try read { transaction in
      guard let stored = try StoredLedger.current(year, transaction) else {
        let year = try StoredYear.find(year, transaction)
        throw Refusal(.noLedger, ["year": .text(year.period.label)])
      }
      let warnings = try transaction.row(
        "SELECT warnings FROM ledger WHERE organisation_id = $1 AND id = $2", [SQLValue(stored.id)])
      let entries = try entries(stored.id, transaction)
      let ledger = Ledger.rebuilt(
        entries: entries, lines: try lines(stored, of: entries.count, transaction),
        names: try names(stored.id, transaction), fiscalYear: stored.period)
      return (stored, ledger, try DiagnosticsDocument.read(try warnings?.text(0) ?? "[]"))
    }
  }

  private func entries(
    _ ledger: Int, _ transaction: TenantTransaction
  ) throws -> [(journal: String, number: String, date: CalendarDate)] {
    var entries: [(journal: String, number: String, date: CalendarDate)] = []
    try transaction.query(
      """
      SELECT journal, number, dated FROM ledger_entry WHERE organisation_id = $1 AND ledger_id = $2 ORDER BY position
      """, [SQLValue(ledger)]
    ) { row in
      guard let date = CalendarDate(try row.text(2)) else { throw SQLError(.damaged, "an entry without a date") }
      entries.append((try row.text(0), try row.text(1), date))
    }
    return entries
  }

  /// The lines of as many entries. A line of no entry, or amounts that cannot be added up, are damage: whoever reckons with
  /// a ledger relies on what its reader made sure of.
  private func lines(
    _ stored: StoredLedger, of entryCount: Int, _ transaction: TenantTransaction
  ) throws -> [LedgerLine] {
    var lines: [LedgerLine] = []
    var watch = AmountWatch()
    try transaction.query(
      """
      SELECT line_number, entry, account, auxiliary, piece, label, debit_cents, credit_cents
      FROM ledger_line WHERE organisation_id = $1 AND ledger_id = $2 ORDER BY line_number
      """, [SQLValue(stored.id)]
    ) { row in
      let line = try LedgerLine(
        lineNumber: row.int(0), entry: row.count(1), account: row.text(2), auxiliary: row.text(3),
        piece: row.text(4), label: row.text(5), debit: row.money(6), credit: row.money(7))
      guard line.entry < entryCount else { throw SQLError(.damaged, "a line without an entry") }
      try watch.add(line.debit)
      try watch.add(line.credit)
      lines.append(line)
    }
    return lines
  }

  private func names(_ ledger: Int, _ transaction: TenantTransaction) throws -> LedgerNames {
    var names = LedgerNames()
    try transaction.query(
      "SELECT kind, code, name FROM ledger_name WHERE organisation_id = $1 AND ledger_id = $2", [SQLValue(ledger)]
    ) { row in
      switch try row.text(0) {
      case "account": names.accounts[try row.text(1)] = try row.text(2)
      case "auxiliary": names.auxiliaries[try row.text(1)] = try row.text(2)
      default: names.journals[try row.text(1)] = try row.text(2)
      }
    }
    return names
  }
}

extension StoredBalance {
  static func all(_ ledger: Int, _ transaction: TenantTransaction) throws -> [StoredBalance] {
    var watch = AmountWatch()
    return try transaction.rows(
      """
      SELECT account, debit_cents, credit_cents FROM ledger_account
      WHERE organisation_id = $1 AND ledger_id = $2 ORDER BY account
      """, [SQLValue(ledger)]
    ).map { row in
      let balance = try StoredBalance(account: row.text(0), debit: row.money(1), credit: row.money(2))
      try watch.add(balance.debit)
      try watch.add(balance.credit)
      return balance
    }
  }
}
