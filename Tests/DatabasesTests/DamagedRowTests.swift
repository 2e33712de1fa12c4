import TestSupport
import Testing

@testable import Databases

@Suite struct DamagedRowTests {
  /// What each accessor says of a position.
  private static func kinds(_ row: SQLRow, _ position: Int) -> [SQLError.Kind?] {
    [
      kind { try row.integer(position) }, kind { try row.int(position) }, kind { try row.optionalInteger(position) },
      kind { try row.text(position) }, kind { try row.optionalText(position) }, kind { try row.blob(position) },
    ]
  }

  @Test(arguments: TestEngine.available) func `A value of another kind than expected is damage`(
    engine: TestEngine
  ) throws {
    try withDatabase(engine) { _, database in
      try database.make("CREATE TABLE loose (number BIGINT, words TEXT, bytes BYTES, absent TEXT)")
      let row = try database.write(everyone) { connection in
        try connection.execute(
          "INSERT INTO loose (number, words, bytes) VALUES ($1, $2, $3)", [7, "confidential", .blob([1])])
        return try #require(try connection.row("SELECT number, words, bytes, absent FROM loose"))
      }
      let damaged: SQLError.Kind? = .damaged
      #expect(Self.kinds(row, 0) == [nil, nil, nil, damaged, damaged, damaged])
      #expect(Self.kinds(row, 1) == [damaged, damaged, damaged, nil, nil, damaged])
      #expect(Self.kinds(row, 2) == [damaged, damaged, damaged, damaged, damaged, nil])
      #expect(Self.kinds(row, 3) == [damaged, damaged, nil, damaged, nil, damaged])
      for position in [-1, 4] { #expect(Self.kinds(row, position).allSatisfy { $0 == damaged }, "\(position)") }
      #expect(
        error { try row.integer(1) } == SQLError(.damaged, "a row holds no number where one is expected"))
    }
  }

  @Test func `A table that is not strict gives what was put there, or is damaged`() throws {
    try withDatabase(.sqlite) { _, database in
      try database.make("CREATE TABLE loose (number BIGINT, words TEXT)")
      _ = try database.write(everyone) { connection in
        try connection.execute("INSERT INTO loose (number, words) VALUES ('confidential', X'FF')")
      }
      let row = try #require(try database.read(everyone) { try $0.row("SELECT number, words FROM loose") })
      #expect(kind { try row.integer(0) } == .damaged)
      #expect(kind { try row.text(1) } == .damaged)
      _ = try database.write(everyone) { try $0.execute("UPDATE loose SET number = 1.5") }
      #expect(kind { try database.read(everyone) { try $0.rows("SELECT words FROM loose") } } == nil)
      let refusal = error { try database.read(everyone) { try $0.rows("SELECT number FROM loose") } }
      #expect(refusal == SQLError(.damaged, "a row holds a floating-point number"))
    }
  }
}
