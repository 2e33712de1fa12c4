// PostgreSQL through libpq. (interface fixed; body follows)

/// A pool of connections to a PostgreSQL database.
final class PostgreSQLDatabase: SQLDatabase {
  let dialect = "postgresql"

  init(uri: String) throws { throw SQLError(.unreachable, "") }
  func read<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T { fatalError() }
  func write<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T { fatalError() }
  func administer<T>(_ body: (any SQLConnection) throws -> T) throws -> T { fatalError() }
  func witness<T>(_ body: (any SQLConnection) throws -> T) throws -> T { fatalError() }
  func integrityFaults() throws -> [String] { fatalError() }
  func backUp<T>(to path: String, _ witness: (any SQLConnection) throws -> T) throws -> T { fatalError() }
  func restore(from path: String) throws { fatalError() }
  func close() {}
}
