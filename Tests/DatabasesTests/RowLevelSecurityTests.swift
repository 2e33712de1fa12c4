import TestSupport
import Testing

@testable import Databases

@Suite(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
struct RowLevelSecurityTests {
  @Test(arguments: [3, 60]) func `A query without WHERE sees its tenant's rows only`(count: Int) throws {
    try withDatabase(.postgresql) { _, database in
      try Tenants.fill(database, count: count)
      for organisation in 1...2 {
        let seen = try database.read(Tenants.scope(organisation)) {
          try $0.rows("SELECT DISTINCT organisation FROM note")
        }
        #expect(seen.map(\.values) == [[SQLValue(organisation)]])
        #expect(try database.count("note", Tenants.scope(organisation)) == count)
      }
      #expect(try database.count("note") == 0)
      #expect(try database.witness { try $0.count("note") } == 2 * count)
      // Without the witness's setting, not even the owner sees rows.
      #expect(try database.administer { try $0.count("note") } == 0)
    }
  }

  @Test(arguments: [1, 60]) func `Nobody writes into another tenant`(count: Int) throws {
    try withDatabase(.postgresql) { _, database in
      try Tenants.fill(database, count: 3)
      var notes = SQLBatch(into: "note", ["organisation", "id"])
      for id in 100..<(100 + count) { notes.append(2, SQLValue(id)) }
      #expect(kind { try database.write(Tenants.scope(1)) { try $0.insert(notes) } } == .denied)
      let changed = try database.write(Tenants.scope(1)) {
        try $0.execute("UPDATE note SET words = 'mine' WHERE organisation = 2")
      }
      #expect(changed == 0)
      #expect(kind { try database.write(everyone) { try $0.run(script: "DROP TABLE note") } } == .denied)
    }
  }

  @Test func `A transaction may enter a scope, and the next one does not inherit it`() throws {
    try withDatabase(.postgresql) { _, database in
      try Tenants.fill(database, count: 3)
      try database.read(everyone) { connection in
        #expect(try connection.count("note") == 0)
        try connection.enter(Tenants.scope(2))
        #expect(try connection.rows("SELECT DISTINCT organisation FROM note").map(\.values) == [[2]])
      }
      #expect(try database.count("note") == 0)
    }
  }

  @Test func `Transactions run as the application, administration as the owner`() throws {
    try withDatabase(.postgresql) { _, database in
      try database.make("CREATE TABLE thing (id BIGINT)")
      let who = "SELECT CAST(current_user AS text)"
      #expect(try database.read(everyone) { try $0.row(who) }?.text(0) == "sillage_application")
      #expect(try database.write(everyone) { try $0.row(who) }?.text(0) == "sillage_application")
      let owner = try database.administer { try $0.row(who) }?.text(0)
      #expect(owner != "sillage_application")
      #expect(try database.witness { try $0.row(who) }?.text(0) == owner)
    }
  }

  @Test func `A setting is text, whatever it holds`() throws {
    try withDatabase(.postgresql) { _, database in
      let person = #"o'hare \' ; DROP TABLE x; -- é"#
      let seen = try database.read(SQLScope(settings: ["sillage.person": person], lock: 1)) {
        try $0.row("SELECT current_setting('sillage.person'), current_setting('sillage.worker')")
      }
      #expect(seen?.values == [.text(person), ""])
    }
  }
}
