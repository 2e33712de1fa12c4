// The sure way to survey entries, for files where the lines of an entry may be scattered: each entry is kept.

import Quantities

/// One entry, or those of its lines seen so far.
struct SurveyEntry: Sendable {
  var sums: FECEntrySums
  var purchase = SurveyPurchase()
  /// Whether lines of other entries stand between its own.
  var isScattered = false
}

/// The consumer that keeps every entry of a part of a file.
struct SurveyEntries: SurveyPass {
  private(set) var tables: SurveyTables
  /// The sums of all lines.
  private(set) var books: FECBooks
  private(set) var entries: [SurveyEntry] = []
  /// The entry of the last line; -1 before the first.
  private(set) var recent = -1
  private var recentKey = SurveyKey()
  private var keys = ByteInterner()
  private let limits: FECLimits

  init(scope: LedgerSurvey.Scope, layout: FECLayout, limits: FECLimits) {
    self.limits = limits
    tables = SurveyTables(scope: scope, layout: layout)
    books = FECBooks(limit: limits.diagnostics)
  }

  var excess: Diagnostic? { tables.excess(limits) ?? limits.excess(entries: entries.count) }

  var isFull: Bool { excess != nil }

  /// The key of entry `id`: its journal, a line feed, its number.
  func key(_ id: Int) -> ArraySlice<UInt8> { keys.bytes(id) }

  mutating func consume(_ line: FECLine) {
    books.add(line)
    if recent >= 0, recentKey.matches(line) { entries[recent].sums.add(line) } else { turn(to: line) }
    tables.add(line, to: &entries[recent].purchase)
  }

  @inline(never)
  private mutating func turn(to line: FECLine) {
    recentKey = SurveyKey(line)
    recent = keys.intern(line.journal.bytes + [0x0A] + line.entry.bytes)
    if recent == entries.count {
      entries.append(SurveyEntry(sums: FECEntrySums(line)))
    } else {
      entries[recent].sums.add(line)
      entries[recent].isScattered = true
    }
  }
}

/// The entries of the parts of a file, joined.
struct SurveyEntryJoin: SurveyJoin {
  private(set) var tables: SurveyTables
  private(set) var books: FECBooks
  private(set) var findings = FECFindings()
  private(set) var numbering = FECNumbering()
  private var entries: [SurveyEntry] = []
  private var keys = ByteInterner()
  private var recent = -1
  private let limits: FECLimits

  init(scope: LedgerSurvey.Scope, layout: FECLayout, limits: FECLimits) {
    self.limits = limits
    tables = SurveyTables(scope: scope, layout: layout)
    books = FECBooks(limit: limits.diagnostics)
  }

  var excess: Diagnostic? { limits.excess(entries: entries.count) }

  mutating func append(_ part: SurveyEntries, offset: Int) {
    let suppliers = tables.append(part.tables)
    books.append(part.books, offset: offset)
    var last = recent
    for (other, entry) in part.entries.enumerated() {
      let id = keys.intern(part.key(other))
      var entry = entry
      entry.sums.move(by: offset)
      entry.purchase = entry.purchase.renumbered(suppliers)
      if id == entries.count {
        let (journal, number) = SurveyEntryJoin.codes(part.key(other))
        numbering.add(journal: journal, number: number, line: entry.sums.firstLine)
        entries.append(entry)
      } else {
        entries[id].sums.append(entry.sums)
        entries[id].purchase.append(entry.purchase)
        // The border of two parts scatters nothing: the part's first entry may go on with the last one before.
        let isContinued = other == 0 && id == recent
        entries[id].isScattered = entries[id].isScattered || entry.isScattered || !isContinued
      }
      if other == part.recent { last = id }
    }
    recent = last
  }

  mutating func close() {
    for (id, entry) in entries.enumerated() {
      let (journal, number) = SurveyEntryJoin.codes(keys.bytes(id))
      if entry.isScattered { findings.note(.entryScattered, line: entry.sums.firstLine) }
      books.settle(entry.sums, findings: &findings, journal: journal, number: number)
      tables.settle(entry.purchase)
    }
  }

  private static func codes(_ key: ArraySlice<UInt8>) -> (journal: [UInt8], number: [UInt8]) {
    let border = key.firstIndex(of: 0x0A) ?? key.endIndex
    return (Array(key[..<border]), Array(key[border...].dropFirst()))
  }
}
