import Databases
import Storage
import TestSupport
import Testing

/// PostgreSQL shows each scope of access what it is for, even to a statement that asks for everything.
@Suite(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
struct AccessLockTests {
  private static let identity = SQLScope(settings: ["sillage.identity": "on"], lock: 0)
  private static let anybody = SQLScope(settings: ["sillage.public": "on"], lock: nil)

  /// The tables that a scope sees rows of.
  private func seen(_ scope: SQLScope, _ database: any SQLDatabase) throws -> Set<String> {
    let tables = try database.witness { try $0.tableNames() }
    return try database.read(scope) { connection in
      Set(
        try tables.filter { table in
          try connection.row("SELECT COUNT(*) FROM \(table)")?.int(0) ?? 0 > 0
        })
    }
  }

  private func withFirms(_ body: (Store, any SQLDatabase, SampleFirm) throws -> Void) throws {
    try withStoreAndDatabase(.postgresql) { store, database in
      let alpha = try SampleFirm(store, "alpha")
      _ = try SampleFirm(store, "beta")
      let person = try #require(alpha.people[.owner])
      try store.people.setPassword("h", of: person, at: dawn)
      try store.people.setRecoveryCodes(["c"], of: person)
      try store.people.link(issuer: "i", subject: "s", to: person, at: dawn)
      try store.people.set(language: "fr", of: person)
      try store.person(person).keepRuleBook("rules", at: dawn)
      try body(store, database, alpha)
    }
  }

  @Test func `What lets people in sees no ledger, no account and no membership`() throws {
    try withFirms { _, database, _ in
      let common: Set = ["reference_file", "reference_release", "schema_migration"]
      #expect(
        try seen(Self.identity, database).subtracting(common) == [
          "person", "credential", "recovery_code", "external_identity", "person_settings", "rule_book",
          "one_time_link", "api_token", "idempotency_key", "audit_event", "pact_client", "pact_access",
        ])
      let log = try database.read(Self.identity) {
        try $0.rows("SELECT DISTINCT organisation_id FROM audit_event")
      }
      #expect(log.map(\.values) == [[0]])
      #expect(try database.write(Self.identity) { try $0.execute("DELETE FROM person") } == 0)
    }
  }

  @Test func `Anybody sees what is published and not withdrawn, and changes nothing`() throws {
    try withFirms { _, database, alpha in
      let common: Set = ["reference_file", "reference_release", "schema_migration"]
      func published() throws -> [[SQLValue]] {
        try database.read(Self.anybody) {
          try $0.rows("SELECT organisation_id, fiscal_year_id, version FROM sealed_account ORDER BY 1, 2, 3")
        }.map(\.values)
      }
      #expect(
        try seen(Self.anybody, database).subtracting(common) == [
          "organisation", "fiscal_year", "sealed_account", "publication",
        ])
      #expect(try published() == [[1, 1, 1], [2, 1, 1]])
      try alpha.console.withdrawPublication(1, at: dawn)
      #expect(try published() == [[2, 1, 1]])
      for table in ["organisation", "fiscal_year", "publication"] {
        let rows = try database.read(Self.anybody) { try $0.row("SELECT COUNT(*) FROM \(table)")?.int(0) }
        #expect(rows == 1, "\(table)")
      }
      let changes = [
        "UPDATE publication SET withdrawn_at = 1", "DELETE FROM publication", "UPDATE organisation SET name = 'x'",
      ]
      for change in changes { #expect(try database.write(Self.anybody) { try $0.execute(change) } == 0, "\(change)") }
    }
  }

  @Test func `A person sees their own rules and settings alone, and an operator nobody's`() throws {
    try withFirms { store, database, alpha in
      let owner = try #require(alpha.people[.owner])
      let other = try #require(alpha.people[.adviser])
      for (settings, count) in [
        (["sillage.person": "\(owner.number)"], 1), (["sillage.person": "\(other.number)"], 0),
        (["sillage.operator": "on"], 0), (["sillage.organisation": "1"], 0),
      ] {
        for table in ["rule_book", "person_settings"] {
          let found = try database.read(SQLScope(settings: settings, lock: nil)) {
            try $0.row("SELECT COUNT(*) FROM \(table)")?.int(0)
          }
          #expect(found == count, "\(table) \(settings)")
        }
        let secrets = try database.read(SQLScope(settings: settings, lock: nil)) {
          try $0.row("SELECT COUNT(*) FROM credential")?.int(0)
        }
        #expect(secrets == 0)
      }
    }
  }

  @Test func `A territory knows that a closing was undone, and not why`() throws {
    try withFirms { _, database, alpha in
      let scope = SQLScope(settings: ["sillage.territory": "\(alpha.territory.number)"], lock: 0)
      let counts = try database.read(scope) { connection in
        try ["reopening", "closing_undone"].map {
          try connection.row("SELECT COUNT(*) FROM \($0)")?.int(0)
        }
      }
      #expect(counts == [0, 1])
    }
  }
}
