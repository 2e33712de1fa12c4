import Foundation
import TestSupport
import Testing

@testable import Databases

@Suite struct RefusalTests {
  private static let postgres = [TestEngine.postgresql].filter(\.isAvailable)

  private static func trigger(_ engine: TestEngine) -> String {
    switch engine {
    case .sqlite:
      "CREATE TRIGGER kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END"
    case .postgresql:
      """
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'entries are append-only'; END $$;
      CREATE TRIGGER kept BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION refuse()
      """
    }
  }

  @Test(arguments: TestEngine.available) func `Each refusal has its kind, and no value in its detail`(
    engine: TestEngine
  ) throws {
    try withDatabase(engine) { _, database in
      try database.make(
        """
        CREATE TABLE entry (id BIGINT PRIMARY KEY, secret TEXT UNIQUE NOT NULL, size BIGINT CHECK (size > 0));
        CREATE TABLE detail (entry BIGINT NOT NULL REFERENCES entry (id));
        \(Self.trigger(engine));
        INSERT INTO entry (id, secret, size) VALUES (1, 'confidential', 1)
        """)
      let attempts: [(String, [SQLValue], SQLError.Kind)] = [
        ("INSERT INTO entry (id, secret) VALUES (1, $1)", ["unspoken"], .duplicate),
        ("INSERT INTO entry (id, secret) VALUES (2, $1)", ["confidential"], .duplicate),
        ("INSERT INTO entry (id, secret) VALUES (3, $1)", [nil], .constraint),
        ("INSERT INTO entry (id, secret, size) VALUES (4, $1, -77777)", ["unspoken"], .constraint),
        ("INSERT INTO detail (entry) VALUES ($1)", [77777], .constraint),
        ("UPDATE entry SET secret = $1", ["unspoken"], .constraint),
        ("INSERT INTO nowhere (secret) VALUES ($1)", ["unspoken"], .other),
      ]
      for (sql, arguments, expected) in attempts {
        let refusal = error { try database.write(everyone) { try $0.execute(sql, arguments) } }
        #expect(refusal?.kind == expected, "\(sql)")
        for value in ["confidential", "unspoken", "77777"] {
          #expect(refusal?.detail.contains(value) == false, "\(sql)")
        }
      }
      var batch = SQLBatch(into: "entry", ["id", "secret"])
      for id in 0..<60 { batch.append(SQLValue(id), .text("confidential \(id)")) }
      let refusal = error { try database.write(everyone) { try $0.insert(batch) } }
      #expect(refusal?.kind == .duplicate)
      #expect(refusal?.detail.contains("confidential") == false)
      #expect(try database.count("entry") == 1)
    }
  }

  @Test func `A file, a folder or a database that is not there is missing`() throws {
    try withFolder { folder in
      #expect(kind { try DatabaseAddress.file(folder.path + "/a.db").open(creating: false) } == .missing)
      #expect(kind { try DatabaseAddress.file(folder.path + "/b/a.db").open(creating: true) } == .missing)
      #expect(kind { try DatabaseAddress.file(folder.path).open(creating: true) } == .damaged)
    }
  }

  @Test(arguments: postgres) func `A server's refusal of a connection says why and shows no password`(
    engine: TestEngine
  ) throws {
    try withAddress(engine) { address in
      guard case .server(let uri) = address, var parts = URLComponents(string: uri) else { return }
      func refusal() -> SQLError? {
        error { try DatabaseAddress.server(parts.string ?? "").open(creating: false) }
      }
      let path = parts.path
      parts.path = "/no_such_database"
      #expect(refusal() == SQLError(.missing, "the server has no such database"))
      parts.path = path
      parts.password = "hunter2"
      #expect(refusal() == SQLError(.unreachable, "the server refuses the login (28P01)"))
      parts.port = 1
      #expect(refusal()?.kind == .unreachable)
      #expect(refusal()?.detail.contains("hunter2") == false)
      let unread = error { try DatabaseAddress("postgres://me:hunter2@host/x?no=hunter2").open(creating: false) }
      #expect(unread == SQLError(.unreachable, "the address is none PostgreSQL understands"))
    }
  }

  @Test(arguments: postgres) func `A value that is no number is not repeated`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      let refusal = error { try database.read(everyone) { try $0.rows("SELECT CAST($1 AS BIGINT)", ["confidential"]) } }
      #expect(refusal?.detail.contains("confidential") == false)
    }
  }

  @Test(arguments: postgres) func `A connection that died while idle is replaced`(engine: TestEngine) throws {
    try withDatabase(engine) { address, database in
      try database.make("CREATE TABLE thing (id BIGINT)")
      #expect(try database.count("thing") == 0)
      let other = try address.open(creating: false)
      defer { other.close() }
      let end = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        """
      try other.administer { try $0.run(script: end) }
      #expect(try database.count("thing") == 0)
      // One that dies at work loses its transaction: it is not tried again.
      let lost = kind {
        try database.write(everyone) { connection in
          try connection.execute("INSERT INTO thing (id) VALUES (1)")
          try other.administer { try $0.run(script: end) }
          try connection.execute("INSERT INTO thing (id) VALUES (2)")
        }
      }
      #expect(lost == .unreachable)
      #expect(try database.count("thing") == 0)
    }
  }

  @Test(arguments: postgres) func `An error that is swallowed does not pass for a commit`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.make("CREATE TABLE thing (id BIGINT PRIMARY KEY)")
      let refusal = kind {
        try database.write(everyone) { connection in
          try connection.execute("INSERT INTO thing (id) VALUES (1)")
          _ = try? connection.execute("INSERT INTO thing (id) VALUES (1)")
        }
      }
      #expect(refusal == .duplicate)
      #expect(try database.count("thing") == 0)
    }
  }

  @Test(arguments: postgres) func `Writers of different scopes do not wait`(engine: TestEngine) throws {
    try withDatabase(engine) { address, database in
      try database.make("CREATE TABLE thing (id BIGINT PRIMARY KEY)")
      try database.write(everyone) { connection in
        try connection.execute("INSERT INTO thing (id) VALUES (1)")
        _ = try database.write(SQLScope(settings: [:], lock: 2)) { try $0.execute("INSERT INTO thing (id) VALUES (2)") }
      }
      #expect(try database.count("thing") == 2)
    }
  }

  @Test(arguments: postgres) func `A table that another program changes is read as it is now`(engine: TestEngine) throws
  {
    try withDatabase(engine) { address, database in
      try database.make("CREATE TABLE thing (id BIGINT); INSERT INTO thing (id) VALUES (1)")
      let all = "SELECT * FROM thing"
      #expect(try database.read(everyone) { try $0.rows(all) }.map(\.values) == [[1]])
      let other = try address.open(creating: false)
      defer { other.close() }
      try other.administer { try $0.run(script: "ALTER TABLE thing ADD COLUMN label TEXT") }
      // The server refuses the statement as it was prepared, once.
      _ = try? database.read(everyone) { try $0.rows(all) }
      #expect(try database.read(everyone) { try $0.rows(all) }.map(\.values) == [[1, nil]])
    }
  }
}
