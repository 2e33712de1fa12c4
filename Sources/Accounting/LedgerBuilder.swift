// Gathering the lines of a scan into a ledger.

import Quantities

/// The codes of one kind (journals, accounts…) as texts made once each, with the first name each is given.
struct FECCodeTable {
  private var ids = ByteInterner()
  private(set) var codes: [String] = []
  private(set) var names: [String] = []

  var count: Int { codes.count }

  /// The code as the file writes it.
  func bytes(_ id: Int) -> ArraySlice<UInt8> { ids.bytes(id) }

  /// The number of the code `field`, whose name is `name` if it has none yet.
  mutating func intern(_ field: FECField, name: FECField?, _ encoding: FECEncoding) -> Int {
    let id = ids.intern(field)
    if id == codes.count {
      codes.append(encoding.decode(buffer: field.buffer))
      names.append("")
    }
    if let name, name.count > 0, names[id].isEmpty { names[id] = encoding.decode(buffer: name.buffer) }
    return id
  }

  /// The names by code, of the codes that have one.
  func dictionary() -> [String: String] {
    Dictionary(zip(codes, names).filter { !$0.0.isEmpty && !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }
}

/// The consumer that keeps every line.
struct LedgerBuilder: FECLineConsumer {
  private struct Entry {
    let journal: Int
    let number: String
    var sums: FECEntrySums
    var lineCount = 1
    var isScattered = false
  }

  private let encoding: FECEncoding
  private let limits: FECLimits
  private let journalLabel, accountLabel, auxiliaryLabel, piece, label: Int
  private var journals = FECCodeTable()
  private var accounts = FECCodeTable()
  private var auxiliaries = FECCodeTable()
  private var pieces = FECCodeTable()
  private var keys = ByteInterner()
  private var key: [UInt8] = []
  private var entries: [Entry] = []
  private var lines: [LedgerLine] = []
  private var books: FECBooks
  private var numbering = FECNumbering()

  init(encoding: FECEncoding, layout: FECLayout, limits: FECLimits) {
    self.encoding = encoding
    self.limits = limits
    func at(_ column: FECColumn) -> Int { layout.position(of: column) ?? -1 }
    (journalLabel, accountLabel, auxiliaryLabel) = (at(.journalLabel), at(.accountLabel), at(.auxiliaryLabel))
    (piece, label) = (at(.piece), at(.label))
    books = FECBooks(limit: limits.diagnostics)
  }

  /// The limit that is passed, if one is.
  var excess: Diagnostic? {
    if max(journals.count, accounts.count, auxiliaries.count) > limits.distinctNames {
      return Diagnostic(.error, FECMessage.namesTooMany, ["limit": .integer(limits.distinctNames)])
    }
    if entries.count > limits.entries {
      return Diagnostic(.error, FECMessage.entriesTooMany, ["limit": .integer(limits.entries)])
    }
    return nil
  }

  var isFull: Bool { excess != nil }

  mutating func consume(_ line: FECLine) {
    // The header is line 1 and the scan counts from 0.
    let number = line.number + FECVerdict.firstLine
    books.add(line)
    let journal = journals.intern(line.journal, name: line.fields.field(journalLabel), encoding)
    let account = accounts.intern(line.account, name: line.fields.field(accountLabel), encoding)
    let auxiliary = auxiliaries.intern(line.auxiliary, name: line.fields.field(auxiliaryLabel), encoding)
    let piece = pieces.intern(line.fields.field(piece), name: nil, encoding)
    let label = line.fields.field(label)
    lines.append(
      LedgerLine(
        lineNumber: number, entry: add(line, journal), account: accounts.codes[account],
        auxiliary: auxiliaries.codes[auxiliary], piece: pieces.codes[piece],
        label: encoding.decode(buffer: label.buffer), debit: Money(cents: line.debit),
        credit: Money(cents: line.credit)))
  }

  /// Adds the line to its entry, the one of its journal that has its number; returns the entry's position.
  private mutating func add(_ line: FECLine, _ journal: Int) -> Int {
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: line.journal.buffer)
    key.append(0x0A)
    key.append(contentsOf: line.entry.buffer)
    let entry = keys.intern(key)
    if entry == entries.count {
      entries.append(
        Entry(journal: journal, number: encoding.decode(buffer: line.entry.buffer), sums: FECEntrySums(line)))
      numbering.add(journal: line.journal, number: line.entry, line: line.number)
    } else {
      if lines.last?.entry != entry { entries[entry].isScattered = true }
      entries[entry].sums.add(line)
      entries[entry].lineCount += 1
    }
    return entry
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
      let key = keys.bytes(id)
      let border = key.startIndex + journals.bytes(entry.journal).count
      books.settle(
        sums, findings: &findings, journal: Array(key[..<border]), number: Array(key[(border + 1)...]))
    }
    return (books, numbering)
  }

  /// The ledger of what was gathered. Every entry must balance.
  func ledger(of year: FiscalYear) -> Ledger {
    let grouped = groupedLines()
    var names = LedgerNames()
    names.accounts = accounts.dictionary()
    names.auxiliaries = auxiliaries.dictionary()
    names.journals = journals.dictionary()
    let classifier = LedgerEntryClassifier(lines: grouped, year: year)
    var start = 0
    let entries = self.entries.map { entry in
      let range = start..<(start + entry.lineCount)
      start = range.upperBound
      // Every date was checked by the parser.
      let date = CalendarDate(number: Int(entry.sums.date)) ?? year.start
      let kind = classifier.kind(
        of: grouped[range], date: date, journal: journals.codes[entry.journal], name: journals.names[entry.journal])
      return LedgerEntry(
        journal: journals.codes[entry.journal], number: entry.number, date: date, kind: kind, lines: range)
    }
    return Ledger(entries: entries, lines: grouped, names: names, fiscalYear: year)
  }

  /// The lines with those of an entry one after the other, entries in order of first appearance.
  private func groupedLines() -> [LedgerLine] {
    guard entries.contains(where: \.isScattered) else { return lines }
    var next = Array(repeating: 0, count: entries.count)
    for entry in entries.indices.dropFirst() { next[entry] = next[entry - 1] + entries[entry - 1].lineCount }
    var order = Array(repeating: 0, count: lines.count)
    for (position, line) in lines.enumerated() {
      order[next[line.entry]] = position
      next[line.entry] += 1
    }
    return order.map { lines[$0] }
  }
}
