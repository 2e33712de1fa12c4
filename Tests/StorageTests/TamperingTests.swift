import Databases
import Quantities
import Storage
import TestSupport
import Testing

/// Somebody who holds the database changes it behind the program's back: verification says where.
@Suite struct TamperingTests {
  struct Tampering: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let table: String
    let sql: String
    /// What verification says, in any order.
    let faults: Set<String>
  }

  private static let seal = "WHERE organisation_id = 1 AND fiscal_year_id = "

  static let tamperings: [Tampering] = [
    Tampering(
      testDescription: "one byte of an account", table: "sealed_account",
      sql: "UPDATE sealed_account SET account = REPLACE(account, '1007', '1008') \(seal)2",
      faults: [.says(.sealWrong)]),
    Tampering(
      testDescription: "a blank in an account", table: "sealed_account",
      sql: "UPDATE sealed_account SET account = account || ' ' \(seal)3", faults: [.says(.sealWrong)]),
    Tampering(
      testDescription: "an account that is no JSON", table: "sealed_account",
      sql: "UPDATE sealed_account SET account = 'x' \(seal)3", faults: [.says(.sealWrong)]),
    Tampering(
      testDescription: "the activity of an account", table: "sealed_account",
      sql: "UPDATE sealed_account SET activity = 'other' \(seal)3",
      faults: [.says(.sealWrong), .says(.entriesDiffer)]),
    Tampering(
      testDescription: "the previous seal", table: "sealed_account",
      sql: """
        UPDATE sealed_account SET previous = (SELECT s.sha256 FROM sealed_account s WHERE s.fiscal_year_id = 1) \(seal)3
        """, faults: [.says(.sealWrong)]),
    Tampering(
      testDescription: "a seal", table: "sealed_account",
      sql: "UPDATE sealed_account SET sha256 = REPLACE(sha256, SUBSTR(sha256, 1, 1), 'g') \(seal)2",
      faults: [.says(.sealWrong), .says(.chainBroken)]),
    Tampering(
      testDescription: "a signature", table: "sealed_account",
      sql: "UPDATE sealed_account SET signature = 'A' || SUBSTR(signature, 2) \(seal)3",
      faults: [.says(.sealWrong)]),
    Tampering(
      testDescription: "a public key", table: "sealed_account",
      sql: "UPDATE sealed_account SET public_key = 'AAAA' || SUBSTR(public_key, 5) \(seal)3",
      faults: [.says(.sealWrong)]),
    Tampering(
      testDescription: "a seal that is gone", table: "sealed_account",
      sql: "DELETE FROM sealed_account \(seal)2", faults: [.says(.chainBroken), .says(.logDiffers)]),
    Tampering(
      testDescription: "the carbon of an entry", table: "carbon_entry",
      sql: "UPDATE carbon_entry SET carbon_grams = carbon_grams + 1 \(seal)2 AND position = 1",
      faults: [.says(.entriesDiffer), .says(.journalDiffers)]),
    Tampering(
      testDescription: "the word of an entry", table: "carbon_entry",
      sql: "UPDATE carbon_entry SET category = 'travel' \(seal)2 AND position = 1",
      faults: [.says(.entriesDiffer)]),
    Tampering(
      testDescription: "an entry that is gone", table: "carbon_entry",
      sql: "DELETE FROM carbon_entry \(seal)2 AND position = 2",
      faults: [.says(.entriesDiffer), .says(.journalDiffers)]),
    Tampering(
      testDescription: "the total of a posting", table: "posting",
      sql: "UPDATE posting SET carbon_grams = carbon_grams - 1 \(seal)1", faults: [.says(.journalDiffers)]),
  ]

  @Test(arguments: TestEngine.available, tamperings)
  func `What was changed behind the program's back is named`(engine: TestEngine, tampering: Tampering) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm()
      #expect(try firm.verify().faults.isEmpty)
      let changed = try database.tamper(tampering.table, tampering.sql)
      #expect(changed == 1)
      let faults = try firm.verify().faults
      #expect(Set(faults.map(\.message.key)) == tampering.faults)
      #expect(faults.allSatisfy { $0.message.values["year"] != nil })
    }
  }
}

extension SQLDatabase {
  /// Changes a table of organisation 1 as whoever holds the database can: its triggers are taken away.
  func tamper(_ table: String, _ sql: String) throws -> Int {
    try administer { connection in
      let isKept = !["fiscal_year", "organisation", "ledger", "ledger_line", "ledger_entry", "ledger_account"].contains(
        table)
      if dialect == "postgresql" {
        try connection.enter(SQLScope(settings: ["sillage.organisation": "1"], lock: 1))
        if isKept { try connection.execute("ALTER TABLE \(table) DISABLE TRIGGER kept") }
        defer { if isKept { _ = try? connection.execute("ALTER TABLE \(table) ENABLE TRIGGER kept") } }
        return try connection.execute(sql)
      }
      if isKept {
        for trigger in ["kept", "not_deleted"] {
          try connection.run(script: "DROP TRIGGER IF EXISTS \(table)_\(trigger)")
        }
      }
      return try connection.execute(sql)
    }
  }
}
