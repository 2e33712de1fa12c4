import Databases
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Storage

@Suite struct MigrationTests {
  private static func count(_ engine: TestEngine) throws -> Int {
    try shippedSchema().steps(for: engine.rawValue).count
  }

  /// A database at a step of the schema with a row or more in every table, and what is in it.
  private func withDatabase(
    _ engine: TestEngine, at step: Int, _ body: (DatabaseAddress, [String: [SQLRow]]) throws -> Void
  ) throws {
    try withAddress(engine) { address in
      _ = try Store.migrate(address, schema: try shippedSchema().upTo(step), at: dawn)
      try body(address, try open(address) { try OldRows.fill($0, upTo: step) })
    }
  }

  private func open<T>(_ address: DatabaseAddress, _ body: (any SQLDatabase) throws -> T) throws -> T {
    let database = try address.open(creating: false)
    defer { database.close() }
    return try body(database)
  }

  @Test(arguments: TestEngine.available, 1...7)
  func `Data of an earlier schema come through to the newest whole`(engine: TestEngine, step: Int) throws {
    let schema = try shippedSchema()
    try withDatabase(engine, at: step) { address, before in
      let applied = try Store.migrate(address, schema: schema, at: dawn)
      #expect(applied == schema.steps(for: engine.rawValue).dropFirst(step).map(\.name))
      let after = try open(address) { try OldRows.read($0, before.keys.sorted()) }
      #expect(after == before)
      #expect(!before.isEmpty && before.values.allSatisfy { !$0.isEmpty })
      #expect(try Store.migrate(address, schema: schema, at: dawn).isEmpty)
      let store = try Store.open(address, schema: schema, creating: false, at: dawn)
      defer { store.close() }
      #expect(try store.organisation(OrganisationID(1), as: .console).verify().faults.isEmpty)
      #expect(try open(address) { try $0.integrityFaults() }.isEmpty)
      // What comes next goes on from there.
      let firm = try store.organisation(OrganisationID(1), as: .console)
      #expect(try store.load(yearly(2030), into: firm).state == .done)
    }
  }

  @Test func `The tests of migration know every step`() throws {
    for engine in TestEngine.allCases { #expect(try Self.count(engine) == 7) }
  }

  @Test(arguments: TestEngine.available, 1...6)
  func `An older database is not opened, and a newer one neither`(engine: TestEngine, step: Int) throws {
    let schema = try shippedSchema()
    try withDatabase(engine, at: step) { address, _ in
      #expect(reason { try Store.open(address, schema: schema, creating: false, at: dawn) } == .says(.older))
    }
    try withAddress(engine) { address in
      try Store.open(address, schema: schema, creating: true, at: dawn).close()
      let old = schema.upTo(step)
      #expect(reason { try Store.open(address, schema: old, creating: false, at: dawn) } == .says(.newer))
      #expect(reason { try Store.migrate(address, schema: old, at: dawn) } == .says(.newer))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A step whose text changed is refused`(engine: TestEngine) throws {
    try withAddress(engine) { address in
      try Store.open(address, schema: shippedSchema(), creating: true, at: dawn).close()
      var files = try schemaFiles()
      for (path, bytes) in files where path.contains("0002") { files[path] = bytes + Array("\n".utf8) }
      let schema = Schema(files: files)
      #expect(reason { try Store.open(address, schema: schema, creating: false, at: dawn) } == .says(.altered))
      #expect(reason { try Store.migrate(address, schema: schema, at: dawn) } == .says(.altered))
    }
  }

  @Test(arguments: TestEngine.available)
  func `Another program's database is left alone`(engine: TestEngine) throws {
    try withAddress(engine) { address in
      let database = try address.open(creating: true)
      try database.administer { try $0.run(script: "CREATE TABLE invoice (id BIGINT)") }
      database.close()
      let schema = try shippedSchema()
      #expect(reason { try Store.open(address, schema: schema, creating: true, at: dawn) } == .says(.notOurs))
      #expect(reason { try Store.migrate(address, schema: schema, at: dawn) } == .says(.notOurs))
      #expect(try open(address) { try $0.witness { try $0.tableNames() } } == ["invoice"])
    }
  }

  @Test(arguments: TestEngine.available, 2...7)
  func `A step that fails midway leaves what was there before it`(engine: TestEngine, step: Int) throws {
    var files = try schemaFiles()
    for (path, bytes) in files where path.contains("/000\(step)-") {
      files[path] = bytes + Array("\nCREATE TABLE half (id BIGINT);\nINSERT INTO nowhere VALUES (1);\n".utf8)
    }
    let broken = Schema(files: files)
    try withDatabase(engine, at: step - 1) { address, before in
      let tables = try open(address) { Set(try $0.witness { try $0.tableNames() }) }
      #expect(reason { try Store.migrate(address, schema: broken, at: dawn) } == .says(.defect))
      #expect(try open(address) { Set(try $0.witness { try $0.tableNames() }) } == tables)
      #expect(try open(address) { try OldRows.read($0, before.keys.sorted()) } == before)
      // The repaired program goes on from there.
      #expect(try Store.migrate(address, schema: shippedSchema(), at: dawn).count == 8 - step)
    }
  }

  @Test(arguments: TestEngine.available, 1...7)
  func `A step that fails while an empty database is made leaves it empty`(engine: TestEngine, step: Int) throws {
    var files = try schemaFiles()
    for (path, bytes) in files where path.contains("/000\(step)-") {
      files[path] = bytes + Array("\nINSERT INTO nowhere VALUES (1);\n".utf8)
    }
    let broken = Schema(files: files)
    try withAddress(engine) { address in
      #expect(reason { try Store.open(address, schema: broken, creating: true, at: dawn) } == .says(.defect))
      #expect(try open(address) { try $0.witness { try $0.tableNames() } }.isEmpty)
      try Store.open(address, schema: shippedSchema(), creating: true, at: dawn).close()
    }
  }

  @Test(arguments: TestEngine.available)
  func `Several processes may open the same empty database at once`(engine: TestEngine) throws {
    try withAddress(engine) { address in
      let schema = try shippedSchema()
      _ = try onThreads(4) { _ in try Store.open(address, schema: schema, creating: true, at: dawn).close() }
    }
  }

  @Test(arguments: TestEngine.available)
  func `Several processes that find the same empty database make it once`(engine: TestEngine) throws {
    try withAddress(engine) { address in
      let schema = try shippedSchema()
      if engine == .sqlite { try address.open(creating: true).close() }
      let applied = try onThreads(3) { _ in try Store.migrate(address, schema: schema, at: dawn).count }
      #expect(applied.reduce(0, +) == 7)
      try Store.open(address, schema: schema, creating: false, at: dawn).close()
    }
  }

  @Test(arguments: TestEngine.available) func `A file that is not there is not made unasked`(engine: TestEngine) throws
  {
    try withFolder { folder in
      let address = DatabaseAddress.file(folder.appending(path: "none.db").path)
      let schema = try shippedSchema()
      #expect(reason { try Store.open(address, schema: schema, creating: false, at: dawn) } == .says(.missing))
    }
  }
}
