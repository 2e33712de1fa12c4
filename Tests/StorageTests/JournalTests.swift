import CarbonAccounting
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct JournalTests {
  /// A firm with a ledger of 2024, which is year 1, pinned to reference data.
  private func withYear(_ engine: TestEngine, _ body: (Store, OrganisationStore) throws -> Void) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      try firm.pin(1, to: release(), at: dawn)
      try body(store, firm)
    }
  }

  @Test(arguments: TestEngine.available)
  func `The same books again change nothing`(engine: TestEngine) throws {
    try withYear(engine) { _, firm in
      let books = try firm.books(1, [entry("a"), entry("b")])
      #expect(try firm.post(books, for: 1, at: dawn) == 1)
      let events = try firm.auditEvents()
      #expect(try firm.post(books, for: 1, at: dawn) == 1)
      #expect(try firm.postedEntries(of: 1).count == 2)
      #expect(try firm.auditEvents() == events)
      let account = try #require(try firm.account(of: 1))
      #expect(account.entryCount == 2)
      #expect(account.carbon == CarbonMass(grams: 2000))
      #expect(account.document == books.document)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A correction reverses what is gone and appends what is new`(engine: TestEngine) throws {
    try withYear(engine) { _, firm in
      let (old, new, same) = (entry("a", grams: 5), entry("a", grams: 8), entry("b"))
      try firm.post(firm.books(1, [old, same, same]), for: 1, at: dawn)
      #expect(try firm.post(firm.books(1, [same, new, same]), for: 1, at: dawn) == 2)
      #expect(try firm.journal(of: 1) == [same, same, new])
      let posted = try firm.postedEntries(of: 1)
      #expect(posted.map(\.record) == [old, same, same, old.reversed, new])
      #expect(posted.map(\.posting) == [1, 1, 1, 2, 2])
      // One of two equal entries goes.
      try firm.post(firm.books(1, [new, same]), for: 1, at: dawn)
      #expect(try firm.journal(of: 1) == [same, new])
      #expect(try firm.largestEntries(of: 1, limit: 1) == [same])
      #expect(try firm.verify().faults.isEmpty)
      #expect(try firm.verify().postings == 3)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Entries come back as they were posted, whatever they hold`(engine: TestEngine) throws {
    try withYear(engine) { _, firm in
      var full = entry("é \" | \\ \t", grams: -3, supplier: "401EDF", evidence: "a\nb")
      full.quantity = "12.500000"
      full.unit = "kWh"
      full.prudence = "0.100"
      full.lines = ["AC/1/1", "", "AC/é/2"]
      var bare = entry("", grams: 0)
      bare.lines = []
      bare.amount = nil
      bare.factor = nil
      bare.vintage = nil
      bare.factorValue = nil
      bare.source = nil
      bare.supplier = ""
      var extreme = entry("max", grams: .max / 4)
      extreme.amount = Money(cents: .min + 1)
      let records = [full, bare, extreme]
      try firm.post(firm.books(1, records), for: 1, at: dawn)
      #expect(try firm.journal(of: 1) == records)
      try firm.post(firm.books(1, []), for: 1, at: dawn)
      #expect(try firm.journal(of: 1).isEmpty)
      #expect(try firm.verify().faults.isEmpty)
    }
  }

  @Test(arguments: TestEngine.available, 1...6)
  func `After any sequence of postings the entries in force are the last books`(
    engine: TestEngine, seed: Int
  ) throws {
    try withYear(engine) { _, firm in
      var generator = SeededGenerator(seed: UInt64(seed))
      let words = (0..<8).map { "e\($0)" }
      var sum = CarbonMass.zero
      for _ in 1...12 {
        let records = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
          entry(words.randomElement(using: &generator) ?? "", grams: .random(in: -2...3, using: &generator))
        }
        try firm.post(firm.books(1, records), for: 1, at: dawn)
        #expect(counted(try firm.journal(of: 1)) == counted(records))
        sum = try firm.postedEntries(of: 1).map(\.record.carbon).total()
        #expect(sum == records.map(\.carbon).total())
      }
      let found = try firm.verify()
      #expect(found.faults.isEmpty)
      #expect(found.postings == (try firm.account(of: 1)?.posting))
    }
  }

  private func counted(_ records: [EntryRecord]) -> [EntryRecord: Int] {
    Dictionary(records.map { ($0, 1) }, uniquingKeysWith: +)
  }

  @Test(arguments: TestEngine.available) func `Books of more than one part come back whole`(engine: TestEngine) throws {
    try withYear(engine) { _, firm in
      let records = (1...5001).map { entry("e\($0)", grams: Int64($0)) }
      try firm.post(firm.books(1, records), for: 1, at: dawn)
      #expect(try firm.journal(of: 1) == records)
      #expect(try firm.largestEntries(of: 1, limit: 2).map(\.id) == ["e5001", "e5000"])
    }
  }

  @Test(arguments: TestEngine.available)
  func `Books kept from what is no longer in force are refused`(engine: TestEngine) throws {
    try withYear(engine) { store, firm in
      let books = try firm.books(1, [entry("a")])
      try firm.record(settings: "new", for: 1, at: dawn)
      #expect(reason { try firm.post(books, for: 1, at: dawn) } == .says(.changedMeanwhile))
      let settled = try firm.books(1, [entry("a")])
      try store.load(yearly(2024, cents: 1), into: firm)
      #expect(reason { try firm.post(settled, for: 1, at: dawn) } == .says(.changedMeanwhile))
      let reloaded = try firm.books(1, [entry("a")])
      try firm.pin(1, to: release("new"), at: dawn)
      #expect(reason { try firm.post(reloaded, for: 1, at: dawn) } == .says(.changedMeanwhile))
      #expect(reason { try firm.post(reloaded, for: 9, at: dawn) } == .says(.notFound))
      #expect(try firm.account(of: 1) == nil)
      try firm.post(firm.books(1, [entry("a")]), for: 1, at: dawn)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Settings are versioned with the files they name`(engine: TestEngine) throws {
    try withYear(engine) { _, firm in
      let none = try firm.settings(for: 1)
      #expect(none == nil)
      #expect(try firm.record(settings: "a", files: ["f.txt": [1]], for: 1, at: dawn) == 1)
      #expect(try firm.record(settings: "a", files: ["f.txt": [1]], for: 1, at: dawn) == 1)
      #expect(try firm.record(settings: "a", files: ["f.txt": [2]], for: 1, at: dawn) == 2)
      #expect(try firm.record(settings: "b", for: 1, at: dawn) == 3)
      #expect(try firm.settings(for: 1) == StoredSettings(version: 3, text: "b"))
      #expect(try firm.evidence("f.txt", for: 1) == [2])
      #expect(try firm.evidence("none", for: 1) == nil)
      #expect(try firm.release(release().sha256) == release())
      #expect(try firm.release("none") == nil)
    }
  }
}
