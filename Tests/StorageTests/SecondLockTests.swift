import Databases
import Storage
import TestSupport
import Testing

/// PostgreSQL refuses another firm's rows even to a statement that forgets to name its own.
@Suite(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
struct SecondLockTests {
  /// Tables whose rows are no organisation's, and why the application may see them.
  private static let common: [String: String] = [
    "schema_migration": "the steps of the schema; read only",
    "organisation": "its number is `id`: seen by its own scope, its people and its territories",
    "person": "seen by themselves, by the firms they take part in and by the operator",
    "instance_operator": "seen by themselves and by the operator",
    "territory": "seen by its own scope and by the operator",
    "officer": "seen by the territory, by themselves and by the operator",
    "credential": "seen by what lets people in",
    "recovery_code": "seen by what lets people in",
    "external_identity": "seen by what lets people in",
    "person_settings": "seen by themselves and by what lets people in",
    "rule_book": "seen by themselves and by what moves the instance",
    "session": "looked up before anybody is known; holds no firm's data",
    "rate_limit": "counted before anybody is known; holds no firm's data",
    "reference_file": "reference data belong to nobody",
    "reference_release": "reference data belong to nobody",
  ]

  private static let firm = SQLScope(settings: ["sillage.organisation": "1"], lock: 1)
  private static let nobody = SQLScope(settings: [:], lock: 0)

  /// Two firms with rows in every table, and the names of the tables that hold an organisation's rows.
  private func withFirms(_ body: (any SQLDatabase, [String]) throws -> Void) throws {
    try withStoreAndDatabase(.postgresql) { store, database in
      let alpha = try SampleFirm(store, "alpha")
      _ = try SampleFirm(store, "beta")
      #expect(alpha.console.id == OrganisationID(1))
      let tables = try database.administer { connection in
        try connection.rows(
          """
          SELECT CAST(table_name AS TEXT) FROM information_schema.columns
          WHERE table_schema = 'public' AND column_name = 'organisation_id' ORDER BY table_name
          """
        ).map { try $0.text(0) }
      }
      try body(database, tables)
    }
  }

  private func count(_ table: String, _ database: any SQLDatabase, _ condition: String = "true") throws -> Int {
    try database.witness { try $0.row("SELECT COUNT(*) FROM \(table) WHERE \(condition)")?.int(0) ?? 0 }
  }

  @Test func `Every table is an organisation's or stands on the list`() throws {
    try withFirms { database, tables in
      let all = try database.witness { Set(try $0.tableNames()) }
      #expect(Set(tables).union(Self.common.keys) == all)
      #expect(Set(tables).isDisjoint(with: Self.common.keys))
      for table in tables {
        #expect(try count(table, database, "organisation_id = 1") > 0, "the first firm has nothing in \(table)")
        #expect(try count(table, database, "organisation_id = 2") > 0, "the second firm has nothing in \(table)")
      }
    }
  }

  @Test func `A SELECT without WHERE sees its firm's rows, and none without a firm`() throws {
    try withFirms { database, tables in
      for table in tables {
        let seen = try database.read(Self.firm) {
          try $0.rows("SELECT DISTINCT organisation_id FROM \(table)")
        }
        #expect(seen.map(\.values) == [[1]], "\(table)")
        let none = try database.read(Self.nobody) { try $0.row("SELECT COUNT(*) FROM \(table)")?.int(0) }
        #expect(none == 0, "\(table)")
      }
      for table in [
        "organisation", "person", "instance_operator", "territory", "officer", "credential", "recovery_code",
        "external_identity", "person_settings", "rule_book",
      ] {
        let none = try database.read(Self.nobody) { try $0.row("SELECT COUNT(*) FROM \(table)")?.int(0) }
        #expect(none == 0, "\(table)")
      }
      let own = try database.read(Self.firm) { try $0.rows("SELECT name FROM organisation").map { try $0.text(0) } }
      #expect(own == ["alpha"])
    }
  }

  @Test(arguments: ["UPDATE %t SET organisation_id = organisation_id", "DELETE FROM %t"])
  func `A change without WHERE touches its firm's rows only, or fails`(statement: String) throws {
    try withFirms { database, tables in
      for table in tables {
        let sql = statement.replacing("%t", with: table)
        // With deletions the rows that refer to others stand in the way: what counts is the other firm's rows.
        let others = try digest(table, database)
        _ = try? database.write(Self.firm) { try $0.execute(sql) }
        #expect(try digest(table, database) == others, "\(table)")
        let changed = try? database.write(Self.nobody) { try $0.execute(sql) }
        #expect(changed ?? 0 == 0, "\(table)")
      }
    }
  }

  @Test func `A row cannot be given to another firm, nor made for it`() throws {
    try withFirms { database, tables in
      for table in tables {
        for (scope, target) in [(Self.firm, 2), (Self.nobody, 1), (Self.nobody, 2)] {
          let columns = try database.administer { connection in
            try connection.rows(
              """
              SELECT CAST(column_name AS TEXT) FROM information_schema.columns
              WHERE table_schema = 'public' AND table_name = $1 AND column_name <> 'organisation_id'
              """, [.text(table)]
            ).map { try $0.text(0) }
          }
          let before = try count(table, database)
          #expect(throws: SQLError.self, "\(table)") {
            try database.write(scope) { connection in
              // A row like one that is seen, or made of nothing at all: the policy speaks before any constraint.
              let copied = try connection.execute(
                """
                INSERT INTO \(table) (organisation_id, \(columns.joined(separator: ", ")))
                SELECT \(target), \(columns.joined(separator: ", ")) FROM \(table) LIMIT 1
                """)
              if copied == 0 { try connection.execute("INSERT INTO \(table) (organisation_id) VALUES (\(target))") }
            }
          }
          #expect(try count(table, database) == before, "\(table)")
        }
        #expect(throws: SQLError.self, "\(table)") {
          try database.write(Self.firm) { try $0.execute("UPDATE \(table) SET organisation_id = 2") }
        }
      }
    }
  }

  @Test func `A firm's scope changes its own row of organisations alone, and adds none`() throws {
    try withFirms { database, _ in
      let changed = try database.write(Self.firm) { try $0.execute("UPDATE organisation SET name = 'mine'") }
      #expect(changed == 1)
      let names = try database.witness {
        try $0.rows("SELECT name FROM organisation ORDER BY id").map { try $0.text(0) }
      }
      #expect(names == ["mine", "beta"])
      for statement in [
        "INSERT INTO organisation (id, name, created_at) VALUES (9, 'x', 0)",
        "INSERT INTO person (id, name, created_at) VALUES (99, 'x', 0)",
        "INSERT INTO territory (id, name, created_at) VALUES (9, 'x', 0)",
        "INSERT INTO instance_operator (person_id, granted_at) VALUES (1, 0)",
        "INSERT INTO officer (territory_id, person_id, granted_at) VALUES (1, 1, 0)",
      ] {
        #expect(throws: SQLError.self, "\(statement)") { try database.write(Self.firm) { try $0.execute(statement) } }
      }
    }
  }

  @Test func `A worker sees and takes every firm's jobs, and neither makes nor deletes any`() throws {
    try withFirms { database, _ in
      let worker = SQLScope(settings: ["sillage.worker": "on"], lock: -2)
      let all = try count("job", database)
      #expect(try database.read(worker) { try $0.row("SELECT COUNT(*) FROM job")?.int(0) } == all)
      #expect(try database.write(worker) { try $0.execute("UPDATE job SET worker = 'w'") } == all)
      #expect(try database.write(worker) { try $0.execute("DELETE FROM job") } == 0)
      #expect(throws: SQLError.self) {
        try database.write(worker) { connection in
          try connection.execute(
            """
            INSERT INTO job (organisation_id, number, kind, state, file_name, sha256, byte_count, parts, done, total,
              attempts, cancels, result, created_at, created_by)
            SELECT organisation_id, number + 1000, kind, state, file_name, sha256, byte_count, parts, done, total,
              attempts, cancels, result, created_at, created_by FROM job
            """)
        }
      }
      #expect(try count("job", database) == all)
    }
  }

  /// What the second firm has in a table.
  private func digest(_ table: String, _ database: any SQLDatabase) throws -> String {
    try database.witness { connection in
      try connection.row(
        "SELECT CAST(COUNT(*) AS TEXT) || MD5(STRING_AGG(CAST(t AS TEXT), '|' ORDER BY CAST(t AS TEXT))) FROM \(table) t"
          + " WHERE organisation_id = 2")?.text(0) ?? ""
    }
  }

  @Test func `The application's role owns nothing and cannot pass the lock`() throws {
    try withStoreAndDatabase(.postgresql) { _, database in
      try database.administer { connection in
        let role = try connection.row(
          """
          SELECT CAST(rolsuper AS INT), CAST(rolbypassrls AS INT), CAST(rolcreaterole AS INT), CAST(rolcreatedb AS INT),
            CAST(rolcanlogin AS INT) FROM pg_roles WHERE rolname = 'sillage_application'
          """)
        #expect(role?.values == [0, 0, 0, 0, 0])
        let owned = try connection.rows(
          "SELECT CAST(relname AS TEXT) FROM pg_class WHERE pg_get_userbyid(relowner) = 'sillage_application'")
        #expect(owned.isEmpty)
        let open = try connection.rows(
          """
          SELECT CAST(relname AS TEXT) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
          """)
        #expect(try open.map { try $0.text(0) } == ["schema_migration"])
      }
      #expect(throws: SQLError.self) {
        try database.write(Self.firm) { try $0.execute("DELETE FROM schema_migration") }
      }
      #expect(throws: SQLError.self) { try database.write(Self.firm) { try $0.run(script: "CREATE TABLE x (y INT)") } }
    }
  }
}
