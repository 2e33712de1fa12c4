// The quick way to survey entries: most programs write the lines of an entry one after the other and number entries
// upwards. A run of lines with one key is then a whole entry, and nothing of it need be kept.

import Quantities

/// A run of consecutive lines of one entry.
struct SurveyRun: Sendable {
  let key: SurveyKey
  var sums: FECEntrySums
  var purchase = SurveyPurchase()

  /// Adds the run that follows in the file, of the same entry.
  mutating func append(_ next: SurveyRun) {
    sums.append(next.sums)
    purchase.append(next.purchase)
  }

  /// The same, with lines and suppliers numbered as in the whole file.
  func moved(by offset: Int, suppliers: [Int]) -> SurveyRun {
    var copy = self
    copy.sums.move(by: offset)
    copy.purchase = purchase.renumbered(suppliers)
    return copy
  }
}

/// The consumer that takes each run for an entry. `FECNumbering.provesDistinctEntries` tells whether that was right.
struct SurveyRuns: SurveyPass {
  private(set) var tables: SurveyTables
  /// The sums of all lines; the entries of all runs but the first and the last, which other parts may continue.
  private(set) var books: FECBooks
  private(set) var findings = FECFindings()
  /// The numbers of all runs but the first.
  private(set) var numbering = FECNumbering()
  private(set) var runCount = 0
  /// The first run, once there is a second.
  private(set) var first: SurveyRun?
  private var last: SurveyRun
  private let limits: FECLimits
  private let scope: LedgerSurvey.Scope

  init(scope: LedgerSurvey.Scope, layout: FECLayout, limits: FECLimits) {
    self.limits = limits
    self.scope = scope
    tables = SurveyTables(scope: scope, layout: layout)
    books = FECBooks(limit: limits.diagnostics)
    last = SurveyRun(key: SurveyKey(), sums: FECEntrySums.none)
  }

  /// The last run; nil when there was no line.
  var lastRun: SurveyRun? { runCount > 0 ? last : nil }

  var excess: Diagnostic? {
    tables.excess(limits) ?? (scope.contains(.limitsOfLedger) ? limits.excess(entries: runCount) : nil)
  }

  /// Once numbers prove nothing, going on is of no use.
  var isFull: Bool { !numbering.provesDistinctEntries || excess != nil }

  @inline(__always)
  mutating func consume(_ line: FECLine) {
    books.add(line)
    if runCount > 0, last.key.matches(line) { last.sums.add(line) } else { start(line) }
    tables.add(line, to: &last.purchase)
  }

  @inline(never)
  private mutating func start(_ line: FECLine) {
    if runCount == 1 { first = last }
    if runCount > 1 {
      books.settle(last.sums, findings: &findings, journal: last.key.journal, number: last.key.number)
      tables.settle(last.purchase)
    }
    if runCount > 0 { numbering.add(journal: line.journal, number: line.entry, line: line.number) }
    last = SurveyRun(key: SurveyKey(line), sums: FECEntrySums(line))
    runCount += 1
  }
}

/// The runs of the parts of a file, joined.
struct SurveyRunJoin: SurveyJoin {
  private(set) var tables: SurveyTables
  private(set) var books: FECBooks
  private(set) var findings = FECFindings()
  private(set) var numbering = FECNumbering()
  /// The last run so far, which the next part may continue.
  private var open: SurveyRun?
  private let limits: FECLimits
  private let scope: LedgerSurvey.Scope

  init(scope: LedgerSurvey.Scope, layout: FECLayout, limits: FECLimits) {
    self.limits = limits
    self.scope = scope
    tables = SurveyTables(scope: scope, layout: layout)
    books = FECBooks(limit: limits.diagnostics)
  }

  var excess: Diagnostic? { scope.contains(.limitsOfLedger) ? limits.excess(entries: books.entryCount) : nil }

  mutating func append(_ part: SurveyRuns, offset: Int) {
    let suppliers = tables.append(part.tables)
    guard let last = part.lastRun?.moved(by: offset, suppliers: suppliers) else { return }
    let first = part.first?.moved(by: offset, suppliers: suppliers) ?? last
    if open?.key == first.key {
      open?.append(first)
    } else {
      close()
      numbering.add(journal: first.key.journal, number: first.key.number, line: first.sums.firstLine)
      open = first
    }
    if part.runCount > 1 { close() }
    books.append(part.books, offset: offset)
    findings.append(part.findings, offset: offset)
    numbering.append(part.numbering, offset: offset)
    if part.runCount > 1 { open = last }
  }

  /// Counts the open run as a whole entry.
  mutating func close() {
    guard let run = open else { return }
    books.settle(run.sums, findings: &findings, journal: run.key.journal, number: run.key.number)
    tables.settle(run.purchase)
    open = nil
  }
}
