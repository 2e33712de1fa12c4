// From lines and entries kept apart, as a table of lines and a table of entries are, back to a ledger.

import Quantities

extension Ledger {
  /// The ledger of these entries and lines, the one `FECReader` gives for the file they come from: lines grouped by
  /// entry, in the order of the file within each; entries told apart as opening, closing or ordinary.
  ///
  /// - Parameters:
  ///   - entries: in order of first appearance: JournalCode, EcritureNum, EcritureDate of the first line.
  ///   - lines: in any order; `LedgerLine.entry` is a position in `entries`. Those of one entry must balance.
  ///   - names: names by number.
  ///   - fiscalYear: the period the entries cover.
  public static func rebuilt(
    entries: [(journal: String, number: String, date: CalendarDate)], lines: [LedgerLine], names: LedgerNames,
    fiscalYear: FiscalYear
  ) -> Ledger {
    var starts = Array(repeating: 0, count: entries.count + 1)
    for line in lines { starts[line.entry + 1] += 1 }
    for entry in entries.indices { starts[entry + 1] += starts[entry] }
    let grouped = grouped(lines, starts)
    let classifier = LedgerEntryClassifier(lines: grouped, year: fiscalYear)
    let made = entries.enumerated().map { position, entry in
      let range = starts[position]..<starts[position + 1]
      let kind = classifier.kind(
        of: grouped[range], date: entry.date, journal: entry.journal, name: names.journals[entry.journal] ?? "")
      return LedgerEntry(
        journal: entry.journal, number: entry.number, date: entry.date, kind: kind, lines: range)
    }
    return Ledger(entries: made, lines: grouped, names: names, fiscalYear: fiscalYear)
  }

  /// The lines by entry, then by line of the file. Those of entry `n` stand from `starts[n]` to `starts[n + 1]`.
  private static func grouped(_ lines: [LedgerLine], _ starts: [Int]) -> [LedgerLine] {
    // Most programs write them so.
    let isGrouped = lines.indices.dropFirst().allSatisfy { position in
      (lines[position - 1].entry, lines[position - 1].lineNumber) < (lines[position].entry, lines[position].lineNumber)
    }
    if isGrouped { return lines }
    var next = starts
    var order = Array(repeating: 0, count: lines.count)
    for (position, line) in lines.enumerated() {
      order[next[line.entry]] = position
      next[line.entry] += 1
    }
    for (start, end) in zip(starts, starts.dropFirst()) {
      order[start..<end].sort { lines[$0].lineNumber < lines[$1].lineNumber }
    }
    return order.map { lines[$0] }
  }
}
