import TestSupport
import Testing

@testable import Databases

@Suite struct ValueTests {
  private static let values: [(SQLValue, SQLValue, SQLValue)] = [
    (nil, nil, nil), (.integer(.min), "", .blob([])), (.integer(.max), "é € 🌿 日本", .blob(Array(0...255))),
    (0, #"' " \ \N \. $1 ?1"#, .blob([0])), (-1, "tab\tline\nreturn\r\u{1}\u{7F} end ", .blob([0x5C, 0x78])),
    (1, #"\"#, nil), (nil, "\n", .blob(Array(repeating: 0, count: 100_000))),
  ]

  private static let table = "CREATE TABLE sample (position BIGINT PRIMARY KEY, number BIGINT, words TEXT, bytes BYTES)"

  @Test(arguments: TestEngine.available) func `Values come back as they went in, alone`(engine: TestEngine) throws {
    try withDatabase(engine) { _, database in
      try database.make(Self.table)
      for (position, value) in Self.values.enumerated() {
        let changed = try database.write(everyone) {
          try $0.execute(
            "INSERT INTO sample (position, number, words, bytes) VALUES ($1, $2, $3, $4)",
            [SQLValue(position), value.0, value.1, value.2])
        }
        #expect(changed == 1)
      }
      try Self.check(database, repetitions: 1)
    }
  }

  @Test(arguments: TestEngine.available, [1, 20]) func `Values come back as they went in, in batches`(
    engine: TestEngine, repetitions: Int
  ) throws {
    try withDatabase(engine) { _, database in
      try database.make(Self.table)
      var batch = SQLBatch(into: "sample", ["position", "number", "words", "bytes"])
      for repetition in 0..<repetitions {
        for (position, value) in Self.values.enumerated() {
          batch.append(SQLValue(repetition * Self.values.count + position), value.0, value.1, value.2)
        }
      }
      try database.write(everyone) { try $0.insert(batch) }
      try Self.check(database, repetitions: repetitions)
    }
  }

  private static func check(_ database: any SQLDatabase, repetitions: Int) throws {
    let rows = try database.read(everyone) {
      try $0.rows("SELECT number, words, bytes FROM sample ORDER BY position")
    }
    try #require(rows.count == values.count * repetitions)
    for (position, row) in rows.enumerated() {
      let value = values[position % values.count]
      #expect(row.values == [value.0, value.1, value.2], "row \(position)")
    }
  }

  @Test(arguments: TestEngine.available, [0, 1, 49, 50, 5000]) func `A batch of any size is kept whole`(
    engine: TestEngine, size: Int
  ) throws {
    try withDatabase(engine) { _, database in
      // The column that no batch names is there without a default, and one has a default.
      try database.make(
        """
        CREATE TABLE item (id BIGINT PRIMARY KEY, label TEXT NOT NULL DEFAULT 'none', parent BIGINT, rest TEXT);
        CREATE TABLE other (label TEXT NOT NULL)
        """)
      var items = SQLBatch(into: "item", ["parent", "id"])
      var others = SQLBatch(into: "other", ["label"])
      for id in 0..<size {
        items.append(id % 3 == 0 ? nil : SQLValue(id / 2), SQLValue(id))
        others.append(.text("label \(id)"))
      }
      try database.write(everyone) { connection in
        try connection.insert(items)
        try connection.insert(others)
        // A second batch of a transaction adds its own rows only.
        var more = SQLBatch(into: "item", ["id", "label"])
        for id in size..<(2 * size) { more.append(SQLValue(id), "more") }
        try connection.insert(more)
      }
      #expect(try database.count("item") == 2 * size)
      #expect(try database.count("other") == size)
      let sums = try database.read(everyone) {
        try $0.row(
          """
          SELECT COUNT(parent), CAST(COALESCE(SUM(id), 0) AS BIGINT), COUNT(CASE WHEN label = 'none' THEN 1 END) FROM item
          """)
      }
      let parents = (0..<size).count { $0 % 3 != 0 }
      #expect(sums?.values == [SQLValue(parents), SQLValue(size * (2 * size - 1)), SQLValue(size)])
    }
  }

  @Test(arguments: TestEngine.available) func `A statement takes a null first and a value later`(engine: TestEngine)
    throws
  {
    try withDatabase(engine) { _, database in
      try database.make(Self.table)
      let arguments: [[SQLValue]] = [[1, nil, nil], [2, 5, nil], [3, nil, "c"], [4, 6, "d"]]
      try database.write(everyone) { connection in
        for row in arguments {
          try connection.execute("INSERT INTO sample (position, number, words) VALUES ($1, $2, $3)", row)
        }
      }
      let rows = try database.read(everyone) {
        try $0.rows("SELECT position, number, words FROM sample ORDER BY position")
      }
      #expect(rows.map(\.values) == arguments)
    }
  }

  @Test(arguments: TestEngine.available) func `What a statement returns and how many rows it changes`(
    engine: TestEngine
  ) throws {
    try withDatabase(engine) { _, database in
      try database.make("CREATE TABLE named (id BIGINT PRIMARY KEY, label TEXT)")
      try database.write(everyone) { connection in
        let row = try connection.row("INSERT INTO named (id, label) VALUES (1, 'a') RETURNING id, label")
        #expect(row?.values == [1, "a"])
        try connection.execute("INSERT INTO named (id) VALUES (2)")
        #expect(try connection.execute("UPDATE named SET label = $1", ["b"]) == 2)
        #expect(try connection.execute("DELETE FROM named WHERE id = $1", [9]) == 0)
      }
    }
  }
}
