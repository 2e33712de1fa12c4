// Rows of a file of links, read from whole lines in memory.

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
  let waiting = WaitingRows()
  /// The line that is read, from 0.
  var line = 0
  /// The customer of the line before, which is often that of the next.
  var lastName = FirmIndex.Word(low: 0, high: 0, count: 255)
  var lastCustomer: UInt32?

  init(
    header: TableHeader, limits: NetworkLimits, firms: Firms, finder: FirmIndex.Finder, isFast: Bool, expected: Int
  ) {
    self.header = header
    self.limits = limits
    self.firms = firms
    self.finder = finder
    self.isFast = isFast && header.isPlain
    part = LinkPart(limits: limits)
    part.links.reserveCapacity(expected)
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
  mutating func scanCarefully(from start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
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

// MARK: - With care

extension LinkScanner {
  private mutating func scanCarefully(_ text: UnsafeBufferPointer<UInt8>) {
    let content = text.last == 0x0D ? text.dropLast() : text[...]
    guard content.contains(where: { $0 > 0x20 }) else { return }
    guard text.count < limits.lineBytes else {
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
