// Gathering the lines of a scan into a ledger.

import Quantities

/// The consumer that keeps every line.
struct LedgerBuilder: FECLineConsumer {
  private struct Entry {
    let journal: Int
    let number: String
    var sums: FECEntrySums
    var isScattered = false
  }

  private let limits: FECLimits
  private var maker: LedgerLineMaker
  private var pieces = FECCodeTable()
  private var entries: [Entry] = []
  private var lines: [LedgerLine] = []
  private var books: FECBooks
  private var numbering = FECNumbering()

  init(encoding: FECEncoding, layout: FECLayout, limits: FECLimits) {
    self.limits = limits
    maker = LedgerLineMaker(encoding: encoding, layout: layout)
    books = FECBooks(limit: limits.diagnostics)
  }

  /// The limit that is passed, if one is.
  var excess: Diagnostic? { limits.excess(names: maker.codeCount) ?? limits.excess(entries: entries.count) }

  var isFull: Bool { excess != nil }

  mutating func consume(_ line: FECLine) {
    books.add(line)
    add(line, journal: maker.journal(of: line))
    let piece = pieces.intern(maker.piece(of: line), name: nil, maker.encoding)
    lines.append(maker.make(line, piece: pieces.codes[piece]))
  }

  /// Adds the line to its entry.
  private mutating func add(_ line: FECLine, journal: Int) {
    let turn = maker.turn(to: line)
    guard turn != .starts else {
      let number = maker.encoding.decode(buffer: line.entry.buffer)
      entries.append(Entry(journal: journal, number: number, sums: FECEntrySums(line)))
      numbering.add(journal: line.journal, number: line.entry, line: line.number)
      return
    }
    entries[maker.recent].sums.add(line)
    if turn == .returns { entries[maker.recent].isScattered = true }
  }

  /// The books and the numbering once there are no more lines, with line numbers of the file. Notes what is odd about
  /// entries in `findings`.
  func settled(_ findings: inout FECFindings) -> (books: FECBooks, numbering: FECNumbering) {
    var books = FECBooks(limit: limits.diagnostics)
    books.append(self.books, offset: FECVerdict.firstLine)
    var numbering = FECNumbering()
    numbering.append(self.numbering, offset: FECVerdict.firstLine)
    for (id, entry) in entries.enumerated() {
      var sums = entry.sums
      sums.move(by: FECVerdict.firstLine)
      if entry.isScattered { findings.note(.entryScattered, line: sums.firstLine) }
      books.settle(sums, findings: &findings, journal: maker.codes(id).journal, number: maker.codes(id).number)
    }
    return (books, numbering)
  }

  /// The ledger of what was gathered. Every entry must balance.
  func ledger(of year: FiscalYear) -> Ledger {
    let entries = entries.map { entry in
      // Every date was checked by the parser.
      let date = CalendarDate(number: Int(entry.sums.date)) ?? year.start
      return (journal: maker.journals.codes[entry.journal], number: entry.number, date: date)
    }
    return Ledger.rebuilt(entries: entries, lines: lines, names: maker.names, fiscalYear: year)
  }
}
