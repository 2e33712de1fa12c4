// Rows of the usual shape, eight bytes at a time. Unsafe pointers: words are loaded beyond the end of a line if need
// be; the block they stand in is padded for it.

extension LinkScanner {
  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// A row whose firms are not looked up yet.
  struct Row {
    let customer: FirmIndex.Word
    let supplier: FirmIndex.Word
    let cents: Int64
    let start: UnsafePointer<UInt8>
  }

  /// Rows whose firms are looked up together.
  static let together = 32

  /// The line from `start`, if it is of the usual shape; where the next starts.
  @inline(__always)
  func plainRow(_ start: UnsafePointer<UInt8>) -> (Row, UnsafePointer<UInt8>)? {
    guard let (customer, customerBytes) = name(at: start) else { return nil }
    guard let (supplier, supplierBytes) = name(at: start + (customerBytes + 1)) else { return nil }
    guard let (cents, next) = amount(at: start + (customerBytes + supplierBytes + 2)) else { return nil }
    return (Row(customer: customer, supplier: supplier, cents: cents, start: start), next)
  }

  /// Looks up the firms of the rows that wait; those that do not keep accounts are read again with care.
  mutating func settle() {
    for number in 0..<waiting.count {
      (waiting.starts + number).initialize(to: finder.start(waiting.rows[number].supplier))
    }
    for number in 0..<waiting.count { waiting.starts[number] = finder.load(waiting.starts[number]) }
    for number in 0..<waiting.count {
      let row = waiting.rows[number]
      if row.customer.low != lastName.low || row.customer.high != lastName.high {
        lastName = row.customer
        lastCustomer = LinkScanner.marked(finder.find(row.customer, finder.load(finder.start(row.customer))))
      }
      if row.cents > 0, let customer = lastCustomer,
        let supplier = LinkScanner.marked(finder.find(row.supplier, waiting.starts[number]))
      {
        part.links.append(Link(customer: customer, supplier: supplier, cents: Double(row.cents)))
        part.rows += 1
        line += 1
      } else {
        _ = scanCarefully(from: row.start)
      }
    }
    waiting.count = 0
  }

  @inline(__always)
  private static func marked(_ found: (number: Int, isMarked: Bool)?) -> UInt32? {
    found.flatMap { $0.isMarked ? UInt32(truncatingIfNeeded: $0.number) : nil }
  }

  /// The name that ends at the next separator, if it is short and holds neither blank, control character nor quote.
  @inline(__always)
  private func name(at start: UnsafePointer<UInt8>) -> (FirmIndex.Word, Int)? {
    let (first, firstCount) = LinkScanner.prefix(LinkScanner.load(start), separator: header.separator)
    guard LinkScanner.isPlain(first, count: firstCount) else { return nil }
    if firstCount < 8 {
      return firstCount == 0 ? nil : (FirmIndex.Word(low: first, high: 0, count: firstCount), firstCount)
    }
    let (second, secondCount) = LinkScanner.prefix(LinkScanner.load(start + 8), separator: header.separator)
    guard secondCount < 8, LinkScanner.isPlain(second, count: secondCount) else { return nil }
    return (FirmIndex.Word(low: first, high: second, count: 8 + secondCount), 8 + secondCount)
  }

  /// Cents of `1437.12`, `1437` or `0.5` up to the end of the line; where the next line starts.
  @inline(__always)
  private func amount(at start: UnsafePointer<UInt8>) -> (Int64, UnsafePointer<UInt8>)? {
    var at = start
    var value: Int64 = 0
    while at[0] &- 0x30 < 10, at - start < 13 {
      value = value &* 10 &+ Int64(at[0] &- 0x30)
      at += 1
    }
    guard at > start else { return nil }
    var scale: Int64 = 100
    if at[0] == 0x2E || (at[0] == 0x2C && header.separator != 0x2C) {
      at += 1
      while at[0] &- 0x30 < 10, scale > 1 {
        value = value &* 10 &+ Int64(at[0] &- 0x30)
        scale /= 10
        at += 1
      }
    }
    // An empty factor and a carriage return may stand before the end of the line.
    if header.columns == 4 {
      guard at[0] == header.separator else { return nil }
      at += 1
    }
    if at[0] == 0x0D { at += 1 }
    return at[0] == 0x0A ? (value &* scale, at + 1) : nil
  }

  @inline(__always)
  private static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// The bytes of a word before the separator, the rest zero, and how many they are.
  @inline(__always)
  private static func prefix(_ word: UInt64, separator: UInt8) -> (UInt64, Int) {
    let difference = word ^ (low &* UInt64(separator))
    let found = (difference &- low) & ~difference & high
    let count = found.trailingZeroBitCount &>> 3
    let kept = found == 0 ? ~0 : ((1 as UInt64) &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
    return (word & kept, count)
  }

  /// Whether none of the first `count` bytes is below `#`: a blank, a control character, `!` or a quote.
  @inline(__always)
  private static func isPlain(_ word: UInt64, count: Int) -> Bool {
    let foreign = count >= 8 ? 0 : ~0 &<< UInt64(truncatingIfNeeded: 8 &* count)
    let filled = word | (foreign & (low &* 0x7F))
    return (filled &- low &* 0x23) & ~filled & high == 0
  }
}

/// Rows whose firms are looked up together, in memory of their own.
final class WaitingRows {
  let rows = UnsafeMutablePointer<LinkScanner.Row>.allocate(capacity: LinkScanner.together)
  let starts = UnsafeMutablePointer<FirmIndex.Start>.allocate(capacity: LinkScanner.together)
  var count = 0

  deinit {
    rows.deallocate()
    starts.deallocate()
  }

  @inline(__always)
  func append(_ row: LinkScanner.Row) {
    (rows + count).initialize(to: row)
    count += 1
  }
}
