/// A transaction on PostgreSQL.
final class PostgreSQLConnection: SQLConnection {
  private let session: PostgreSQLSession
  /// The tables that have a place to copy to.
  private var copyTables: Set<String> = []

  /// Below this many rows one statement is faster than COPY and the way through a temporary table.
  private static let copyThreshold = 50

  init(_ session: PostgreSQLSession) { self.session = session }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int { try session.execute(sql, arguments) }

  func query(_ sql: String, _ arguments: [SQLValue], _ each: (SQLRow) throws -> Void) throws {
    let rows = try session.stream(sql, arguments)
    defer { rows.dropRest() }
    while let row = try next(of: rows) { try each(row) }
  }

  /// Errors of the statement are noted; those of the caller are not the statement's.
  private func next(of rows: PostgreSQLRows) throws -> SQLRow? {
    do { return try rows.next() } catch {
      session.note(error)
      throw error
    }
  }

  func insert(_ batch: SQLBatch) throws {
    guard batch.count > 0 else { return }
    if batch.count < PostgreSQLConnection.copyThreshold { try insertValues(batch) } else { try copy(batch) }
  }

  private func insertValues(_ batch: SQLBatch) throws {
    let width = batch.columns.count
    let rows = (0..<batch.count).map { row in
      "(" + (1...width).map { "$\(row * width + $0)" }.joined(separator: ", ") + ")"
    }
    let sql =
      "INSERT INTO \(batch.table) (\(batch.columns.joined(separator: ", "))) VALUES \(rows.joined(separator: ", "))"
    // A column has one type: what one row tells holds for the nulls of the others.
    var types = Array(repeating: PostgreSQLType.unspecified, count: width)
    for (position, value) in batch.values.enumerated() where value != .null {
      types[position % width] = PostgreSQLType.of(value)
    }
    _ = try session.execute(sql, batch.values, types: (0..<batch.values.count).map { types[$0 % width] })
  }

  /// COPY is not allowed where row-level security applies, so rows go through a temporary table. It is made with all columns
  /// and without any constraint; those that are not copied stay null there and are not read.
  private func copy(_ batch: SQLBatch) throws {
    let place = "copy_\(batch.table)"
    let columns = batch.columns.joined(separator: ", ")
    if copyTables.insert(batch.table).inserted {
      try session.run(
        "CREATE TEMP TABLE IF NOT EXISTS \(place) ON COMMIT DELETE ROWS AS SELECT * FROM \(batch.table) WITH NO DATA")
    }
    try session.copy("COPY \(place) (\(columns)) FROM STDIN") { send in
      var text = PostgreSQLCopyText()
      try text.write(batch, send)
    }
    try session.run("INSERT INTO \(batch.table) (\(columns)) SELECT \(columns) FROM \(place); TRUNCATE \(place)")
  }

  func run(script: String) throws { try session.run(script) }

  func tableNames() throws -> [String] {
    try rows("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()").map {
      try $0.text(0)
    }
  }

  func columns(of table: String) throws -> [SQLColumn] {
    try rows(
      """
      SELECT CAST(attname AS TEXT), CAST(format_type(atttypid, NULL) AS TEXT) FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """, [.text(table)]
    ).map { row in
      try SQLColumn(
        name: row.text(0), kind: row.text(1) == "bytea" ? .blob : row.text(1) == "text" ? .text : .integer)
    }
  }

  func enter(_ scope: SQLScope) throws { try session.run(try PostgreSQLRole.entering(scope, session.literal)) }
}
