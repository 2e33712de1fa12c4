// From the lines of a scan to those of a ledger: codes as texts made once, and the entry each line belongs to.

import Quantities

/// Makes ledger lines, and numbers entries in order of first appearance. Keeps different codes and the keys of entries,
/// no line.
struct LedgerLineMaker {
  /// How a line stands to the one before.
  enum Turn {
    /// It goes on with the same entry.
    case goesOn
    /// It is the first of its entry.
    case starts
    /// It belongs to an entry seen before: lines of others stand between.
    case returns
  }

  let encoding: FECEncoding
  private let journalLabel, accountLabel, auxiliaryLabel, piece, label: Int
  private(set) var journals = FECCodeTable()
  private var accounts = FECCodeTable()
  private var auxiliaries = FECCodeTable()
  private var keys = ByteInterner()
  private var key: [UInt8] = []
  private var recentKey = SurveyKey()
  /// The position of the last line's entry; -1 before the first.
  private(set) var recent = -1

  init(encoding: FECEncoding, layout: FECLayout) {
    self.encoding = encoding
    func at(_ column: FECColumn) -> Int { layout.position(of: column) ?? -1 }
    (journalLabel, accountLabel, auxiliaryLabel) = (at(.journalLabel), at(.accountLabel), at(.auxiliaryLabel))
    (piece, label) = (at(.piece), at(.label))
  }

  /// How many entries there are so far.
  var entryCount: Int { keys.count }

  /// The most codes of one kind: journals, accounts or auxiliary accounts.
  var codeCount: Int { max(journals.count, accounts.count, auxiliaries.count) }

  /// The names of the codes seen so far.
  var names: LedgerNames {
    var names = LedgerNames()
    names.accounts = accounts.dictionary()
    names.auxiliaries = auxiliaries.dictionary()
    // A name where there is no auxiliary account is nobody's. A journal without code may have one: it is a journal.
    names.auxiliaries[""] = nil
    names.journals = journals.dictionary()
    return names
  }

  /// The codes of an entry as the file writes them.
  func codes(_ entry: Int) -> (journal: [UInt8], number: [UInt8]) {
    let key = keys.bytes(entry)
    let border = key.firstIndex(of: 0x0A) ?? key.endIndex
    return (Array(key[..<border]), Array(key[border...].dropFirst()))
  }

  /// Goes to the entry of `line`, the one of its journal that has its number: `recent` is then its position.
  mutating func turn(to line: FECLine) -> Turn {
    if recent >= 0, recentKey.matches(line) { return .goesOn }
    recentKey = SurveyKey(line)
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: line.journal.buffer)
    key.append(0x0A)
    key.append(contentsOf: line.entry.buffer)
    let known = keys.count
    recent = keys.intern(key)
    return recent == known ? .starts : .returns
  }

  /// The number of the journal of `line`.
  mutating func journal(of line: FECLine) -> Int {
    journals.intern(line.journal, name: line.fields.field(journalLabel), encoding)
  }

  /// PieceRef.
  func piece(of line: FECLine) -> FECField { line.fields.field(piece) }

  /// The line, in the entry turned to. `piece` is its PieceRef as text.
  mutating func make(_ line: FECLine, piece: String) -> LedgerLine {
    let account = accounts.intern(line.account, name: line.fields.field(accountLabel), encoding)
    let auxiliary = auxiliaries.intern(line.auxiliary, name: line.fields.field(auxiliaryLabel), encoding)
    // The header is line 1 and the scan counts from 0.
    return LedgerLine(
      lineNumber: line.number + FECVerdict.firstLine, entry: recent, account: accounts.codes[account],
      auxiliary: auxiliaries.codes[auxiliary], piece: piece,
      label: encoding.decode(buffer: line.fields.field(label).buffer), debit: Money(cents: line.debit),
      credit: Money(cents: line.credit))
  }
}
