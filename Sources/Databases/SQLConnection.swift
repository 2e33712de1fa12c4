// What both engines do. Statements are written once: parameters are $1, $2…; they may use what SQLite 3.40 and PostgreSQL
// 15 have in common (RETURNING, ON CONFLICT, window functions, CTE, COALESCE, CAST(SUM(x) AS BIGINT)).

/// A connection inside a transaction. Valid in the closure that receives it, on its thread.
public protocol SQLConnection: AnyObject {
  /// Runs a statement; returns the number of rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

  /// Runs a statement and hands over its rows one by one, without keeping them. Throws what `each` throws.
  func query(_ sql: String, _ arguments: [SQLValue], _ each: (SQLRow) throws -> Void) throws

  /// Inserts many rows at the engine's best speed.
  func insert(_ batch: SQLBatch) throws

  /// Runs several statements, separated by semicolons, without parameters: migrations.
  func run(script: String) throws

  /// The names of the tables that are there.
  func tableNames() throws -> [String]

  /// The columns of a table, in order; none when there is no such table.
  func columns(of table: String) throws -> [SQLColumn]

  /// From here on, the transaction sees what `scope` may see (the second lock, where the engine has one).
  func enter(_ scope: SQLScope) throws
}

extension SQLConnection {
  /// All rows of an answer.
  public func rows(_ sql: String, _ arguments: [SQLValue] = []) throws -> [SQLRow] {
    var rows: [SQLRow] = []
    try query(sql, arguments) { rows.append($0) }
    return rows
  }

  /// The first row, or nil.
  public func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> SQLRow? { try rows(sql, arguments).first }

  /// Runs a statement without parameters.
  @discardableResult
  public func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}

/// A column of a table.
public struct SQLColumn: Sendable, Hashable {
  /// What it holds.
  public enum Kind: String, Sendable {
    case integer, text, blob
  }

  /// Its name.
  public let name: String
  /// What it holds.
  public let kind: Kind

  /// A column.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// Whom a transaction works for: what row-level security compares rows with, and whose writers wait for each other.
public struct SQLScope: Sendable, Hashable {
  /// Settings that policies read, such as `("sillage.organisation", "12")`. Those not named are empty.
  public let settings: [String: String]
  /// Writers with the same number wait for each other, where the engine has room for several; nil for writes that need
  /// no other's absence. Readers never wait.
  public let lock: Int64?

  /// A scope.
  public init(settings: [String: String], lock: Int64?) {
    self.settings = settings
    self.lock = lock
  }
}

/// A database: SQLite in a file, or PostgreSQL. Safe to use from several threads; each call blocks its thread, so an event
/// loop hands whole calls to a thread that may wait.
public protocol SQLDatabase: Sendable {
  /// The folder of the DDL files: the one thing that is written for each engine.
  var dialect: String { get }

  /// Runs `body` in a transaction that sees one state of the database and changes nothing.
  func read<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T

  /// Runs `body` in a transaction: all of it, or nothing when it throws.
  func write<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T

  /// Runs `body` in a transaction as the owner of the tables, alone: migrations.
  func administer<T>(_ body: (any SQLConnection) throws -> T) throws -> T

  /// What the engine's own check of the whole database finds wrong; empty when it is sound.
  func integrityFaults() throws -> [String]

  /// Copies the whole database into a new file while others go on.
  ///
  /// - Parameter witness: reads the very state that is copied, with the owner's eyes.
  func backUp<T>(to path: String, _ witness: (any SQLConnection) throws -> T) throws -> T

  /// Fills this database, which must be empty, with what `backUp` wrote.
  func restore(from path: String) throws

  /// Reads with the owner's eyes, over every tenant: verification of a backup.
  func witness<T>(_ body: (any SQLConnection) throws -> T) throws -> T

  /// Closes every connection.
  func close()
}
