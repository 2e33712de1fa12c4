// Reads files of separated values (RFC 4180 and its everyday variants) from bytes.

import Quantities

/// Reads comma-, semicolon-, tab- or bar-separated files with a header row.
///
/// RFC 4180, and what real files add to it: another separator, LF, CRLF or CR line ends (mixed if need be), a byte order
/// mark, blank lines (skipped), Windows-1252 and ISO 8859-15, and quotes inside unquoted fields (kept as they are).
public enum DelimitedReader {
  /// What to do with a row that has more or fewer fields than the header.
  public enum RaggedRows: Sendable {
    /// Refuse the file.
    case refuse
    /// Keep the row and report a warning, for readers that account for rows one by one.
    case keep
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - separator: an ASCII character that is neither a quote nor a line end.
  ///   - encoding: nil to decide from the bytes, see `TextEncoding.detected(in:)`.
  ///   - ragged: what to do with rows of another length than the header's.
  ///   - limits: how large the file may be.
  /// - Throws: a refusal whose diagnostics carry a `DelimitedMessage` and the line.
  public static func read(
    _ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), encoding: TextEncoding? = nil,
    ragged: RaggedRows = .refuse, limits: DelimitedLimits = DelimitedLimits()
  ) throws(Refusal) -> DelimitedTable {
    guard bytes.count <= min(limits.bytes, Int(UInt32.max) / 4) else {
      let values: [String: MessageValue] = ["limit": .integer(limits.bytes), "size": .integer(bytes.count)]
      throw Refusal(Diagnostic(.error, DelimitedMessage.tooManyBytes, values))
    }
    guard !bytes.contains(0) else { throw Refusal(Diagnostic(.error, DelimitedMessage.notText)) }
    let encoding = encoding ?? TextEncoding.detected(in: bytes)
    guard let text = encoding.utf8(from: bytes) else {
      throw Refusal(
        Diagnostic(.error, DelimitedMessage.wrongEncoding, ["encoding": .text(encoding.rawValue)]))
    }
    var scanner = DelimitedScanner(separator: separator, limits: limits, capacity: text.count)
    try scanner.scan(text.span)
    return try table(of: scanner, encoding: encoding, ragged: ragged)
  }

  /// At most this many errors are listed: a file read with the wrong separator has one per row.
  private static let listedErrors = 20

  private static func table(
    of scanner: DelimitedScanner, encoding: TextEncoding, ragged: RaggedRows
  ) throws(Refusal) -> DelimitedTable {
    guard let headerEnd = scanner.rowEnds.first, let headerLine = scanner.lines.first else {
      throw Refusal(Diagnostic(.error, DelimitedMessage.empty))
    }
    let width = Int(headerEnd)
    let header = (0..<width).map { trimmed(scanner.text[scanner.range(ofField: $0)]) }
    let columns = try positions(of: header, line: Int(headerLine))
    let warnings = try checkLengths(scanner, width: width, ragged: ragged)
    // The header's fields leave the block so that row 0 is the first row.
    let headerText = width == 0 ? 0 : scanner.fieldEnds[width - 1]
    let content = DelimitedContent(
      text: Array(scanner.text[Int(headerText)...]), fieldEnds: scanner.fieldEnds[width...].map { $0 - headerText },
      rowEnds: scanner.rowEnds.dropFirst().map { $0 - headerEnd }, lines: Array(scanner.lines.dropFirst()),
      columns: columns)
    return DelimitedTable(
      header: header, rows: DelimitedRows(content: content), encoding: encoding, diagnostics: warnings)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let space = UInt8(ascii: " ")
    let text = bytes.drop { $0 == space }
    let last = text.lastIndex { $0 != space }
    return String(decoding: text[..<(last.map { $0 + 1 } ?? text.startIndex)], as: UTF8.self)
  }

  private static func positions(of header: [String], line: Int) throws(Refusal) -> [String: Int] {
    var columns: [String: Int] = [:]
    for (position, name) in header.enumerated() where !name.isEmpty {
      guard columns.updateValue(position, forKey: name) == nil else {
        throw Refusal(
          Diagnostic(
            .error, DelimitedMessage.duplicateColumn, ["column": .text(name)], line: line, field: name))
      }
    }
    return columns
  }

  private static func checkLengths(
    _ scanner: DelimitedScanner, width: Int, ragged: RaggedRows
  ) throws(Refusal) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let severity: Diagnostic.Severity = ragged == .keep ? .warning : .error
    for row in 1..<max(scanner.rowEnds.count, 1) {
      let count = Int(scanner.rowEnds[row] - scanner.rowEnds[row - 1])
      guard count != width else { continue }
      if ragged == .refuse, found.count == listedErrors {
        found.append(Diagnostic(.error, DelimitedMessage.moreErrors, ["listed": .integer(listedErrors)]))
        break
      }
      found.append(
        Diagnostic(
          severity, DelimitedMessage.raggedRow, ["expected": .integer(width), "found": .integer(count)],
          line: Int(scanner.lines[row])))
    }
    guard ragged == .keep || found.isEmpty else { throw Refusal(found) }
    return found
  }
}
