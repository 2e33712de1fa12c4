import TestSupport
import Testing

@testable import Databases

@Suite struct StreamingTests {
  private struct Stop: Error {}

  /// As many rows as asked for, without a table.
  private static let numbers = """
    WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT i FROM n
    """

  @Test(arguments: TestEngine.available) func `Rows are handed over one by one`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      var sum: Int64 = 0
      try database.read(everyone) { connection in
        try connection.query(Self.numbers, [100_000]) { sum += try $0.integer(0) }
      }
      #expect(sum == 100_000 * 100_001 / 2)
    }
  }

  @Test(arguments: TestEngine.available) func `Who has seen enough may go on in the same transaction`(
    engine: TestEngine
  ) throws {
    try withDatabase(engine) { _, database in
      try database.make("CREATE TABLE seen (id BIGINT)")
      try database.write(everyone) { connection in
        #expect(throws: Stop.self) {
          try connection.query(Self.numbers, [10_000]) { if try $0.integer(0) == 10 { throw Stop() } }
        }
        try connection.execute("INSERT INTO seen (id) VALUES (10)")
        #expect(try connection.count("seen") == 1)
      }
      #expect(throws: Stop.self) {
        try database.read(everyone) { try $0.query(Self.numbers, [10_000]) { _ in throw Stop() } }
      }
      #expect(try database.count("seen") == 1)
    }
  }

  @Test(arguments: TestEngine.available) func `A statement inside a query leaves the query whole`(engine: TestEngine)
    throws
  {
    try withDatabase(engine) { _, database in
      try database.make("CREATE TABLE copy (id BIGINT)")
      try database.write(everyone) { connection in
        var outer = 0
        var inner = 0
        try connection.query(Self.numbers, [300]) { row in
          outer += 1
          try connection.execute("INSERT INTO copy (id) VALUES ($1)", [row.values[0]])
          if try row.integer(0) % 100 == 0 {
            try connection.query("SELECT id FROM copy LIMIT 7", []) { _ in inner += 1 }
          }
        }
        #expect(outer == 300)
        #expect(inner == 21)
        #expect(try connection.count("copy") == 300)
      }
    }
  }

  @Test(arguments: TestEngine.available) func `More statements than a connection remembers`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.read(everyone) { connection in
        for round in 0..<2 {
          for number in 0..<250 {
            let row = try connection.row("SELECT \(number) + CAST($1 AS BIGINT)", [SQLValue(round)])
            #expect(try row?.int(0) == number + round)
          }
        }
      }
    }
  }

  @Test(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
  func `An error inside the rows is thrown and the connection goes on`() throws {
    try withDatabase(.postgresql) { _, database in
      var seen = 0
      let failure = error {
        try database.read(everyone) {
          try $0.query("SELECT 10 / (5 - i) FROM generate_series(1, 9) i", []) { _ in seen += 1 }
        }
      }
      #expect(failure == SQLError(.other, "SQLSTATE 22012"))
      #expect(seen == 4)
      let numeric = error { try database.read(everyone) { try $0.rows("SELECT 1.5 FROM generate_series(1, 9) i") } }
      #expect(numeric == SQLError(.other, "column 1 of the answer has the type 1700, which is not read"))
      let small = try database.read(everyone) { try $0.row("SELECT 1 = 1, CAST(2 AS SMALLINT), 3") }
      #expect(small?.values == [1, 2, 3])
    }
  }

  @Test(arguments: TestEngine.available)
  func `A statement may be asked again while its rows are handed over`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.make("CREATE TABLE thing (id BIGINT PRIMARY KEY)")
      _ = try database.write(everyone) { try $0.execute("INSERT INTO thing (id) VALUES (1), (2), (3)") }
      let pairs = try database.read(everyone) { connection in
        var pairs: [[Int]] = []
        for outer in try connection.rows("SELECT id FROM thing ORDER BY id") {
          try connection.query("SELECT id FROM thing ORDER BY id", []) {
            pairs.append([try outer.int(0), try $0.int(0)])
          }
        }
        return pairs
      }
      #expect(pairs.count == 9)
      guard engine == .sqlite else { return }
      let nested = try database.read(everyone) { connection in
        var count = 0
        try connection.query("SELECT id FROM thing", []) { _ in
          try connection.query("SELECT id FROM thing", []) { _ in count += 1 }
        }
        return count
      }
      #expect(nested == 9)
    }
  }
}
