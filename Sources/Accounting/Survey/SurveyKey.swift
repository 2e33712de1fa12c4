/// The journal and the number of an entry, kept so that comparing them with a line's costs a few instructions.
struct SurveyKey: Sendable, Equatable {
  private var journalCount = 0
  private var numberCount = 0
  private var journalWord: UInt64 = 0
  private var numberFirst: UInt64 = 0
  private var numberSecond: UInt64 = 0
  /// Journal then number, when either does not fit in its words.
  private var long: [UInt8] = []

  init() {}

  init(_ line: FECLine) {
    (journalCount, numberCount) = (line.journal.count, line.entry.count)
    if journalCount > 8 || numberCount > 16 {
      long = line.journal.bytes + line.entry.bytes
    } else {
      (journalWord, numberFirst, numberSecond) = SurveyKey.words(line)
    }
  }

  /// Whether `line` belongs to the entry.
  @inline(__always)
  func matches(_ line: FECLine) -> Bool {
    guard journalCount == line.journal.count, numberCount == line.entry.count else { return false }
    if journalCount > 8 || numberCount > 16 { return matchesLong(line) }
    let (journal, first, second) = SurveyKey.words(line)
    return (journal ^ journalWord) | (first ^ numberFirst) | (second ^ numberSecond) == 0
  }

  @inline(never)
  private func matchesLong(_ line: FECLine) -> Bool {
    long[..<journalCount].elementsEqual(line.journal.buffer) && long[journalCount...].elementsEqual(line.entry.buffer)
  }

  @inline(__always)
  private static func words(_ line: FECLine) -> (UInt64, UInt64, UInt64) {
    let (start, count) = (line.entry.start, line.entry.count)
    return (
      FECWords.load(line.journal.start, count: line.journal.count), FECWords.load(start, count: count),
      count > 8 ? FECWords.load(start + 8, count: count - 8) : 0
    )
  }

  /// JournalCode.
  var journal: [UInt8] {
    long.isEmpty ? Array(SurveyKey.bytes(journalWord).prefix(journalCount)) : Array(long[..<journalCount])
  }

  /// EcritureNum.
  var number: [UInt8] {
    guard long.isEmpty else { return Array(long[journalCount...]) }
    return Array((SurveyKey.bytes(numberFirst) + SurveyKey.bytes(numberSecond)).prefix(numberCount))
  }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
  }
}

extension FECNumbering {
  /// Adds the next entry's number, from copies of the fields.
  mutating func add(journal: [UInt8], number: [UInt8], line: Int) {
    // The padding an `FECField` is owed, on both sides.
    let padding: [UInt8] = Array(repeating: 0, count: 16)
    let memory = padding + journal + padding + number + padding
    memory.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      add(
        journal: FECField(start: base + 16, count: journal.count),
        number: FECField(start: base + 32 + journal.count, count: number.count), line: line)
    }
  }
}
