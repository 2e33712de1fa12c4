import Foundation
import GRDB

/// A transaction on SQLite.
final class SQLiteConnection: SQLConnection {
  private let database: Database
  /// The statements whose rows are being handed over.
  private var running: Set<String> = []

  init(_ database: Database) { self.database = database }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try SQLiteError.translated {
      try statement(sql, arguments).execute()
      return database.changesCount
    }
  }

  func query(_ sql: String, _ arguments: [SQLValue], _ each: (SQLRow) throws -> Void) throws {
    // Compiled anew when the same statement is being read further out: one statement has one place in its rows.
    let isOuter = running.insert(sql).inserted
    defer { if isOuter { running.remove(sql) } }
    try SQLiteError.translated {
      let statement =
        isOuter ? try statement(sql, arguments) : try bind(arguments, to: database.makeStatement(sql: numbered(sql)))
      let rows = try Row.fetchCursor(statement)
      while let row = try rows.next() { try each(SQLRow(try row.databaseValues.map(SQLValue.init))) }
    }
  }

  func insert(_ batch: SQLBatch) throws {
    let width = batch.columns.count
    let marks = Array(repeating: "?", count: width).joined(separator: ", ")
    let columns = batch.columns.joined(separator: ", ")
    try SQLiteError.translated {
      let statement = try database.cachedStatement(sql: "INSERT INTO \(batch.table) (\(columns)) VALUES (\(marks))")
      for start in stride(from: 0, to: batch.values.count, by: width) {
        statement.setUncheckedArguments(
          StatementArguments(batch.values[start..<(start + width)].map(\.databaseValue)))
        try statement.execute()
      }
    }
  }

  func run(script: String) throws { try SQLiteError.translated { try database.execute(sql: script) } }

  func tableNames() throws -> [String] {
    try rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").map {
      try $0.text(0)
    }
  }

  func columns(of table: String) throws -> [SQLColumn] {
    try rows("SELECT name, type FROM pragma_table_info($1) ORDER BY cid", [.text(table)]).map { row in
      try SQLColumn(
        name: row.text(0), kind: row.text(1) == "BLOB" ? .blob : row.text(1) == "TEXT" ? .text : .integer)
    }
  }

  /// There is no second lock here: whoever can open the file can read it.
  func enter(_ scope: SQLScope) throws {}

  /// The statement with its parameters, compiled once per connection.
  private func statement(_ sql: String, _ arguments: [SQLValue]) throws -> Statement {
    try bind(arguments, to: database.cachedStatement(sql: numbered(sql)))
  }

  private func bind(_ arguments: [SQLValue], to statement: Statement) -> Statement {
    statement.setUncheckedArguments(StatementArguments(arguments.map(\.databaseValue)))
    return statement
  }

  /// Parameters are written $1; SQLite numbers ?1.
  private func numbered(_ sql: String) -> String { sql.replacing("$", with: "?") }
}

extension SQLValue: DatabaseValueConvertible {
  public var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .text(let value): value.databaseValue
    case .blob(let value): Data(value).databaseValue
    }
  }

  public static func fromDatabaseValue(_ value: DatabaseValue) -> SQLValue? { try? SQLValue(value) }

  /// Throws `SQLError` of kind `.damaged` for a floating-point number: no table of ours has a place for one.
  init(_ value: DatabaseValue) throws {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob([UInt8](data))
    case .double: throw SQLError(.damaged, "a row holds a floating-point number")
    }
  }
}
