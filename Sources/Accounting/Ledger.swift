// The general ledger of one fiscal year (grand livre), as an accountant exports it.

import Quantities

/// One fiscal year of accounting entries, read from a FEC and balanced.
///
/// The lines of an entry follow each other in `lines`, in the order of the file, wherever the file had them.
public struct Ledger: Sendable {
  /// The entries in the order in which each first appears.
  public let entries: [LedgerEntry]
  /// All lines, grouped by entry.
  public let lines: [LedgerLine]
  /// Names by number.
  public let names: LedgerNames
  /// The period the entries cover: from the first day of the earliest month to the last day of the latest.
  public let fiscalYear: FiscalYear

  /// A ledger from its parts. `entries[i].lines` index `lines`; every entry must balance (the reader has checked).
  public init(entries: [LedgerEntry], lines: [LedgerLine], names: LedgerNames, fiscalYear: FiscalYear) {
    self.entries = entries
    self.lines = lines
    self.names = names
    self.fiscalYear = fiscalYear
  }

  /// The entry a line belongs to.
  public func entry(of line: LedgerLine) -> LedgerEntry { entries[line.entry] }

  /// The lines of an entry.
  public func lines(of entry: LedgerEntry) -> ArraySlice<LedgerLine> { lines[entry.lines] }
}

/// The names a ledger gives to the numbers it uses. A number used with several names keeps the first.
public struct LedgerNames: Sendable, Equatable {
  /// CompteLib by CompteNum.
  public var accounts: [String: String] = [:]
  /// CompAuxLib by CompAuxNum.
  public var auxiliaries: [String: String] = [:]
  /// JournalLib by JournalCode.
  public var journals: [String: String] = [:]

  /// No names.
  public init() {}
}

/// One accounting entry (écriture comptable): lines that balance, under one number of one journal.
public struct LedgerEntry: Sendable, Hashable {
  /// What an entry does in the year.
  public enum Kind: String, Sendable {
    /// Records something that happened.
    case ordinary
    /// Brings the balances of last year forward (à-nouveaux).
    case opening
    /// Moves expense and revenue accounts to the result at the end of the year; leaves them at zero.
    case closing
  }

  /// JournalCode.
  public let journal: String
  /// EcritureNum.
  public let number: String
  /// EcritureDate.
  public let date: CalendarDate
  /// What it does.
  public let kind: Kind
  /// Where its lines stand in `Ledger.lines`.
  public let lines: Range<Int>

  /// An entry.
  public init(journal: String, number: String, date: CalendarDate, kind: Kind, lines: Range<Int>) {
    self.journal = journal
    self.number = number
    self.date = date
    self.kind = kind
    self.lines = lines
  }
}

/// One line of an entry.
public struct LedgerLine: Sendable, Hashable {
  /// The line of the file, from 1 (the header is line 1).
  public let lineNumber: Int
  /// The position of its entry in `Ledger.entries`.
  public let entry: Int
  /// CompteNum, trimmed.
  public let account: String
  /// CompAuxNum, trimmed; empty when there is none.
  public let auxiliary: String
  /// PieceRef: the number of the invoice or other evidence; empty when there is none.
  public let piece: String
  /// EcritureLib: what the bookkeeper wrote.
  public let label: String
  /// Debit, in euros.
  public let debit: Money
  /// Credit, in euros.
  public let credit: Money

  /// Debit less credit.
  public var balance: Money { debit - credit }

  /// A line.
  public init(
    lineNumber: Int, entry: Int, account: String, auxiliary: String, piece: String, label: String, debit: Money,
    credit: Money
  ) {
    self.lineNumber = lineNumber
    self.entry = entry
    self.account = account
    self.auxiliary = auxiliary
    self.piece = piece
    self.label = label
    self.debit = debit
    self.credit = credit
  }
}
