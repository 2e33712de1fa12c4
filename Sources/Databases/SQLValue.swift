// What goes into a statement and comes out of it. Whole numbers, text and bytes are enough: amounts are cents, carbon is
// grams, decimals are text, dates are ISO text, and moments are milliseconds.

/// A value of a statement.
public enum SQLValue: Sendable, Hashable {
  /// Nothing.
  case null
  /// A 64-bit whole number.
  case integer(Int64)
  /// UTF-8 text without NUL.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(nilLiteral: ()) { self = .null }

  /// A number.
  public init(_ value: Int) { self = .integer(Int64(value)) }
  /// A text, or nothing.
  public init(_ value: String?) { self = value.map { .text($0) } ?? .null }
  /// A number, or nothing.
  public init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
}

/// A row of an answer, read by position.
///
/// What a row holds is data: a damaged file gives any kind of value where its tables promise another. The accessors throw
/// `SQLError` of kind `.damaged` then, and at a position the row does not have.
public struct SQLRow: Sendable, Hashable {
  /// The values, in the order of the statement.
  public let values: [SQLValue]

  /// A row.
  public init(_ values: [SQLValue]) { self.values = values }

  /// The number at a position.
  public func integer(_ position: Int) throws -> Int64 {
    guard case .integer(let value) = try value(position) else { throw SQLRow.lacking("number") }
    return value
  }

  /// The number at a position as an `Int`.
  public func int(_ position: Int) throws -> Int {
    guard let value = Int(exactly: try integer(position)) else { throw SQLRow.lacking("number that fits") }
    return value
  }

  /// The text at a position.
  public func text(_ position: Int) throws -> String {
    guard case .text(let value) = try value(position) else { throw SQLRow.lacking("text") }
    return value
  }

  /// The bytes at a position.
  public func blob(_ position: Int) throws -> [UInt8] {
    guard case .blob(let value) = try value(position) else { throw SQLRow.lacking("bytes") }
    return value
  }

  /// The number, or nil where there is none.
  public func optionalInteger(_ position: Int) throws -> Int64? {
    try value(position) == .null ? nil : try integer(position)
  }

  /// The text, or nil where there is none.
  public func optionalText(_ position: Int) throws -> String? {
    try value(position) == .null ? nil : try text(position)
  }

  private func value(_ position: Int) throws -> SQLValue {
    guard values.indices.contains(position) else { throw SQLRow.lacking("value") }
    return values[position]
  }

  /// The detail tells no value: it may be anybody's.
  private static func lacking(_ what: String) -> SQLError {
    SQLError(.damaged, "a row holds no \(what) where one is expected")
  }
}

/// Rows to insert into a table, all values in one array: no allocation per row.
public struct SQLBatch: Sendable {
  /// The table.
  public let table: String
  /// Its columns, in the order of the values.
  public let columns: [String]
  /// The values, row after row.
  public private(set) var values: [SQLValue] = []

  /// No rows yet.
  public init(into table: String, _ columns: [String]) {
    self.table = table
    self.columns = columns
  }

  /// How many rows there are.
  public var count: Int { values.count / columns.count }

  /// Adds a row, with a value for each column.
  public mutating func append(_ row: SQLValue...) {
    precondition(row.count == columns.count, "a row of \(table) has \(columns.count) values")
    values.append(contentsOf: row)
  }

  /// Adds a row.
  public mutating func append(_ row: [SQLValue]) {
    precondition(row.count == columns.count, "a row of \(table) has \(columns.count) values")
    values.append(contentsOf: row)
  }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() { values.removeAll(keepingCapacity: true) }
}
