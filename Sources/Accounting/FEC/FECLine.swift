/// The bytes of one field, without the spaces around it. They stand in the block being scanned: valid for the call only.
struct FECField {
  let start: UnsafePointer<UInt8>
  let count: Int

  /// As a buffer, for what is read the careful way.
  var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// A copy of the bytes.
  var bytes: [UInt8] { Array(buffer) }

  /// Whether two fields hold the same bytes.
  @inline(__always)
  func equals(_ other: FECField) -> Bool {
    count == other.count && FECWords.equal(start, other.start, count: count)
  }
}

/// One readable line of a FEC, as a consumer of a scan gets it: what is needed parsed, the rest within reach.
struct FECLine {
  /// The line from the first line of the scan, which is 0.
  let number: Int
  let journal: FECField
  let entry: FECField
  let account: FECField
  let auxiliary: FECField
  /// AAAAMMJJ, a day that exists.
  let date: Int32
  /// Cents.
  let debit: Int64
  /// Cents.
  let credit: Int64
  /// Where the fields of the line are.
  let fields: FECFieldTable
}

/// Where the fields of one line stand: field `n` lies between end `n - 1` and end `n` of the block's index.
struct FECFieldTable {
  let base: UnsafePointer<UInt8>
  let ends: UnsafePointer<UInt32>

  /// The field at `position`, without the spaces around it; empty when the position is negative (no such column).
  @inline(__always)
  func field(_ position: Int) -> FECField {
    guard position >= 0 else { return FECField(start: base, count: 0) }
    let from = Int(ends[position - 1] &+ 1)
    let start = base + from
    let count = Int(ends[position]) &- from
    guard count > 0, start[0] == 0x20 || start[count - 1] == 0x20 else { return FECField(start: start, count: count) }
    return FECFieldTable.trimmed(start, count)
  }

  /// How many bytes the field at `position` has, spaces included.
  @inline(__always)
  func width(_ position: Int) -> Int { Int(ends[position]) &- Int(ends[position - 1] &+ 1) }

  @inline(never)
  private static func trimmed(_ start: UnsafePointer<UInt8>, _ count: Int) -> FECField {
    var (start, count) = (start, count)
    while count > 0, start[0] == 0x20 {
      start += 1
      count -= 1
    }
    while count > 0, start[count - 1] == 0x20 { count -= 1 }
    return FECField(start: start, count: count)
  }
}

/// What a scan of a ledger is for: it gets every readable line, in order.
protocol FECLineConsumer {
  mutating func consume(_ line: FECLine)

  /// Whether a limit on what is kept is passed: the scan stops soon after.
  var isFull: Bool { get }
}
