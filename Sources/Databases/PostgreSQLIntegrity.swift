/// PostgreSQL's own checks.
extension PostgreSQLDatabase {
  /// Reads every table from its pages, and checks every B-tree where the server has the extension `amcheck` and lets us use
  /// it. Pages whose checksum is wrong show in both.
  func integrityFaults() throws -> [String] {
    try witness { connection in
      // Counting could do with an index, and never see the table.
      try connection.run(script: "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off")
      var faults: [String] = []
      for row in try connection.rows(PostgreSQLDatabase.tables) {
        try check("SELECT COUNT(*) FROM \(try row.text(0))", connection, &faults)
      }
      if try connection.row(PostgreSQLDatabase.checker) != nil {
        for row in try connection.rows(PostgreSQLDatabase.indexes) {
          try check("SELECT bt_index_check(CAST(\(try row.integer(0)) AS OID))", connection, &faults)
        }
      }
      return faults
    }
  }

  /// Runs a statement that fails where something is damaged; the next one runs all the same.
  private func check(_ sql: String, _ connection: any SQLConnection, _ faults: inout [String]) throws {
    try connection.run(script: "SAVEPOINT checking")
    do {
      try connection.execute(sql)
      try connection.run(script: "RELEASE SAVEPOINT checking")
    } catch let error as SQLError where error.kind == .damaged {
      faults.append(error.detail)
      try connection.run(script: "ROLLBACK TO SAVEPOINT checking")
    }
  }

  private static let tables = """
    SELECT CAST(CAST(oid AS regclass) AS text) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace) ORDER BY relname
    """

  private static let checker = """
    SELECT 1 FROM pg_proc
    WHERE proname = 'bt_index_check' AND pronargs = 1 AND has_function_privilege(oid, 'EXECUTE')
    """

  private static let indexes = """
    SELECT CAST(c.oid AS bigint) FROM pg_class c
    JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam
    WHERE a.amname = 'btree' AND i.indisvalid AND c.relpersistence = 'p' AND c.relnamespace = CAST('public' AS regnamespace)
    ORDER BY c.relname
    """
}
