import GRDB

/// SQLite's result codes in the terms of `SQLError`.
enum SQLiteError {
  /// Runs `body`; what GRDB throws becomes a `SQLError`, anything else passes.
  static func translated<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as DatabaseError { throw SQLError(error) }
  }
}

extension SQLError {
  /// The message of SQLite names tables and columns, never values.
  init(_ error: DatabaseError) {
    self.init(SQLError.kind(error), error.message ?? "SQLite \(error.extendedResultCode.rawValue)")
  }

  private static func kind(_ error: DatabaseError) -> Kind {
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: return .duplicate
    default: break
    }
    return switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
    case .SQLITE_FULL: .full
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
    case .SQLITE_CANTOPEN: .missing
    case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: .denied
    case .SQLITE_CONSTRAINT: .constraint
    // A disk that fills while the log is written shows as an input/output error.
    case .SQLITE_IOERR: .full
    default: .other
    }
  }
}
