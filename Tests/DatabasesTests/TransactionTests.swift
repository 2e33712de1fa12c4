import TestSupport
import Testing

@testable import Databases

@Suite struct TransactionTests {
  private struct Stop: Error {}

  private static let table = "CREATE TABLE counter (id BIGINT PRIMARY KEY, value BIGINT NOT NULL)"

  @Test(arguments: TestEngine.available) func `What a transaction did is undone when it throws`(engine: TestEngine)
    throws
  {
    try withDatabase(engine) { _, database in
      try database.make(Self.table)
      #expect(throws: Stop.self) {
        try database.write(everyone) { connection in
          try connection.execute("INSERT INTO counter (id, value) VALUES (1, 1)")
          throw Stop()
        }
      }
      #expect(throws: Stop.self) {
        try database.administer { connection in
          try connection.run(script: "CREATE TABLE gone (id BIGINT); INSERT INTO counter (id, value) VALUES (2, 2)")
          throw Stop()
        }
      }
      #expect(try database.count("counter") == 0)
      #expect(kind { try database.count("gone") } == .other)
    }
  }

  @Test(arguments: TestEngine.available) func `A reader sees one state while others write`(engine: TestEngine) throws {
    try withDatabase(engine) { address, database in
      try database.make(Self.table)
      let other = try address.open(creating: false)
      defer { other.close() }
      try database.read(everyone) { connection in
        #expect(try connection.count("counter") == 0)
        _ = try other.write(everyone) { try $0.execute("INSERT INTO counter (id, value) VALUES (1, 1)") }
        #expect(try connection.count("counter") == 0)
      }
      #expect(try database.count("counter") == 1)
    }
  }

  @Test(arguments: TestEngine.available) func `A reader may not write`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.make(Self.table)
      let insertion = "INSERT INTO counter (id, value) VALUES (1, 1)"
      #expect(kind { try database.read(everyone) { try $0.execute(insertion) } } == .denied)
      #expect(kind { try database.witness { try $0.execute(insertion) } } == .denied)
      #expect(try database.count("counter") == 0)
    }
  }

  @Test(arguments: TestEngine.available) func `Writers of one scope wait for each other`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.make(Self.table + "; INSERT INTO counter (id, value) VALUES (1, 0)")
      let errors = onThreads(4) { _ in
        for _ in 1...25 {
          try database.write(everyone) { connection in
            let value = try connection.row("SELECT value FROM counter WHERE id = 1")?.integer(0) ?? 0
            try connection.execute("UPDATE counter SET value = $1 WHERE id = 1", [.integer(value + 1)])
          }
        }
      }
      #expect(errors.isEmpty)
      #expect(try database.read(everyone) { try $0.row("SELECT value FROM counter") }?.integer(0) == 100)
    }
  }

  @Test(arguments: TestEngine.available) func `More threads than connections all get their turn`(engine: TestEngine)
    throws
  {
    try withDatabase(engine) { _, database in
      try database.make(Self.table)
      let errors = onThreads(20) { number in
        _ = try database.write(SQLScope(settings: [:], lock: Int64(number))) {
          try $0.execute("INSERT INTO counter (id, value) VALUES ($1, 0)", [SQLValue(number)])
        }
        _ = try database.count("counter")
      }
      #expect(errors.isEmpty)
      #expect(try database.count("counter") == 20)
    }
  }

  @Test(arguments: TestEngine.available) func `A sound database has no faults`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.make(Self.table + "; INSERT INTO counter (id, value) VALUES (1, 0)")
      #expect(try database.integrityFaults() == [])
    }
  }

  @Test(arguments: TestEngine.available) func `A closed database refuses`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      database.close()
      #expect(throws: (any Error).self) { try database.read(everyone) { try $0.rows("SELECT 1") } }
    }
  }
}
