import Databases
import Quantities
import Storage
import TestSupport
import Testing

/// Rows that no program of ours writes end in a refusal, never in the end of the process.
@Suite struct DamagedRowTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    /// What meets the row.
    let use: @Sendable (Store, OrganisationStore) throws -> Void
  }

  private static let numbers: [Damage] = [
    Damage(
      testDescription: "a line of no entry", sql: "UPDATE ledger_line SET entry = 99",
      use: { _, firm in _ = try firm.ledger(of: 1) }),
    Damage(
      testDescription: "a line before the first entry", sql: "UPDATE ledger_line SET entry = -1",
      use: { _, firm in _ = try firm.ledger(of: 1) }),
    Damage(
      testDescription: "a debit without an opposite", sql: "UPDATE ledger_line SET debit_cents = \(Int64.min)",
      use: { _, firm in _ = try firm.ledger(of: 1) }),
    Damage(
      testDescription: "debits that cannot be added up", sql: "UPDATE ledger_line SET debit_cents = \(Int64.max / 5)",
      use: { _, firm in _ = try firm.ledger(of: 1) }),
    Damage(
      testDescription: "balances that cannot be added up",
      sql: "UPDATE ledger_account SET debit_cents = \(Int64.max), credit_cents = \(-Int64.max)",
      use: { store, firm in try store.load(yearly(2024, cents: 7), into: firm) }),
    Damage(
      testDescription: "the highest number of a job", sql: "UPDATE job SET number = \(Int64.max)",
      use: { _, firm in _ = try firm.receiveLedger(named: "x.txt", at: dawn) }),
    Damage(
      testDescription: "a file of less than no bytes", sql: "UPDATE job SET state = 'queued', byte_count = -1",
      use: { store, _ in _ = try store.jobs.claim(as: "a", at: dawn) }),
    Damage(
      testDescription: "a version that counts nothing",
      sql: #"UPDATE job SET result = REPLACE(result, '"version":1', '"version":-9223372036854775808')"#,
      use: { _, firm in _ = try firm.jobs() }),
    Damage(
      testDescription: "a date of no calendar", sql: "UPDATE fiscal_year SET ends_on = '2024-02-30'",
      use: { _, firm in _ = try firm.years() }),
  ]

  @Test(arguments: TestEngine.available, numbers)
  func `A number that cannot be reckoned with is damage`(engine: TestEngine, damage: Damage) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      let changed = try database.administer { connection in
        try connection.enter(SQLScope(settings: ["sillage.organisation": "1"], lock: 1))
        return try connection.execute(damage.sql)
      }
      #expect(changed > 0)
      #expect(reason { try damage.use(store, firm) } == .says(.damaged))
    }
  }

  private static let highest = "\(Int64.max)"
  private static let next: [Damage] = [
    Damage(
      testDescription: "organisation",
      sql: "INSERT INTO organisation (id, name, created_at) VALUES (\(highest), 'x', 0)",
      use: { store, _ in _ = try store.newFirm("other") }),
    Damage(
      testDescription: "person", sql: "INSERT INTO person (id, name, created_at) VALUES (\(highest), 'x', 0)",
      use: { store, _ in _ = try store.newPerson("anne") }),
    Damage(
      testDescription: "territory", sql: "INSERT INTO territory (id, name, created_at) VALUES (\(highest), 'x', 0)",
      use: { store, _ in _ = try store.instance(as: .console).addTerritory(name: "Vallée", at: dawn) }),
    Damage(
      testDescription: "year",
      sql: """
        INSERT INTO fiscal_year (organisation_id, id, starts_on, ends_on)
        VALUES (1, \(highest), '2019-01-01', '2019-12-31')
        """,
      use: { _, firm in
        let sealed = try sealedAccounts(of: FiscalYear(twelveMonthsTo: day("2026-12-31")), [entry("a")])
        _ = try firm.keep(sealedElsewhere: sealed, at: dawn)
      }),
    Damage(
      testDescription: "ledger", sql: "UPDATE ledger SET id = \(highest) WHERE id = 3",
      use: { store, firm in try store.load(yearly(2026), into: firm) }),
    Damage(
      testDescription: "version of a ledger", sql: "UPDATE ledger SET version = \(highest) WHERE id = 4",
      use: { store, firm in try store.load(yearly(2025, cents: 7), into: firm) }),
    Damage(
      testDescription: "settings",
      sql: """
        INSERT INTO firm_settings (organisation_id, fiscal_year_id, version, content, recorded_at, recorded_by)
        VALUES (1, 4, \(highest), 'x', 0, 'x')
        """,
      use: { _, firm in try firm.record(settings: "y", for: 4, at: dawn) }),
    Damage(
      testDescription: "file",
      sql: """
        INSERT INTO evidence (organisation_id, fiscal_year_id, name, version, sha256, content, recorded_at, recorded_by)
        SELECT 1, 4, 'f', \(highest), 'x', content, 0, 'x' FROM reference_file LIMIT 1
        """,
      use: { _, firm in try firm.record(settings: "y", files: ["f": [1]], for: 4, at: dawn) }),
    Damage(
      testDescription: "posting",
      sql: """
        INSERT INTO posting (organisation_id, fiscal_year_id, number, ledger_id, settings_version, reference_sha256,
          opening, books, books_sha256, entry_count, carbon_grams, posted_at, posted_by)
        SELECT 1, 4, \(highest), 4, 0, reference_sha256, '{}', 'x', '', 0, 0, 0, 'x' FROM posting WHERE fiscal_year_id = 3
        """,
      use: { _, firm in
        try firm.pin(4, to: release(), at: dawn)
        try firm.close(4, [entry("a")])
      }),
    Damage(
      testDescription: "closing",
      sql: """
        INSERT INTO sealed_account (organisation_id, fiscal_year_id, version, position, activity, posting, account,
          previous, sha256, sealed_at, sealed_by)
        VALUES (1, 4, \(highest), 1, 'main', 0, '{}', '', '', 0, 'x')
        """,
      use: { _, firm in try firm.close(4, [entry("a")]) }),
    Damage(
      testDescription: "event",
      sql: """
        INSERT INTO audit_event (organisation_id, number, at, actor, action, detail)
        VALUES (1, \(highest), 0, 'x', 'year-closed', '')
        """,
      use: { _, firm in try firm.record(settings: "y", for: 4, at: dawn) }),
  ]

  @Test(arguments: TestEngine.available, next)
  func `After the highest number there is no next one`(engine: TestEngine, damage: Damage) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm()
      try store.load(yearly(2025), into: firm)
      let added = try database.administer { connection in
        try connection.enter(SQLScope(settings: ["sillage.organisation": "1", "sillage.operator": "on"], lock: 1))
        return try connection.execute(damage.sql)
      }
      #expect(added == 1)
      #expect(reason { try damage.use(store, firm) } == .says(.damaged))
    }
  }

  @Test(arguments: TestEngine.available, ["amount_cents", "carbon_grams"])
  func `An entry that cannot be reversed is damage`(engine: TestEngine, column: String) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm()
      let changed = try database.tamper(
        "carbon_entry", "UPDATE carbon_entry SET \(column) = \(Int64.min) WHERE fiscal_year_id = 3 AND position = 1")
      #expect(changed == 1)
      #expect(reason { try firm.journal(of: 3) } == .says(.damaged))
      #expect(try firm.verify().faults.contains { $0.message.key == .says(.rowsUnreadable) })
    }
  }

  @Test(arguments: ["ledger_line.label", "ledger_line.line_number", "ledger_name.name", "job.state", "job.done"])
  func `A value of another kind than its column promises is damage`(place: String) throws {
    try withStoreAndDatabase(.sqlite) { store, database in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      let words = place.split(separator: ".")
      let (table, column) = (words[0], words[1])
      try database.administer { connection in
        // A table like it that holds anything anywhere: what a damaged page, or another program, can make of it.
        try connection.run(
          script: """
            CREATE TABLE loose AS SELECT * FROM \(table); DROP TABLE \(table);
            ALTER TABLE loose RENAME TO \(table); UPDATE \(table) SET \(column) = X'00FF'
            """)
      }
      #expect(reason { _ = try (firm.ledger(of: 1), firm.jobs()) } == .says(.damaged))
    }
  }
}
