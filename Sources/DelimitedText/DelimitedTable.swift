// The table a file of separated values becomes: one block of text, cut by one flat array of ends.

import Quantities

/// The header and rows of a file of separated values.
///
/// The text of all fields stands in one block of UTF-8, so a file of a million fields costs three arrays, not a million
/// strings; a `String` is made when a field is asked for.
public struct DelimitedTable: Sendable {
  /// The names of the columns, trimmed of spaces, in the order of the file.
  public let header: [String]
  /// The rows under the header, in the order of the file. Blank lines are no rows.
  public let rows: DelimitedRows
  /// The encoding the file was read in.
  public let encoding: TextEncoding
  /// What was odd but read all the same: rows whose length differs from the header's, where these are kept.
  public let diagnostics: [Diagnostic]

  /// The position of a column; nil when there is none of that name.
  public func index(of column: String) -> Int? { rows.content.columns[column] }

  /// Refuses the table unless it has all these columns, naming each that is missing.
  public func require(columns: [String]) throws(Refusal) {
    let missing = columns.filter { index(of: $0) == nil }
    guard missing.isEmpty else {
      throw Refusal(
        missing.map {
          let found = header.prefix(40).joined(separator: ", ")
          return Diagnostic(
            .error, DelimitedMessage.missingColumn, ["column": .text($0), "found": .text(found)], line: 1, field: $0)
        })
    }
  }
}

/// The rows of a table, made as they are asked for.
public struct DelimitedRows: RandomAccessCollection, Sendable {
  let content: DelimitedContent

  /// The position of the first row.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { content.lines.count }
  /// The row at a position.
  public subscript(position: Int) -> DelimitedRow { DelimitedRow(content: content, index: position) }
}

/// One row. Fields are read by column name or by position.
public struct DelimitedRow: Sendable {
  let content: DelimitedContent
  /// The position of the row among the rows, from 0.
  public let index: Int

  /// The line of the file where the row starts, from 1; the header's is usually line 1.
  public var line: Int { Int(content.lines[index]) }

  /// The number of fields: that of the header, unless rows of other lengths are kept.
  public var count: Int { fields.count }

  /// The field of a column, as it stands in the file; empty when the column or the field is not there.
  ///
  /// A reader first says which columns it needs with `DelimitedTable.require(columns:)`.
  public subscript(_ column: String) -> String {
    guard let position = content.columns[column] else { return "" }
    return self[position]
  }

  /// The field at a position, from 0; empty beyond the last.
  public subscript(_ position: Int) -> String {
    guard let range = range(of: position) else { return "" }
    return String(decoding: content.text[range], as: UTF8.self)
  }

  /// The UTF-8 bytes of the field at a position, without copy; empty beyond the last.
  public func bytes(_ position: Int) -> ArraySlice<UInt8> {
    guard let range = range(of: position) else { return [] }
    return content.text[range]
  }

  /// Whether the field at a position is empty or not there.
  public func isEmpty(_ position: Int) -> Bool { range(of: position)?.isEmpty ?? true }

  private var fields: Range<Int> {
    let start = index == 0 ? 0 : Int(content.rowEnds[index - 1])
    return start..<Int(content.rowEnds[index])
  }

  private func range(of position: Int) -> Range<Int>? {
    let fields = fields
    guard position >= 0, position < fields.count else { return nil }
    let field = fields.lowerBound + position
    return (field == 0 ? 0 : Int(content.fieldEnds[field - 1]))..<Int(content.fieldEnds[field])
  }
}

/// What a table and its rows share.
final class DelimitedContent: Sendable {
  /// The text of all fields, one after the other, quotes resolved.
  let text: [UInt8]
  /// Where each field ends in `text`; it starts where the one before ends.
  let fieldEnds: [UInt32]
  /// Where the fields of each row end in `fieldEnds`.
  let rowEnds: [UInt32]
  /// The line of the file where each row starts.
  let lines: [UInt32]
  /// Positions by column name.
  let columns: [String: Int]

  init(text: [UInt8], fieldEnds: [UInt32], rowEnds: [UInt32], lines: [UInt32], columns: [String: Int]) {
    self.text = text
    self.fieldEnds = fieldEnds
    self.rowEnds = rowEnds
    self.lines = lines
    self.columns = columns
  }
}
