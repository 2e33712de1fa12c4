// Reading a range of a file block by block, each block cut at its last line end.

import DelimitedText
import Quantities

/// What the scan of a range of a file found besides what its consumer gathered.
struct FECRangeFacts: Sendable {
  /// Lines of the range, blank and unreadable ones included.
  var lineEnds = 0
  /// Lines read.
  var lineCount = 0
  var findings = FECFindings()
  var errors: FECLineErrors
  var encoding = FECEncodingTally()

  /// Adds the facts of the range that follows.
  mutating func append(_ next: FECRangeFacts) {
    findings.append(next.findings, offset: lineEnds)
    errors.append(next.errors, offset: lineEnds)
    encoding.add(next.encoding)
    lineEnds += next.lineEnds
    lineCount += next.lineCount
  }
}

/// How a scan goes about a file; no result depends on it.
struct FECScanSettings: Sendable {
  var limits = FECLimits()
  /// Bytes read at a time.
  var blockBytes = 1 << 18
  /// The closing date the file's name claims.
  var closing: CalendarDate?
}

enum FECRangeScan {
  /// Scans the lines of `range`, which starts and ends at the border of a line (or at the end of the file).
  ///
  /// Line numbers count from 0 at the start of the range. Throws what the source throws.
  static func scan<Path: FECScanPath, Consumer: FECLineConsumer>(
    _ source: ByteSource, _ range: Range<Int>, layout: FECLayout, settings: FECScanSettings, path: Path.Type,
    to consumer: inout Consumer
  ) throws -> FECRangeFacts {
    let limits = settings.limits
    let block = FECBlock(capacity: limits.lineBytes + settings.blockBytes + 1, columns: layout.columnCount)
    let parser = FECLineParser<Path>(layout: layout, limits: limits, closing: settings.closing)
    var scanner = FECBlockScanner(layout: layout, limits: limits, parser: parser)
    var encoding = FECEncodingTally()
    var offset = range.lowerBound
    var held = 0  // bytes of a line whose end has not been seen yet
    var isSkipping = false  // the rest of a line that is too long
    while offset < range.upperBound, !consumer.isFull {
      let wanted = min(settings.blockBytes, range.upperBound - offset)
      try source.fill(UnsafeMutableRawBufferPointer(start: block.bytes + held, count: wanted), from: offset)
      offset += wanted
      var filled = held + wanted
      if offset == range.upperBound, block.bytes[filled - 1] != 0x0A {
        block.bytes[filled] = 0x0A
        filled += 1
      }
      var start = 0
      if isSkipping {
        let end = lineEnd(block.bytes, in: 0..<filled)
        isSkipping = end == nil
        start = end ?? wholeCharacters(block.bytes, in: 0..<filled)
        encoding.scan(block.bytes, count: start)
      }
      let whole = lastLineEnd(block.bytes, from: max(start, held), to: filled) - start
      if whole > 0 {
        encoding.scan(block.bytes + start, count: whole)
        scanner.scan(block, from: start, count: whole, to: &consumer)
        start += whole
      }
      if !isSkipping, filled - start >= limits.lineBytes {
        scanner.skipLine(byteCount: filled - start)
        isSkipping = true
        let end = wholeCharacters(block.bytes, in: start..<filled)
        encoding.scan(block.bytes + start, count: end - start)
        start = end
      }
      held = filled - start
      block.bytes.update(from: block.bytes + start, count: held)
    }
    return FECRangeFacts(
      lineEnds: scanner.line, lineCount: scanner.parser.lineCount, findings: scanner.parser.findings,
      errors: scanner.parser.errors, encoding: encoding)
  }

  /// The offset after the first LF in `range`; nil when there is none.
  private static func lineEnd(_ bytes: UnsafePointer<UInt8>, in range: Range<Int>) -> Int? {
    range.first { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  /// The end of `range`, or the start of a UTF-8 sequence that may go on beyond it: cut there, both sides count as
  /// the whole does.
  private static func wholeCharacters(_ bytes: UnsafePointer<UInt8>, in range: Range<Int>) -> Int {
    let lead = range.suffix(3).last { bytes[$0] & 0xC0 != 0x80 }
    return lead.map { bytes[$0] >= 0xC0 ? $0 : range.upperBound } ?? range.upperBound
  }

  /// The offset after the last LF in `from..<to`; 0 when there is none.
  private static func lastLineEnd(_ bytes: UnsafePointer<UInt8>, from: Int, to: Int) -> Int {
    var at = to
    while at > from, bytes[at - 1] != 0x0A { at -= 1 }
    return at > from ? at : 0
  }
}
