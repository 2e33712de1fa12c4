// Whether entries are numbered as the law wants: one rising sequence without holes, for the file or for each journal.

import Quantities

/// All series of numbers of a part of a file.
struct FECNumbering: Sendable {
  private struct Row: Sendable {
    let journal: [UInt8]
    let prefix: [UInt8]
    var series = FECNumberSeries()
    var firstLine: Int
  }

  /// More series than this say that the numbers are no sequence at all.
  private static let seriesLimit = 1 << 12

  private var rows: [Row] = []
  private var ids = ByteInterner()
  /// Entries whose number does not end in digits, or beyond the limit of series.
  private(set) var unnumbered = 0
  /// Short codes seen first, compared before anything else.
  private var shapes: [Shape] = []

  /// A journal and a prefix of at most eight bytes each, in two words.
  private struct Shape: Sendable {
    let journal: UInt64
    let prefix: UInt64
    let journalCount: Int
    let prefixCount: Int
    let row: Int
  }

  /// A ledger has about ten journals.
  private static let shapesKept = 16

  /// Whether every number is above the one before in its series: then no number comes twice.
  var provesDistinctEntries: Bool { unnumbered == 0 && rows.allSatisfy { $0.series.decreases == 0 } }

  /// Adds the next entry's number.
  @inline(__always)
  mutating func add(journal: FECField, number: FECField, line: Int) {
    let parsed = FECEntryNumber(number)
    guard let value = parsed.value else {
      unnumbered += 1
      return
    }
    let row = row(journal, FECField(start: number.start, count: parsed.prefixCount), line)
    if row < 0 { unnumbered += 1 } else { rows[row].series.add(value, line: line) }
  }

  @inline(__always)
  private mutating func row(_ journal: FECField, _ prefix: FECField, _ line: Int) -> Int {
    guard journal.count <= 8, prefix.count <= 8 else { return find(journal.bytes, prefix.bytes, line) }
    let journalWord = FECWords.load(journal.start, count: journal.count)
    let prefixWord = FECWords.load(prefix.start, count: prefix.count)
    for shape in shapes
    where shape.journal == journalWord && shape.prefix == prefixWord && shape.journalCount == journal.count
      && shape.prefixCount == prefix.count
    {
      return shape.row
    }
    let row = find(journal.bytes, prefix.bytes, line)
    if row >= 0, shapes.count < FECNumbering.shapesKept {
      shapes.append(
        Shape(
          journal: journalWord, prefix: prefixWord, journalCount: journal.count, prefixCount: prefix.count, row: row))
    }
    return row
  }

  /// The row of a series, made now if there is none; -1 beyond the limit.
  private mutating func find(_ journal: [UInt8], _ prefix: [UInt8], _ line: Int) -> Int {
    let known = ids.count
    // A journal code holds no separator of its own file, but may hold the other one: LF is in neither.
    let id = ids.intern(journal + [0x0A] + prefix)
    if id == known, rows.count < FECNumbering.seriesLimit {
      rows.append(Row(journal: journal, prefix: prefix, firstLine: line))
    }
    return id < rows.count ? id : -1
  }

  /// Adds the numbers of the part of the file that follows, whose lines are `offset` further.
  mutating func append(_ next: FECNumbering, offset: Int) {
    unnumbered += next.unnumbered
    for row in next.rows {
      let id = find(row.journal, row.prefix, row.firstLine + offset)
      if id < 0 {
        unnumbered += row.series.entries
      } else {
        rows[id].series.append(row.series, firstLine: row.firstLine, offset: offset)
      }
    }
  }

  /// At most one warning on numbers that decrease and one on numbers that lack.
  func diagnostics(_ encoding: FECEncoding) -> [Diagnostic] {
    [decreases(encoding), gaps(encoding)].compactMap { $0 }
  }

  private func decreases(_ encoding: FECEncoding) -> Diagnostic? {
    let count = rows.reduce(0) { $0 + $1.series.decreases }
    let steps = rows.compactMap { row in row.series.firstDecrease.map { (row, $0) } }
    guard let (row, step) = steps.min(by: { $0.1.line < $1.1.line }) else { return nil }
    return Diagnostic(
      .warning, FECMessage.numberingDecreases,
      [
        "count": .integer(count), "journal": .text(encoding.decode(row.journal)),
        "after": .text(name(row, step.from, encoding)), "number": .text(name(row, step.to, encoding)),
      ],
      line: step.line, field: FECColumn.entryNumber.name)
  }

  /// Numbers that lack, counted within each journal or over the file, whichever way fewer are missing: programs
  /// number either way.
  private func gaps(_ encoding: FECEncoding) -> Diagnostic? {
    let byJournal = rows.reduce(Int64(0)) { $0.addingCapped(FECNumbering.missing([$1])) }
    let byPrefix = Dictionary(grouping: rows, by: \.prefix).values
    let byFile = byPrefix.reduce(Int64(0)) { $0.addingCapped(FECNumbering.missing($1)) }
    guard min(byJournal, byFile) > 0 else { return nil }
    if byFile < byJournal {
      return Diagnostic(
        .warning, FECMessage.numberingGapsInFile, ["count": .integer(Int(byFile))],
        field: FECColumn.entryNumber.name)
    }
    let steps = rows.compactMap { row in row.series.firstJump.map { (row, $0) } }
    let first = steps.min { $0.1.line < $1.1.line }
    return Diagnostic(
      .warning, FECMessage.numberingGaps,
      [
        "count": .integer(Int(byJournal)),
        "journal": .text(first.map { encoding.decode($0.0.journal) } ?? ""),
        "after": .text(first.map { name($0.0, $0.1.from, encoding) } ?? ""),
        "number": .text(first.map { name($0.0, $0.1.to, encoding) } ?? ""),
      ],
      line: first?.1.line, field: FECColumn.entryNumber.name)
  }

  /// How many numbers between the lowest and the highest no entry has.
  private static func missing(_ rows: [Row]) -> Int64 {
    guard let lowest = rows.map(\.series.lowest).min(), let highest = rows.map(\.series.highest).max() else { return 0 }
    return max(0, highest - lowest + 1 - Int64(rows.reduce(0) { $0 + $1.series.entries }))
  }

  private func name(_ row: Row, _ value: Int64, _ encoding: FECEncoding) -> String {
    encoding.decode(row.prefix) + String(value)
  }
}

extension Int64 {
  /// The sum of two counts, or the largest number: holes of eighteen digits are no more than "very many".
  fileprivate func addingCapped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
