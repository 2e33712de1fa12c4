// The hot loop of the reader: one pass over UTF-8 bytes, no allocation per field.

import Quantities

/// Cuts UTF-8 text into fields and rows.
struct DelimitedScanner {
  /// The text of all fields, quotes resolved.
  private(set) var text: [UInt8] = []
  /// Where each field ends in `text`.
  private(set) var fieldEnds: [UInt32] = []
  /// How many fields there are up to the end of each row, header included.
  private(set) var rowEnds: [UInt32] = []
  /// The line where each row starts.
  private(set) var lines: [UInt32] = []

  private let separator: UInt8
  private let limits: DelimitedLimits
  private var line: UInt32 = 1
  private var rowLine: UInt32 = 1
  private var rowStart = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(separator: UInt8, limits: DelimitedLimits, capacity: Int) {
    self.separator = separator
    self.limits = limits
    text.reserveCapacity(capacity)
    fieldEnds.reserveCapacity(capacity / 8)
  }

  /// The place of a field in `text`.
  func range(ofField field: Int) -> Range<Int> {
    (field == 0 ? 0 : Int(fieldEnds[field - 1]))..<Int(fieldEnds[field])
  }

  /// Reads the whole text.
  mutating func scan(_ bytes: Span<UInt8>) throws(Refusal) {
    var position = 0
    while position < bytes.count {
      if isLineEnd(bytes[position]) {
        // A blank line: no row.
        skipLineEnd(bytes, &position)
        continue
      }
      rowLine = line
      rowStart = fieldEnds.count
      try scanRow(bytes, &position)
    }
  }

  private mutating func scanRow(_ bytes: Span<UInt8>, _ position: inout Int) throws(Refusal) {
    while true {
      if position < bytes.count, bytes[position] == DelimitedScanner.quote {
        try scanQuoted(bytes, &position)
      } else {
        scanPlain(bytes, &position)
      }
      try endField()
      guard position < bytes.count, bytes[position] == separator else { break }
      position += 1
    }
    if position < bytes.count { skipLineEnd(bytes, &position) }
    try endRow()
  }

  /// A field without quotes: everything up to the separator or the end of the line.
  private mutating func scanPlain(_ bytes: Span<UInt8>, _ position: inout Int) {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || isLineEnd(byte) { break }
      position += 1
    }
    append(bytes, start..<position)
  }

  /// A quoted field: everything up to the closing quote, two quotes standing for one.
  private mutating func scanQuoted(_ bytes: Span<UInt8>, _ position: inout Int) throws(Refusal) {
    let opening = line
    position += 1
    var start = position
    while true {
      guard position < bytes.count else { throw refusal(.unclosedQuote, line: opening) }
      let byte = bytes[position]
      if byte == DelimitedScanner.quote {
        let isDoubled = position + 1 < bytes.count && bytes[position + 1] == DelimitedScanner.quote
        append(bytes, start..<(isDoubled ? position + 1 : position))
        position += isDoubled ? 2 : 1
        start = position
        if !isDoubled { break }
      } else if isLineEnd(byte) {
        skipLineEnd(bytes, &position)
      } else {
        position += 1
      }
    }
    guard position == bytes.count || bytes[position] == separator || isLineEnd(bytes[position]) else {
      throw refusal(.textAfterQuote, line: line)
    }
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == DelimitedScanner.lineFeed || byte == DelimitedScanner.carriageReturn
  }

  private mutating func skipLineEnd(_ bytes: Span<UInt8>, _ position: inout Int) {
    let isPair =
      bytes[position] == DelimitedScanner.carriageReturn && position + 1 < bytes.count
      && bytes[position + 1] == DelimitedScanner.lineFeed
    position += isPair ? 2 : 1
    line += 1
  }

  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    bytes.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }

  private mutating func endField() throws(Refusal) {
    let start = fieldEnds.last.map(Int.init) ?? 0
    guard text.count - start <= limits.fieldLength else {
      throw refusal(.fieldTooLong, limit: limits.fieldLength)
    }
    fieldEnds.append(UInt32(text.count))
    guard fieldEnds.count - rowStart <= limits.columns else {
      throw refusal(.tooManyColumns, limit: limits.columns)
    }
  }

  private mutating func endRow() throws(Refusal) {
    // The header is not a row.
    guard rowEnds.count <= limits.rows else { throw refusal(.tooManyRows, limit: limits.rows) }
    rowEnds.append(UInt32(fieldEnds.count))
    lines.append(rowLine)
  }

  private func refusal(_ key: DelimitedMessage, line: UInt32? = nil, limit: Int? = nil) -> Refusal {
    let values: [String: MessageValue] = limit.map { ["limit": .integer($0)] } ?? [:]
    return Refusal(Diagnostic(.error, key, values, line: Int(line ?? rowLine)))
  }
}
