// Splitting a block of whole lines into fields. Unsafe pointers: the index of a block is written and read without a
// bound check, at positions that come from the block itself.

/// Memory for one block of a file and the index of its separators and line ends.
///
/// `bytes` has 64 bytes of padding before and after, so that words may be loaded beyond either end.
struct FECBlock: ~Copyable {
  static let padding = 64
  let capacity: Int
  let bytes: UnsafeMutablePointer<UInt8>
  /// Offsets of control characters (and pipes, where they separate), in rising order, after one slot for the end of
  /// what precedes the block.
  let index: UnsafeMutablePointer<UInt32>
  /// The index of one odd line, rebuilt field by field.
  let scratch: UnsafeMutablePointer<UInt32>

  /// A block of up to `capacity` bytes (less than 2^31) with lines of up to `columns` fields.
  init(capacity: Int, columns: Int) {
    self.capacity = capacity
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 2 * FECBlock.padding)
    memory.initialize(repeating: 0x20, count: capacity + 2 * FECBlock.padding)
    bytes = memory + FECBlock.padding
    // Written 64 at a time at most, read only as far as written.
    index = .allocate(capacity: capacity + 1 + 64)
    scratch = .allocate(capacity: columns + 2)
    scratch.initialize(repeating: 0, count: columns + 2)
  }

  deinit {
    (bytes - FECBlock.padding).deallocate()
    index.deallocate()
    scratch.deallocate()
  }
}

/// Splits blocks into lines and fields and has them parsed.
struct FECBlockScanner<Path: FECScanPath> {
  var parser: FECLineParser<Path>
  /// Lines gone by, blank and unreadable ones included.
  private(set) var line = 0
  private let separator: UInt8
  private let columns: Int
  /// How many marks a common line has: separators, CR where the header had one, LF.
  private let marks: Int

  init(layout: FECLayout, limits: FECLimits, parser: FECLineParser<Path>) {
    self.parser = parser
    separator = layout.separator.rawValue
    columns = layout.columnCount
    marks = layout.columnCount + (layout.endsWithCarriageReturn ? 1 : 0)
  }

  /// Scans `count` bytes of `block` from `start`, which are whole lines, each with its LF.
  mutating func scan<Consumer: FECLineConsumer>(
    _ block: borrowing FECBlock, from start: Int, count: Int, to consumer: inout Consumer
  ) {
    let base = UnsafePointer(block.bytes + start)
    block.index[0] = UInt32.max  // one before offset 0
    let found = mark(base, count, into: block.index + 1)
    var at = 1
    while at <= found {
      let ends = UnsafePointer(block.index + at)
      let start = Int(ends[-1] &+ 1)
      if Path.isFast, at + marks - 1 <= found, isCommon(base, ends) {
        let fields = FECFieldTable(base: base, ends: ends)
        parser.parse(fields, line: line, byteCount: Int(ends[marks - 1]) &- start, to: &consumer)
        at += marks
      } else {
        at += scanOddLine(block, base, at: at, start: start, to: &consumer)
      }
      line += 1
    }
  }

  /// Counts a line that was not read because it is too long.
  mutating func skipLine(byteCount: Int) {
    _ = parser.isShortEnough(byteCount, line: line)
    line += 1
  }

  /// Whether the marks from `ends` are those of a line like the header: so many separators, then its end.
  @inline(__always)
  private func isCommon(_ base: UnsafePointer<UInt8>, _ ends: UnsafePointer<UInt32>) -> Bool {
    let last = Int(ends[marks - 1])
    guard base[last] == 0x0A else { return false }
    var difference: UInt8 = 0
    for column in 0..<(columns - 1) { difference |= base[Int(ends[column])] ^ separator }
    guard difference == 0 else { return false }
    return marks == columns || (base[Int(ends[columns - 1])] == 0x0D && Int(ends[columns - 1]) + 1 == last)
  }

  /// Writes the offsets of the marks in `count` bytes; returns how many.
  @inline(__always)
  private func mark(_ base: UnsafePointer<UInt8>, _ count: Int, into index: UnsafeMutablePointer<UInt32>) -> Int {
    guard Path.isFast else { return markCarefully(base, count, into: index) }
    return separator == 0x7C
      ? markWords(base, count, pipe: true, into: index) : markWords(base, count, pipe: false, into: index)
  }

  @inline(__always)
  private func markWords(
    _ base: UnsafePointer<UInt8>, _ count: Int, pipe: Bool, into index: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var found = 0
    var offset = 0
    while offset < count {
      var bits = FECWords.structure(base + offset, pipe: pipe)
      // What follows the last whole line is not this block's.
      if count - offset < 64 { bits &= (1 &<< UInt64(truncatingIfNeeded: count - offset)) &- 1 }
      while bits != 0 {
        index[found] = UInt32(truncatingIfNeeded: offset &+ bits.trailingZeroBitCount)
        bits &= bits &- 1
        found &+= 1
      }
      offset &+= 64
    }
    return found
  }

  private func markCarefully(
    _ base: UnsafePointer<UInt8>, _ count: Int, into index: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var found = 0
    for offset in 0..<count where base[offset] < 0x20 || base[offset] == separator {
      index[found] = UInt32(offset)
      found += 1
    }
    return found
  }
}

// MARK: - Odd lines

extension FECBlockScanner {
  /// Reads a line that is not like the header; returns how many marks it has.
  @inline(never)
  private mutating func scanOddLine<Consumer: FECLineConsumer>(
    _ block: borrowing FECBlock, _ base: UnsafePointer<UInt8>, at: Int, start: Int, to consumer: inout Consumer
  ) -> Int {
    var marks = 0
    while base[Int(block.index[at + marks])] != 0x0A { marks += 1 }
    var end = Int(block.index[at + marks])
    let byteCount = end - start
    guard parser.isShortEnough(byteCount, line: line) else { return marks + 1 }
    while end > start, base[end - 1] == 0x0D { end -= 1 }
    // A blank line says nothing; neither does the end-of-file character of old programs.
    if end == start || (end == start + 1 && base[start] == 0x1A) { return marks + 1 }

    let ends = block.scratch + 1
    block.scratch[0] = UInt32(truncatingIfNeeded: start) &- 1
    var fields = 0
    var controls = false
    var extraIsEmpty = true
    for mark in 0..<marks {
      let offset = Int(block.index[at + mark])
      guard offset < end else { break }
      guard base[offset] == separator else {
        controls = true
        continue
      }
      if fields < columns { ends[fields] = UInt32(offset) }
      // Fields beyond the header's last are all empty when each separator follows the one before.
      if fields >= columns, offset != Int(block.index[at + mark - 1]) + 1 { extraIsEmpty = false }
      fields += 1
    }
    if fields >= columns, base[end - 1] != separator { extraIsEmpty = false }
    if fields < columns { ends[fields] = UInt32(end) }
    fields += 1
    if controls { parser.note(.controlCharacter, line: line) }
    if fields != columns {
      guard parser.accept(fieldCount: fields, of: columns, extraIsEmpty: extraIsEmpty, line: line) else {
        return marks + 1
      }
      // Missing fields are empty: each ends one byte before it would start.
      for field in stride(from: fields, to: columns, by: 1) { ends[field] = ends[field - 1] + 1 }
    }
    parser.parse(FECFieldTable(base: base, ends: ends), line: line, byteCount: byteCount, to: &consumer)
    return marks + 1
  }
}
