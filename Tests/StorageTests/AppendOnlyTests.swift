import Databases
import Storage
import TestSupport
import Testing

@Suite struct AppendOnlyTests {
  private static let kept = [
    "audit_event", "firm_settings", "evidence", "posting", "carbon_entry", "sealed_account", "reopening",
    "closing_undone", "opinion",
    "reference_file", "reference_release",
  ]

  private func isRefused(_ body: () throws -> Void) -> Bool {
    do { try body() } catch let error as SQLError { return error.kind == .constraint || error.kind == .denied } catch {}
    return false
  }

  @Test(arguments: TestEngine.available, kept)
  func `What is append-only is never changed nor deleted`(engine: TestEngine, table: String) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try SampleFirm(store, "alpha")
      let before = try firm.picture()
      let change =
        table.hasPrefix("reference") ? "sha256 = 'x'" : table == "audit_event" ? "number = 9" : "fiscal_year_id = 9"
      var statements = ["UPDATE \(table) SET \(change)", "DELETE FROM \(table)"]
      if engine == .postgresql { statements += ["TRUNCATE \(table) CASCADE"] }
      let scope = SQLScope(settings: ["sillage.organisation": "\(firm.console.id.number)"], lock: 1)
      for statement in statements {
        #expect(isRefused { try database.administer { _ = try $0.execute(statement) } }, "\(statement)")
        #expect(isRefused { try database.write(scope) { _ = try $0.execute(statement) } }, "\(statement)")
        #expect(
          isRefused {
            try database.administer { connection in
              try connection.enter(scope)
              _ = try connection.execute(statement)
            }
          }, "\(statement) as owner who sees rows")
      }
      #expect(try firm.picture() == before)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A row is not replaced by one of the same number`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try SampleFirm(store, "alpha")
      let scope = SQLScope(settings: ["sillage.organisation": "\(firm.console.id.number)"], lock: 1)
      let row = "(organisation_id, number, at, actor, action, detail) VALUES (1, 1, 0, 'x', 'year-closed', '')"
      var statements = [
        "INSERT INTO audit_event \(row)",
        "INSERT INTO audit_event \(row) ON CONFLICT (organisation_id, number) DO UPDATE SET actor = 'x'",
      ]
      if engine == .sqlite { statements += ["INSERT OR REPLACE INTO audit_event \(row)"] }
      let before = try firm.console.auditEvents()
      for statement in statements {
        #expect(throws: SQLError.self, "\(statement)") { try database.write(scope) { try $0.execute(statement) } }
      }
      #expect(try firm.console.auditEvents() == before)
    }
  }
}
