// What the lines of a ledger add up to, and which entries do not balance.

import Quantities

/// The sums of one entry, or of those of its lines seen so far.
struct FECEntrySums: Sendable, Equatable {
  /// Cents, wrapping: `FECBooks.volume` tells whether any sum of the file can have overflowed.
  var debit: Int64 = 0
  var credit: Int64 = 0
  var firstLine: Int
  var lastLine: Int
  /// The date of the first line.
  let date: Int32
  var hasSeveralDates = false

  init(_ line: FECLine) {
    debit = line.debit
    credit = line.credit
    firstLine = line.number
    lastLine = line.number
    date = line.date
  }

  private init() { (firstLine, lastLine, date) = (0, 0, 0) }

  /// The sums of no line, to stand where there is no entry yet.
  static let none = FECEntrySums()

  /// Adds a line of the same entry.
  @inline(__always)
  mutating func add(_ line: FECLine) {
    debit = debit &+ line.debit
    credit = credit &+ line.credit
    lastLine = line.number
    if line.date != date { hasSeveralDates = true }
  }

  /// Adds further lines of the same entry.
  mutating func append(_ next: FECEntrySums) {
    debit = debit &+ next.debit
    credit = credit &+ next.credit
    lastLine = next.lastLine
    if next.hasSeveralDates || next.date != date { hasSeveralDates = true }
  }

  mutating func move(by offset: Int) {
    firstLine += offset
    lastLine += offset
  }
}

/// An entry that does not balance. Codes are kept as bytes until the character set is known.
struct FECImbalance: Sendable, Equatable {
  let journal: [UInt8]
  let number: [UInt8]
  var sums: FECEntrySums

  func diagnostic(_ encoding: FECEncoding) -> Diagnostic {
    Diagnostic(
      .error, FECMessage.entryUnbalanced,
      [
        "journal": .text(encoding.decode(journal)), "entry": .text(encoding.decode(number)),
        "debit": .money(Money(cents: sums.debit)), "credit": .money(Money(cents: sums.credit)),
        "difference": .money(Money(cents: sums.debit &- sums.credit)),
        "first": .integer(sums.firstLine), "last": .integer(sums.lastLine),
      ],
      line: sums.firstLine, field: FECColumn.entryNumber.name)
  }
}

/// The sums, the period and the balance of a part of a file.
struct FECBooks: Sendable, Equatable {
  /// Cents, wrapping; right when `volume` fits in 64 bits.
  private(set) var debit: Int64 = 0
  private(set) var credit: Int64 = 0
  /// The sum of all amounts without their signs: no sum of any lines is larger.
  private(set) var volume: Int128 = 0
  private(set) var first = Dated(date: .max, line: 0)
  private(set) var last = Dated(date: 0, line: 0)
  private(set) var entryCount = 0
  private(set) var unbalanced: [FECImbalance] = []
  private(set) var unbalancedCount = 0
  private let limit: Int

  /// A date and the first line that has it.
  struct Dated: Sendable, Equatable {
    var date: Int32
    var line: Int
  }

  init(limit: Int) { self.limit = limit }

  /// Adds a line.
  @inline(__always)
  mutating func add(_ line: FECLine) {
    debit = debit &+ line.debit
    credit = credit &+ line.credit
    volume = volume &+ Int128(line.debit.magnitude &+ line.credit.magnitude)
    if line.date < first.date { first = Dated(date: line.date, line: line.number) }
    if line.date > last.date { last = Dated(date: line.date, line: line.number) }
  }

  /// Counts an entry all of whose lines are in `sums`.
  mutating func settle(
    _ sums: FECEntrySums, findings: inout FECFindings, journal: @autoclosure () -> [UInt8],
    number: @autoclosure () -> [UInt8]
  ) {
    entryCount += 1
    if sums.hasSeveralDates { findings.note(.entryDatesDiffer, line: sums.firstLine) }
    guard sums.debit != sums.credit else { return }
    unbalancedCount += 1
    if unbalanced.count < limit { unbalanced.append(FECImbalance(journal: journal(), number: number(), sums: sums)) }
  }

  /// Adds the books of the part of the file that follows, whose lines are `offset` further.
  mutating func append(_ next: FECBooks, offset: Int) {
    debit = debit &+ next.debit
    credit = credit &+ next.credit
    volume += next.volume
    if next.first.date < first.date { first = Dated(date: next.first.date, line: next.first.line + offset) }
    if next.last.date > last.date { last = Dated(date: next.last.date, line: next.last.line + offset) }
    entryCount += next.entryCount
    unbalancedCount += next.unbalancedCount
    for var entry in next.unbalanced where unbalanced.count < limit {
      entry.sums.move(by: offset)
      unbalanced.append(entry)
    }
  }
}
