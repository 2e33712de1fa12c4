// Rows of a file of links, read from whole lines in memory. Unsafe pointers: names are loaded sixteen bytes at a time,
// beyond the end of a line if need be; the block they stand in is padded for it.

import Quantities

/// Reads lines into a part: the plain ones eight bytes at a time, the others with care. Both ways must agree.
struct LinkScanner {
  let header: TableHeader
  let limits: NetworkLimits
  let firms: Firms
  let finder: FirmIndex.Finder
  /// Whether plain lines are read the quick way.
  let isFast: Bool
  var part: LinkPart
  private let waiting = WaitingRows()
  /// The line that is read, from 0.
  private var line = 0
  /// The customer of the line before, which is often that of the next.
  private var lastName = FirmIndex.Word(low: 0, high: 0, count: 255)
  private var lastCustomer: UInt32?

  init(
    header: TableHeader, limits: NetworkLimits, firms: Firms, finder: FirmIndex.Finder, isFast: Bool, expected: Int
  ) {
    self.header = header
    self.limits = limits
    self.firms = firms
    self.finder = finder
    self.isFast = isFast && header.isPlain
    part = LinkPart(limits: limits)
    LargePages.reserve(expected, in: &part.links)
  }

  /// Reads `count` bytes from `base`: whole lines, each with its LF, and sixteen readable bytes after them.
  mutating func scan(_ base: UnsafePointer<UInt8>, count: Int) {
    var at = base
    let end = base + count
    while at < end {
      if isFast, let (row, next) = plainRow(at) {
        waiting.append(row)
        at = next
        if waiting.count == LinkScanner.together { settle() }
      } else {
        settle()
        at = scanCarefully(from: at)
      }
    }
    settle()
    part.lines = line
  }

  /// Reads the line from `start` with care; returns where the next starts.
  private mutating func scanCarefully(from start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    var end = start
    while end[0] != 0x0A { end += 1 }
    scanCarefully(UnsafeBufferPointer(start: start, count: end - start))
    line += 1
    return end + 1
  }

  /// Counts a line that was not read because it is too long.
  mutating func skipLine() {
    refuse(.lineTooLong, ["limit": .integer(limits.lineBytes)], field: nil)
    line += 1
    part.lines = line
  }
}

// MARK: - The quick way

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
  private func plainRow(_ start: UnsafePointer<UInt8>) -> (Row, UnsafePointer<UInt8>)? {
    guard let (customer, customerBytes) = name(at: start) else { return nil }
    guard let (supplier, supplierBytes) = name(at: start + (customerBytes + 1)) else { return nil }
    guard let (cents, next) = amount(at: start + (customerBytes + supplierBytes + 2)) else { return nil }
    return (Row(customer: customer, supplier: supplier, cents: cents, start: start), next)
  }

  /// Looks up the firms of the rows that wait; those that do not keep accounts are read again with care.
  private mutating func settle() {
    for number in 0..<waiting.count {
      (waiting.starts + number).initialize(to: finder.start(waiting.rows[number].supplier))
    }
    for number in 0..<waiting.count {
      let row = waiting.rows[number]
      if row.customer.low != lastName.low || row.customer.high != lastName.high {
        lastName = row.customer
        lastCustomer = LinkScanner.marked(finder.find(row.customer, finder.start(row.customer)))
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

// MARK: - With care

extension LinkScanner {
  private mutating func scanCarefully(_ line: UnsafeBufferPointer<UInt8>) {
    let content = line.last == 0x0D ? line.dropLast() : line[...]
    guard content.contains(where: { $0 > 0x20 }) else { return }
    guard line.count < limits.lineBytes else {
      return refuse(.lineTooLong, ["limit": .integer(limits.lineBytes)], field: nil)
    }
    part.rows += 1
    let fields = content.split(separator: header.separator, omittingEmptySubsequences: false)
    guard fields.count == header.columns else {
      let values: [String: MessageValue] = ["expected": .integer(header.columns), "found": .integer(fields.count)]
      return refuse(.fieldCount, values, field: nil)
    }
    do throws(Diagnostic) {
      let customer = try name(fields[header.customer], 0)
      let supplier = try name(fields[header.supplier], 1)
      let amount = try unquoted(fields[header.amount], 2)
      let cents = try NumberKind.amount.read(amount, line: line, field: Links.columns[2])
      let written = header.factor < 0 ? nil : try unquoted(fields[header.factor], 3)
      let factor = try written.flatMap { (text) throws(Diagnostic) -> Int64? in
        text.isEmpty ? nil : try NumberKind.factor.read(text, line: line, field: Links.columns[3])
      }
      try take(customer: customer, supplier: supplier, cents: cents, factor: factor)
    } catch {
      part.mistakes.add(error)
    }
  }

  private mutating func take(
    customer: ArraySlice<UInt8>, supplier: ArraySlice<UInt8>, cents: Int64, factor: Int64?
  ) throws(Diagnostic) {
    guard let buyer = try known(customer, Links.columns[0]) else {
      part.unknownCustomers += 1
      part.firstUnknownCustomer = part.firstUnknownCustomer ?? lack(customer)
      return
    }
    let seller = try known(supplier, Links.columns[1])
    // What a firm without account buys concerns no content.
    guard firms.isInside(buyer), cents > 0 else { return }
    if let seller, firms.isInside(seller) {
      part.links.append(Link(customer: UInt32(buyer), supplier: UInt32(seller), cents: Double(cents)))
    } else if let rate = factor ?? seller.map({ firms.factor[$0] }), rate != Firms.absent {
      part.addAtFactor(UInt32(buyer), Int128(cents) * Int128(rate))
    } else if part.lacking[UInt32(buyer)] == nil {
      part.lacking[UInt32(buyer)] = lack(supplier)
    }
  }

  private func lack(_ name: ArraySlice<UInt8>) -> Links.Lack {
    Links.Lack(line: line, name: String(decoding: name, as: UTF8.self))
  }

  /// The number of a firm; nil when there is none of that name, which then must be text.
  private func known(_ name: ArraySlice<UInt8>, _ field: String) throws(Diagnostic) -> Int? {
    if let found = firms.index.number(name) { return found }
    guard String(validating: name, as: UTF8.self) != nil else {
      throw Diagnostic(.error, NetworkRefusal.nameNotUTF8, line: line, field: field)
    }
    return nil
  }

  private func name(_ field: Slice<UnsafeBufferPointer<UInt8>>, _ column: Int) throws(Diagnostic) -> ArraySlice<UInt8> {
    let name = try unquoted(field, column)
    let title = Links.columns[column]
    guard !name.isEmpty else { throw Diagnostic(.error, NetworkRefusal.nameEmpty, line: line, field: title) }
    guard name.count <= limits.nameBytes else {
      let values: [String: MessageValue] = ["limit": .integer(limits.nameBytes)]
      throw Diagnostic(.error, NetworkRefusal.nameTooLong, values, line: line, field: title)
    }
    return name
  }

  private mutating func refuse(_ key: NetworkRefusal, _ values: [String: MessageValue], field: String?) {
    part.mistakes.add(Diagnostic(.error, key, values, line: line, field: field))
  }
}

extension LinkScanner {
  /// A field without the blanks and the pair of quotes around it.
  private func unquoted(_ field: Slice<UnsafeBufferPointer<UInt8>>, _ column: Int) throws(Diagnostic) -> ArraySlice<
    UInt8
  > {
    var text = Array(field.trimmedOfSpaces)[...]
    if text.count > 1, text.first == 0x22, text.last == 0x22 { text = text.dropFirst().dropLast().trimmedOfSpaces }
    guard !text.contains(0x22) else {
      throw Diagnostic(.error, NetworkRefusal.nameQuoted, line: line, field: Links.columns[column])
    }
    return text
  }
}

/// Rows whose firms are looked up together, in memory of their own.
final class WaitingRows {
  let rows = UnsafeMutablePointer<LinkScanner.Row>.allocate(capacity: LinkScanner.together)
  let starts = UnsafeMutablePointer<(place: Int, found: UInt32)>.allocate(capacity: LinkScanner.together)
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
