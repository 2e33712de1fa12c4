import Accounting
import Quantities

/// Which ledger lines a rule, a key or a measure is about. Criteria that are given must all hold.
public struct LineMatch: Sendable, Hashable {
  /// The beginning of the account number: `6061`.
  public let account: String?
  /// The journal code.
  public let journal: String?
  /// The supplier: its auxiliary number, or its name (accents and case do not matter).
  public let supplier: String?
  /// Words the line's label holds (accents and case do not matter).
  public let label: String?

  /// A match. At least one criterion should be given: without any it matches every line.
  public init(account: String? = nil, journal: String? = nil, supplier: String? = nil, label: String? = nil) {
    self.account = account
    self.journal = journal
    self.supplier = supplier
    self.label = label
  }

  /// Whether a ledger line is meant.
  public func covers(_ line: LedgerFact) -> Bool {
    if let account, !line.account.hasPrefix(account) { return false }
    if let journal, line.journal != journal { return false }
    if let supplier, !(line.supplier?.isNamed(supplier) ?? false) { return false }
    if let label, !line.label.folded.contains(label.folded) { return false }
    return true
  }

  /// The criteria as people write them: `compte 6061, fournisseur EDF`.
  public var summary: String {
    [account, journal, supplier, label].compactMap { $0 }.joined(separator: " · ")
  }
}

/// A ledger line with what its entry adds: all that classifying it may look at.
public struct LedgerFact: Sendable, Hashable {
  /// Where it stands in the ledger, independent of the file's layout: `AC/42/1` is the first line of entry 42 of AC.
  public let id: String
  /// The line of the file, for messages.
  public let lineNumber: Int
  /// The entry's date.
  public let date: CalendarDate
  /// JournalCode.
  public let journal: String
  /// CompteNum.
  public let account: String
  /// CompteLib.
  public let accountName: String
  /// Who supplied, where the entry says so.
  public let supplier: LedgerSupplier?
  /// PieceRef.
  public let piece: String
  /// EcritureLib.
  public let label: String
  /// Debit less credit.
  public let balance: Money
}

extension LedgerSupplier {
  /// Whether `text` is this supplier's number or name, but for accents and case.
  public func isNamed(_ text: String) -> Bool { [number.folded, name.folded].contains(text.folded) }
}
