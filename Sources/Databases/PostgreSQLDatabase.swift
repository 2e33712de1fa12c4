// PostgreSQL through libpq: readers see one state and never wait, writers of one scope wait for each other.

/// A PostgreSQL database. Works for a login that owns the database and may create roles; none needs to be superuser.
final class PostgreSQLDatabase: SQLDatabase {
  let dialect = "postgresql"
  private let uri: String
  private let pool: PostgreSQLPool

  private static let reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
  /// Writers read what others committed while they waited: the lock is taken before anything is read.
  private static let writing = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
  /// The lock of those who change definitions.
  private static let administrationLock: Int64 = -1

  /// Reaches the server.
  init(uri: String) throws {
    self.uri = uri
    pool = try PostgreSQLPool(uri: uri)
  }

  func read<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T {
    try transaction(
      begin: {
        let entry = try PostgreSQLRole.entering(scope, $0.literal)
        try $0.begin(PostgreSQLDatabase.reading, asApplication: true, [entry])
      }, body)
  }

  func write<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T {
    let lock = scope.lock.map { ["SELECT pg_advisory_xact_lock(\($0))"] } ?? []
    return try transaction(
      begin: {
        let entry = try PostgreSQLRole.entering(scope, $0.literal)
        try $0.begin(PostgreSQLDatabase.writing, asApplication: true, [entry] + lock)
      }, body)
  }

  func administer<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    defer { pool.renew() }
    let lock = "SELECT pg_advisory_xact_lock(\(PostgreSQLDatabase.administrationLock))"
    return try transaction(begin: { try $0.begin(PostgreSQLDatabase.writing, [PostgreSQLRole.make, lock]) }, body)
  }

  func witness<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    let sight = "SELECT set_config('\(PostgreSQLRole.witness)', 'on', true)"
    return try transaction(begin: { try $0.begin(PostgreSQLDatabase.reading, [sight]) }, body)
  }

  func backUp<T>(to path: String, _ witness: (any SQLConnection) throws -> T) throws -> T {
    let tool = try PostgreSQLDump(uri: uri, path: path)
    return try tool.writing {
      try self.witness { connection in
        // Row-level security would hide rows from anybody else, and the copy would be short without a word.
        guard try connection.row(PostgreSQLRole.foreignTables)?.integer(0) == 0 else {
          throw SQLError(.denied, "only the owner of the tables can copy them all")
        }
        guard let snapshot = try connection.row("SELECT pg_export_snapshot()") else {
          throw SQLError(.other, "the server gave no snapshot")
        }
        let result = try witness(connection)
        try tool.dump(snapshot: try snapshot.text(0))
        return result
      }
    }
  }

  func restore(from path: String) throws {
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    // As the owner, which also makes the role that the backup refers to.
    try administer { connection in
      guard try connection.row(tables)?.integer(0) == 0 else {
        throw SQLError(.denied, "the database is not empty")
      }
    }
    defer { pool.renew() }
    try PostgreSQLDump(uri: uri, path: path).restore()
  }

  func close() { pool.close() }

  /// Runs `body` between `begin` and COMMIT; when it throws, the pool undoes what it did.
  private func transaction<T>(
    begin: (PostgreSQLSession) throws -> Void, _ body: (any SQLConnection) throws -> T
  ) throws -> T {
    try pool.withSession(begin: begin) { session in
      let result = try body(PostgreSQLConnection(session))
      try session.commit()
      return result
    }
  }
}
