// Writes files of separated values that any reader, and any spreadsheet, opens safely.

import Quantities

/// A cell to write.
public enum DelimitedCell: Sendable, Hashable {
  /// Text. In a file meant for spreadsheets, text that would be taken for a formula is disarmed.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A decimal number, already written with a point (`412.035`). Anything else is treated as text.
  case decimal(String)
  /// Euros with two decimals.
  case money(Money)
  /// Nothing.
  case empty
}

extension DelimitedCell: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// A text cell.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A cell with a whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
}

/// Writes a header and rows as UTF-8, quoting what needs quotes (RFC 4180).
///
/// Text cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return are preceded by an apostrophe, so that a
/// spreadsheet shows them instead of running them (OWASP, CSV injection); numbers are typed and never altered. A file that
/// only this program reads back turns this off to get every text back as it was.
public struct DelimitedWriter: Sendable {
  /// How rows end.
  public enum LineEnd: String, Sendable {
    /// LF, as the data files of this program.
    case lf = "\n"
    /// CRLF, as RFC 4180 and Windows want.
    case crlf = "\r\n"
  }

  /// What has been written, UTF-8.
  public private(set) var bytes: [UInt8] = []

  private let separator: UInt8
  private let lineEnd: LineEnd
  private let disarmsFormulas: Bool

  /// A writer that has written the header.
  public init(
    header: [String], separator: UInt8 = UInt8(ascii: ","), lineEnd: LineEnd = .lf, disarmsFormulas: Bool = true
  ) {
    self.separator = separator
    self.lineEnd = lineEnd
    self.disarmsFormulas = disarmsFormulas
    append(header.map { .text($0) })
  }

  /// Writes one row.
  public mutating func append(_ cells: [DelimitedCell]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(separator) }
      write(cell)
    }
    // A row of one empty field would be a blank line, which is no row.
    if cells.count == 1, bytes.last == nil || bytes.last == UInt8(ascii: "\n") { bytes.append(contentsOf: "\"\"".utf8) }
    bytes.append(contentsOf: lineEnd.rawValue.utf8)
  }

  /// Writes one row of text cells.
  public mutating func append(_ texts: [String]) { append(texts.map { .text($0) }) }

  /// The text as a spreadsheet may safely open it.
  public static func disarmed(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
    return "'" + text
  }

  private mutating func write(_ cell: DelimitedCell) {
    switch cell {
    case .text(let text): write(text)
    case .integer(let number): write(plain: String(number))
    case .decimal(let text): if DelimitedWriter.isNumber(text) { write(plain: text) } else { write(text) }
    case .money(let amount): write(plain: amount.decimalText)
    case .empty: break
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    Rational(decimal: text) != nil && !text.utf8.contains(UInt8(ascii: ","))
  }

  private mutating func write(_ text: String) { write(plain: disarmsFormulas ? DelimitedWriter.disarmed(text) : text) }

  private mutating func write(plain text: String) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains { byte in
      byte == separator || byte == quote || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
