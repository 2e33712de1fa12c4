import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities
import Storage
import TestSupport
import Testing

/// What only a look at rows beside the seals shows.
@Suite struct VerificationTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let table: String
    let sql: String
    /// What verification says, in any order.
    let faults: Set<String>

    init(_ name: String, _ table: String, _ sql: String, _ faults: StorageMessage...) {
      testDescription = name
      self.table = table
      self.sql = sql
      self.faults = Set(faults.map(\.rawValue))
    }
  }

  private static let swapped =
    "UPDATE reference_file SET content = (SELECT f.content FROM reference_file f ORDER BY f.sha256 LIMIT 1)"
  private static let first = "WHERE organisation_id = 1 AND ledger_id = 1"
  private static let third = "WHERE organisation_id = 1 AND fiscal_year_id = 3"

  static let changes: [Change] = [
    Change("a file of reference data", "reference_file", swapped, .referenceChanged),
    Change(
      "reference data that are gone", "reference_release", "DELETE FROM reference_release WHERE path = 'rules.csv'",
      .referenceChanged),
    Change(
      "the pin of a closed year", "fiscal_year",
      "UPDATE fiscal_year SET reference_sha256 = NULL WHERE organisation_id = 1 AND id = 3", .referenceChanged),
    Change(
      "a posting after the closing", "posting",
      """
      INSERT INTO posting SELECT organisation_id, fiscal_year_id, 2, ledger_id, settings_version, reference_sha256,
        opening, books, books_sha256, entry_count, carbon_grams, posted_at, posted_by FROM posting \(third)
      """, .postedAfterClosing),
    Change(
      "the activity of an entry", "carbon_entry",
      "UPDATE carbon_entry SET activity = 'other' \(third) AND position = 2", .entriesDiffer),
    Change(
      "sums beyond 64 bits", "carbon_entry", "UPDATE carbon_entry SET carbon_grams = \(Int64.max) \(third)",
      .rowsUnreadable, .entriesDiffer),
    Change(
      "a line that is gone", "ledger_line", "DELETE FROM ledger_line \(first) AND line_number = 2", .ledgerDiffers),
    Change(
      "the account of a line", "ledger_line",
      "UPDATE ledger_line SET account = '6063' \(first) AND line_number = 2", .ledgerDiffers),
    Change(
      "a balance", "ledger_account", "UPDATE ledger_account SET debit_cents = 1 \(first) AND account = '6061'",
      .ledgerDiffers),
    Change(
      "the debit of an entry", "ledger_entry", "UPDATE ledger_entry SET debit_cents = 1 \(first) AND position = 0",
      .ledgerDiffers),
    Change(
      "the ledger of a closed year", "ledger",
      "UPDATE ledger SET state = 'replaced' WHERE organisation_id = 1 AND id = 1",
      .ledgerDiffers),
    Change(
      "a line of the log", "audit_event", "DELETE FROM audit_event WHERE organisation_id = 1 AND number = 2", .logGap),
    Change(
      "a closing in the log", "audit_event",
      "UPDATE audit_event SET action = 'books-kept' WHERE organisation_id = 1 AND detail = '3 v1'", .logDiffers),
    Change(
      "a closing that says it was made elsewhere", "sealed_account", "UPDATE sealed_account SET posting = 0 \(third)",
      .entriesDiffer, .postedAfterClosing),
    Change(
      "a closing that nobody made", "sealed_account", "UPDATE sealed_account SET version = 2 \(third)", .logDiffers),
    Change(
      "the end of a closed year", "fiscal_year",
      "UPDATE fiscal_year SET ends_on = '2024-12-30' WHERE organisation_id = 1 AND id = 3", .sealOfOther),
    Change(
      "the SIREN of a firm", "organisation", "UPDATE organisation SET siren = '552100554' WHERE id = 1", .sealOfOther),
    Change(
      "a date of no calendar", "fiscal_year",
      "UPDATE fiscal_year SET ends_on = '2024-02-30' WHERE organisation_id = 1 AND id = 3", .rowsUnreadable),
  ]

  @Test(arguments: TestEngine.available, changes)
  func `What was changed beside the seals is named`(engine: TestEngine, change: Change) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm(siren: "732829320")
      #expect(try firm.verify().faults.isEmpty)
      #expect(try database.tamper(change.table, change.sql) > 0)
      #expect(Set(try firm.verify().faults.map(\.message.key)) == change.faults)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A release that is not what its name says is refused`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm()
      #expect(try firm.release(release().sha256) == release())
      _ = try database.tamper("reference_file", Self.swapped)
      #expect(reason { try firm.release(release().sha256) } == .says(.referenceChanged))
      #expect(try firm.release("none") == nil)
    }
  }

  @Test(
    arguments: TestEngine.available,
    ["category = 'x'", "carbon_grams = 7", "reverses_position = 1", "reverses_posting = 9", "reverses_posting = 2"])
  func `A reversal cancels the entry it names, and nothing else`(engine: TestEngine, change: String) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      try firm.pin(1, to: release(), at: dawn)
      try firm.post(try firm.books(1, [entry("a"), entry("b", grams: 7)]), for: 1, at: dawn)
      try firm.post(try firm.books(1, [entry("a")]), for: 1, at: dawn)
      #expect(try firm.verify().faults.isEmpty)
      let sql = "UPDATE carbon_entry SET \(change) WHERE organisation_id = 1 AND reverses_posting = 1"
      #expect(try database.tamper("carbon_entry", sql) == 1)
      #expect(Set(try firm.verify().faults.map(\.message.key)) == [.says(.journalDiffers)])
    }
  }

  @Test(
    arguments: TestEngine.available,
    [
      ["\"count\":2", "\"count\":3"], ["0.500", "0.501"], ["\"id\":\"main\"", "\"id\":\"mine\""], ["", " "],
    ])
  func `The account that is shown is that of the entries and of the seal`(engine: TestEngine, change: [String]) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      try firm.pin(1, to: release(), at: dawn)
      let plain = try firm.books(1, [entry("a"), entry("b")])
      let sealed = try firm.seal(1, plain)
      let document: JSONValue = ["format": "sillage.books/1", "accounts": .array(sealed.accounts.map(\.account))]
      let books = KeptBooks(
        ledger: plain.ledger, settings: plain.settings, reference: plain.reference, opening: plain.opening,
        document: document.canonicalText, entries: plain.entries)
      try firm.close(1, books, sealed: sealed, at: dawn)
      #expect(try firm.verify().faults.isEmpty)
      var text = document.canonicalText.replacing(change[0], with: change[1])
      var sha256 = ", books_sha256 = '\(Fingerprint.sha256(text))'"
      if change[0].isEmpty { (text, sha256) = (document.canonicalText + " ", "") }
      let sql = "UPDATE posting SET books = '\(text)'\(sha256) WHERE organisation_id = 1"
      #expect(try database.tamper("posting", sql) == 1)
      #expect(try firm.verify().faults.map(\.message.key) == [.says(.documentDiffers)])
    }
  }

  @Test(arguments: TestEngine.available)
  func `A file beside the settings is the one that was recorded`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      try firm.pin(1, to: release(), at: dawn)
      try firm.record(settings: "x", files: ["meter.csv": [1, 2]], for: 1, at: dawn)
      #expect(try firm.verify().faults.isEmpty)
      #expect(
        try database.tamper(
          "evidence",
          "UPDATE evidence SET content = (SELECT content FROM reference_file LIMIT 1) WHERE organisation_id = 1") == 1)
      #expect(try firm.verify().faults.map(\.message.key) == [.says(.evidenceChanged)])
    }
  }

  @Test(arguments: TestEngine.available, ["reopening", "audit_event"])
  func `A reopening stands in the log and beside it`(engine: TestEngine, table: String) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm()
      try firm.reopen(3, because: "x", at: dawn)
      #expect(try firm.verify().faults.isEmpty)
      let which = table == "reopening" ? "version = 1" : "action = 'year-reopened'"
      #expect(try database.tamper(table, "DELETE FROM \(table) WHERE organisation_id = 1 AND \(which)") == 1)
      #expect(try firm.verify().faults.map(\.message.key) == [.says(.logDiffers)])
    }
  }

  @Test(arguments: TestEngine.available)
  func `A row that cannot be read hides nothing of other years`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newClosedFirm()
      let date = "UPDATE fiscal_year SET starts_on = 'x' WHERE organisation_id = 1 AND id = 3"
      _ = try database.tamper("fiscal_year", date)
      _ = try database.tamper("posting", "UPDATE posting SET carbon_grams = 1 WHERE fiscal_year_id = 1")
      #expect(
        Set(try firm.verify().faults.map(\.message.key)) == [.says(.rowsUnreadable), .says(.journalDiffers)])
    }
  }
}
