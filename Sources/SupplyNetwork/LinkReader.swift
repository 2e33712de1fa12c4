// The file of links (edges), read by several threads, each a part of it at a time.

import DelimitedText
import Quantities

/// How a file of links is read; no result depends on it.
struct LinkPlan: Sendable {
  var limits = NetworkLimits()
  var threads = 1
  /// Bytes read at a time.
  var blockBytes = 1 << 20
  /// Bytes of a part of the file.
  var partBytes = 1 << 25
  /// Whether plain lines are read the quick way.
  var isFast = true
}

extension Links {
  /// Reads the file of links: `customer`, `supplier` (names of the file of firms), `amount_eur` (what the one bought
  /// from the other in the year, excluding VAT, net of credit notes), `factor_g_per_eur` (what stands for the content
  /// of a supplier that keeps no account, prudence included; else the supplier's own factor does).
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - threads: how many threads read at the same time.
  /// - Throws: a refusal with the line of every row that is wrong.
  public static func read(
    _ source: ByteSource, firms: Firms, threads: Int = 1, limits: NetworkLimits = NetworkLimits()
  ) throws(Refusal) -> Links {
    try read(source, firms: firms, plan: LinkPlan(limits: limits, threads: threads))
  }

  static func read(_ source: ByteSource, firms: Firms, plan: LinkPlan) throws(Refusal) -> Links {
    do {
      let head = try source.bytes(0..<min(source.size, plan.limits.lineBytes))
      let header = try TableHeader(head, limits: plan.limits)
      let ranges = try LinkParts.ranges(of: source, from: header.bytes, plan)
      let average = try LinkParts.averageLine(of: source, from: header.bytes, plan)
      var results = [Result<LinkPart, any Error>?](repeating: nil, count: ranges.count)
      results.withUnsafeMutableBufferPointer { results in
        Crew.lead(threads: plan.threads) { crew in
          crew.share(ranges.count) { number in
            results[number] = Result {
              try LinkParts.scan(source, ranges[number], header, firms, plan, averageLine: average)
            }
          }
        }
      }
      return try Links(
        results.map { result in
          guard let result else { preconditionFailure("every part is read") }
          return try result.get()
        }, plan.limits)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(Diagnostic(.error, NetworkRefusal.fileUnreadable))
    }
  }

  /// Joins the parts of a file, in their order.
  private init(_ read: [LinkPart], _ limits: NetworkLimits) throws(Refusal) {
    var (line, rows, unknown) = (2, 0, 0)
    var mistakes = Mistakes(limit: limits.mistakes)
    var atFactor: [UInt32: Int128] = [:]
    var lacking: [UInt32: Lack] = [:]
    var firstUnknown: Lack?
    for part in read {
      mistakes.append(part.mistakes.moved(by: line))
      for (customer, amount) in part.atFactor { atFactor[customer, default: 0] += amount }
      lacking.merge(part.lacking.mapValues { $0.moved(by: line) }) { first, _ in first }
      firstUnknown = firstUnknown ?? part.firstUnknownCustomer?.moved(by: line)
      unknown += part.unknownCustomers
      line += part.lines
      rows += part.rows
    }
    try mistakes.refuse()
    guard rows <= limits.links else {
      throw Refusal(Diagnostic(.error, NetworkRefusal.linksTooMany, ["limit": .integer(limits.links)]))
    }
    parts = read.map(\.links)
    self.atFactor = atFactor
    self.lacking = lacking
    self.rows = rows
    unknownCustomers = unknown
    firstUnknownCustomer = firstUnknown
  }
}

extension Links.Lack {
  fileprivate func moved(by lines: Int) -> Links.Lack { Links.Lack(line: line + lines, name: name) }
}

extension Mistakes {
  /// The same, so many lines further down.
  fileprivate func moved(by lines: Int) -> Mistakes {
    var moved = Mistakes(limit: limit)
    for mistake in listed {
      moved.add(
        Diagnostic(
          kept: mistake.message, mistake.severity, file: nil, line: mistake.line.map { $0 + lines },
          field: mistake.field))
    }
    moved.others = others
    return moved
  }
}

/// The parts a file of links is read in.
enum LinkParts {
  /// Ranges of about equal size, cut at line ends.
  static func ranges(of source: ByteSource, from start: Int, _ plan: LinkPlan) throws -> [Range<Int>] {
    var (ranges, start): ([Range<Int>], Int) = ([], start)
    while start < source.size {
      var end = min(start + plan.partBytes, source.size)
      while end < source.size {
        let bytes = try source.bytes((end - 1)..<min(end + 4095, source.size))
        if let found = bytes.firstIndex(of: 0x0A) {
          end += found
          break
        }
        end = min(end + bytes.count - 1, source.size)
      }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// Bytes of a line, by those of the first block: how much room a part needs.
  static func averageLine(of source: ByteSource, from start: Int, _ plan: LinkPlan) throws -> Double {
    let bytes = try source.bytes(start..<min(start + 1 << 16, source.size))
    return Double(bytes.count) / Double(max(1, bytes.count { $0 == 0x0A }))
  }

  /// Reads one part block by block.
  static func scan(
    _ source: ByteSource, _ range: Range<Int>, _ header: TableHeader, _ firms: Firms, _ plan: LinkPlan,
    averageLine: Double
  ) throws -> LinkPart {
    let capacity = plan.blockBytes + plan.limits.lineBytes + 1
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 64)
    block.initialize(repeating: 0, count: capacity + 64)
    defer { block.deallocate() }
    let expected = min(Int(Double(range.count) / averageLine * 1.02) + 16, plan.limits.links)
    return try firms.index.withFinder { finder in
      var scanner = LinkScanner(
        header: header, limits: plan.limits, firms: firms, finder: finder, isFast: plan.isFast, expected: expected)
      var (offset, held, isSkipping) = (range.lowerBound, 0, false)
      while offset < range.upperBound, scanner.part.rows <= plan.limits.links {
        let wanted = min(plan.blockBytes, range.upperBound - offset)
        try source.fill(UnsafeMutableRawBufferPointer(start: block + held, count: wanted), from: offset)
        offset += wanted
        var filled = held + wanted
        if offset == range.upperBound, block[filled - 1] != 0x0A {
          block[filled] = 0x0A
          filled += 1
        }
        var start = 0
        if isSkipping {
          while start < filled, block[start] != 0x0A { start += 1 }
          isSkipping = start == filled
          start = min(start + 1, filled)
        }
        var end = filled
        while end > start, block[end - 1] != 0x0A { end -= 1 }
        scanner.scan(block + start, count: end - start)
        if !isSkipping, filled - end >= plan.limits.lineBytes {
          scanner.skipLine()
          isSkipping = true
          end = filled
        }
        held = isSkipping ? 0 : filled - end
        block.update(from: block + end, count: held)
      }
      return scanner.part
    }
  }
}
