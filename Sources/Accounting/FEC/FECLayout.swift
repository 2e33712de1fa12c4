// What a FEC's header says: the law allows several shapes, and programs add their own.

import DelimitedText
import Quantities

/// The shape of one FEC: separator, columns, form of the amounts, line ends.
public struct FECLayout: Sendable, Hashable {
  /// What stands between two fields.
  public enum Separator: UInt8, Sendable {
    case tab = 0x09
    case pipe = 0x7C
  }

  /// How a line says its amount.
  public enum Amounts: Sendable {
    /// Two columns, Debit and Credit.
    case debitAndCredit
    /// One amount (Montant) and its side (Sens): D or +1 for debit, C or -1 for credit.
    case amountAndDirection
  }

  /// What stands between two fields.
  public let separator: Separator
  /// How a line says its amount.
  public let amounts: Amounts
  /// The number of columns of the header: 18, or 21 and 22 for cash books.
  public let columnCount: Int
  /// Whether lines end with CR LF rather than LF.
  public let endsWithCarriageReturn: Bool
  /// Whether the file starts with the mark of UTF-8 (BOM).
  public let hasByteOrderMark: Bool
  /// The offset of the first byte after the header.
  public let headerBytes: Int

  /// The position of each column, by `FECColumn.rawValue`; -1 when absent.
  private let positions: [Int]

  /// The position of `column` from 0; nil when the file does not have it.
  public func position(of column: FECColumn) -> Int? {
    positions[column.rawValue] < 0 ? nil : positions[column.rawValue]
  }

  /// Reads the header.
  ///
  /// - Parameter head: the first bytes of the file; as many as the longest line, if there are as many.
  /// - Returns: the layout, and warnings about columns. Throws when no ledger can be read under this header.
  public static func detect(
    _ head: some Collection<UInt8>, limits: FECLimits = FECLimits()
  ) throws(Refusal) -> (layout: FECLayout, warnings: [Diagnostic]) {
    let line = try FECHeaderLine(head, limits: limits)
    let separator = try line.separator()
    let cells = line.text.split(separator: separator.rawValue, omittingEmptySubsequences: false)
    guard cells.count <= limits.columns else {
      throw Refusal(Diagnostic(.error, FECMessage.columnsTooMany, ["limit": .integer(limits.columns)], line: 1))
    }
    return try FECLayout.named(cells, line, separator)
  }

  /// Reads the header of a file; refuses the file as well when it cannot be read so far.
  static func detect(
    _ source: ByteSource, limits: FECLimits
  ) throws(Refusal) -> (layout: FECLayout, warnings: [Diagnostic]) {
    let head: [UInt8]
    do {
      head = try source.bytes(0..<min(source.size, limits.lineBytes))
    } catch {
      throw Refusal(Diagnostic(.error, FECMessage.fileUnreadable))
    }
    return try detect(head, limits: limits)
  }

  private static func named(
    _ cells: [ArraySlice<UInt8>], _ line: FECHeaderLine, _ separator: Separator
  ) throws(Refusal) -> (FECLayout, [Diagnostic]) {
    var positions = Array(repeating: -1, count: FECColumn.allCases.count)
    var errors: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    for (position, cell) in cells.enumerated() {
      guard let column = FECColumn(header: cell) else {
        let name = FECEncoding.utf8.decode(cell)
        // A header may end with a separator; a column without a name holds nothing we would miss.
        if !name.isEmpty { warnings.append(Diagnostic(.warning, FECMessage.columnUnknown, line: 1, field: name)) }
        continue
      }
      if positions[column.rawValue] >= 0 {
        errors.append(Diagnostic(.error, FECMessage.columnRepeated, line: 1, field: column.name))
      }
      positions[column.rawValue] = position
    }
    func has(_ column: FECColumn) -> Bool { positions[column.rawValue] >= 0 }
    let single = has(.amount) && has(.direction)
    let double = has(.debit) && has(.credit)
    guard positions.contains(where: { $0 >= 0 }) else {
      throw Refusal(Diagnostic(.error, FECMessage.headerMissing, ["text": .text(line.excerpt)], line: 1))
    }
    var missing = FECColumn.required.filter { !has($0) }
    if !single && !double {
      missing += (has(.amount) || has(.direction) ? [.amount, .direction] : [.debit, .credit]).filter { !has($0) }
    }
    errors += missing.map { Diagnostic(.error, FECMessage.columnMissing, line: 1, field: $0.name) }
    guard errors.isEmpty else { throw Refusal(errors) }
    warnings += FECColumn.expected.filter { !has($0) }
      .map { Diagnostic(.warning, FECMessage.columnAbsent, line: 1, field: $0.name) }
    let layout = FECLayout(
      separator: separator, amounts: double ? .debitAndCredit : .amountAndDirection, columnCount: cells.count,
      endsWithCarriageReturn: line.endsWithCarriageReturn, hasByteOrderMark: line.hasByteOrderMark,
      headerBytes: line.byteCount, positions: positions)
    return (layout, warnings)
  }
}

/// The first line of a file, once it is clear that it is text in one of the readable forms.
private struct FECHeaderLine {
  let text: [UInt8]
  let byteCount: Int
  let hasByteOrderMark: Bool
  let endsWithCarriageReturn: Bool

  init(_ head: some Collection<UInt8>, limits: FECLimits) throws(Refusal) {
    let first = Array(head.prefix(4))
    guard !first.isEmpty else { throw Refusal(Diagnostic(.error, FECMessage.fileEmpty)) }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) || first.contains(0) {
      throw Refusal(Diagnostic(.error, FECMessage.fileUTF16, line: 1))
    }
    hasByteOrderMark = first.starts(with: [0xEF, 0xBB, 0xBF])
    let limited = Array(head.prefix(limits.lineBytes))
    let end = limited.firstIndex(of: 0x0A)
    if end == nil, limited.count == limits.lineBytes {
      throw Refusal(
        Diagnostic(.error, FECMessage.lineTooLong, ["limit": .integer(limits.lineBytes)], line: 1))
    }
    var line = limited[(hasByteOrderMark ? 3 : 0)..<(end ?? limited.count)]
    byteCount = end.map { $0 + 1 } ?? limited.count
    endsWithCarriageReturn = line.last == 0x0D
    while line.last == 0x0D { line.removeLast() }
    if line.contains(0x0D) { throw Refusal(Diagnostic(.error, FECMessage.lineEndsCR, line: 1)) }
    guard !line.isEmpty else { throw Refusal(Diagnostic(.error, FECMessage.headerMissing, ["text": ""], line: 1)) }
    text = Array(line)
  }

  /// The beginning, to show.
  var excerpt: String { FECEncoding.utf8.decode(text.prefix(60)) }

  func separator() throws(Refusal) -> FECLayout.Separator {
    let tabs = text.count { $0 == FECLayout.Separator.tab.rawValue }
    let pipes = text.count { $0 == FECLayout.Separator.pipe.rawValue }
    if tabs > 0 || pipes > 0 { return tabs >= pipes ? .tab : .pipe }
    for other in [UInt8(ascii: ";"), UInt8(ascii: ",")] where text.contains(other) {
      throw Refusal(
        Diagnostic(
          .error, FECMessage.separatorUnknown, ["separator": .text(String(UnicodeScalar(other)))], line: 1))
    }
    throw Refusal(Diagnostic(.error, FECMessage.headerMissing, ["text": .text(excerpt)], line: 1))
  }
}
