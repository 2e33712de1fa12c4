import Databases
import Synchronization

/// A database that notes every statement that goes through it.
final class RecordingDatabase: SQLDatabase {
  /// A statement with the values and the scope it was run with.
  struct Statement: Sendable, Hashable {
    let sql: String
    let arguments: [SQLValue]
    let scope: SQLScope
  }

  private let database: any SQLDatabase
  private let notes = Mutex<[Statement]>([])

  init(_ database: any SQLDatabase) { self.database = database }

  /// The statements, each text once, with the values of its first run.
  var statements: [Statement] {
    var seen: Set<String> = []
    return notes.withLock { $0 }.filter { seen.insert($0.sql).inserted }
  }

  /// How many statements there were.
  var count: Int { notes.withLock { $0.count } }

  var dialect: String { database.dialect }

  func read<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T {
    try database.read(scope) { try body(Recorder($0, scope, self)) }
  }

  func write<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T {
    try database.write(scope) { try body(Recorder($0, scope, self)) }
  }

  func administer<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try database.administer(body) }
  func integrityFaults() throws -> [String] { try database.integrityFaults() }
  func backUp<T>(to path: String, _ witness: (any SQLConnection) throws -> T) throws -> T {
    try database.backUp(to: path, witness)
  }
  func restore(from path: String) throws { try database.restore(from: path) }
  func witness<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try database.witness(body) }
  func close() { database.close() }

  private func note(_ statement: Statement) { notes.withLock { $0.append(statement) } }

  private final class Recorder: SQLConnection {
    private let connection: any SQLConnection
    private var scope: SQLScope
    private let owner: RecordingDatabase

    init(_ connection: any SQLConnection, _ scope: SQLScope, _ owner: RecordingDatabase) {
      self.connection = connection
      self.scope = scope
      self.owner = owner
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
      owner.note(Statement(sql: sql, arguments: arguments, scope: scope))
      return try connection.execute(sql, arguments)
    }

    func query(_ sql: String, _ arguments: [SQLValue], _ each: (SQLRow) throws -> Void) throws {
      owner.note(Statement(sql: sql, arguments: arguments, scope: scope))
      try connection.query(sql, arguments, each)
    }

    func insert(_ batch: SQLBatch) throws { try connection.insert(batch) }
    func run(script: String) throws { try connection.run(script: script) }
    func tableNames() throws -> [String] { try connection.tableNames() }
    func columns(of table: String) throws -> [SQLColumn] { try connection.columns(of: table) }

    func enter(_ scope: SQLScope) throws {
      self.scope = scope
      try connection.enter(scope)
    }
  }
}
