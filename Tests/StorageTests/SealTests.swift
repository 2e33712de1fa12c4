import CarbonAccounting
import Crypto
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct SealTests {
  @Test(arguments: TestEngine.available)
  func `Each closing chains to the year before`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newClosedFirm()
      var previous = ""
      for year in try firm.years() {
        #expect(year.isClosed)
        let seal = try #require(try firm.seals(of: year.id).first)
        #expect(seal.sealed.seal.previous == previous)
        #expect(seal.sealed.seal.holds(for: seal.sealed.account))
        #expect(seal.posting == 1)
        previous = seal.sealed.seal.sha256
      }
      let found = try firm.verify()
      #expect(found.seals == 3)
      #expect(found.faults.isEmpty)
      #expect(try firm.openingSeals(of: firm.year("2024")).map(\.year) == [2])
      #expect(try firm.openingSeals(of: firm.year("2022")).isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A closed year takes no change`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newClosedFirm()
      let books = try firm.books(3, [entry("z")])
      let seal = try firm.seal(3, books)
      #expect(reason { try firm.post(books, for: 3, at: dawn) } == .says(.yearClosed))
      #expect(reason { try firm.close(3, books, sealed: seal, at: dawn) } == .says(.yearClosed))
      #expect(reason { try firm.record(settings: "x", for: 3, at: dawn) } == .says(.yearClosed))
      #expect(reason { try firm.pin(3, to: release("x"), at: dawn) } == .says(.yearClosed))
      let job = try store.load(yearly(2024, cents: 1), into: firm)
      #expect(job.state == .failed)
      guard case .refused(let diagnostics) = job.outcome else { return #expect(Bool(false), "not refused") }
      #expect(diagnostics.map(\.message.key) == [.says(.yearClosed)])
      #expect(try firm.ledgers(of: 3).count == 1)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A reopened year is closed again as a new version, and the first one stays`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newClosedFirm()
      #expect(reason { try firm.reopen(2, because: "x", at: dawn) } == .says(.laterYearClosed))
      #expect(reason { try firm.reopen(3, because: " \n", at: dawn) } == .says(.reasonMissing))
      #expect(reason { try firm.reopen(9, because: "x", at: dawn) } == .says(.notFound))
      try firm.reopen(3, because: "facture oubliée", at: dawn)
      #expect(reason { try firm.reopen(3, because: "x", at: dawn) } == .says(.yearOpen))
      #expect(try firm.reopenings(of: 3).map(\.reason) == ["facture oubliée"])
      #expect(try firm.year("2024").isClosed == false)
      try firm.close(3, [entry("a"), entry("late")])
      #expect(try firm.year("2024").closings == 2)
      #expect(try firm.seals(of: 3).map(\.version) == [2])
      #expect(try firm.seals(of: 3, version: 1).map(\.posting) == [1])
      #expect(try firm.seals(of: 3).map(\.posting) == [2])
      let found = try firm.verify()
      #expect(found.seals == 4)
      #expect(found.faults.isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A closing that chains to something else is refused whole`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newClosedFirm()
      try firm.reopen(3, because: "x", at: dawn)
      let books = try firm.books(3, [entry("new")])
      let period = try firm.year("2024").period
      for previous in ["", String(repeating: "0", count: 64)] {
        let seal = try sealedAccounts(of: period, books.entries, after: previous)
        #expect(reason { try firm.close(3, books, sealed: seal, at: dawn) } == .says(.changedMeanwhile))
      }
      #expect(try firm.account(of: 3)?.posting == 1)
      try firm.close(3, [entry("new")])
      #expect(try firm.verify().faults.isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A year that comes late is not closed under one that is closed`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      for (year, number) in [(2024, 1), (2023, 2)] {
        try store.load(yearly(year), into: firm)
        try firm.pin(number, to: release(), at: dawn)
        if number == 1 { try firm.close(1, [entry("a")]) }
      }
      #expect(reason { try firm.close(2, [entry("b")]) } == .says(.laterYearClosed))
      #expect(try firm.account(of: 2) == nil)
      try firm.reopen(1, because: "2023", at: dawn)
      try firm.close(2, [entry("b")])
      try firm.close(1, [entry("a")])
      #expect(try firm.verify().faults.isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Accounts sealed elsewhere open the next year`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm(siren: "732829320")
      let period = FiscalYear(twelveMonthsTo: day("2023-12-31"))
      let old = try sealedAccounts(of: period, [entry("a")], siren: "732829320", after: "beef")
      let other = try sealedAccounts(of: period, [entry("a")], siren: "552100554")
      #expect(reason { try firm.keep(sealedElsewhere: other, at: dawn) } == .says(.sealedForOther))
      let year = try firm.keep(sealedElsewhere: old, at: dawn)
      #expect(year.isClosed && year.period == period)
      #expect(try firm.seals(of: year.id).map(\.posting) == [0])
      // Once more changes nothing; others of that year are refused.
      let events = try firm.auditEvents()
      #expect(try firm.keep(sealedElsewhere: old, at: dawn) == year)
      #expect(try firm.seals(of: year.id).count == 1 && firm.auditEvents() == events)
      let unlike = try sealedAccounts(of: period, [entry("b")], siren: "732829320", after: "beef")
      #expect(reason { try firm.keep(sealedElsewhere: unlike, at: dawn) } == .says(.yearClosed))

      try store.load(yearly(2024), into: firm)
      let next = try firm.year("2024")
      try firm.pin(next.id, to: release(), at: dawn)
      try firm.close(next.id, [entry("b")])
      #expect(try firm.seals(of: next.id).first?.sealed.seal.previous == old.accounts.first?.seal.sha256)
      #expect(try firm.verify().faults.isEmpty)
      #expect(reason { try firm.reopen(year.id, because: "x", at: dawn) } == .says(.laterYearClosed))
    }
  }

  @Test(arguments: TestEngine.available)
  func `Accounts of a year whose ledger is here, or of an earlier one, are not brought in`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      try store.load(yearly(2024), into: firm)
      func sealed(_ year: Int) throws -> SealedAccounts {
        let end = try #require(CalendarDate(year: year, month: 12, day: 31))
        return try sealedAccounts(of: FiscalYear(twelveMonthsTo: end), [entry("a")])
      }
      #expect(reason { try firm.keep(sealedElsewhere: sealed(2024), at: dawn) } == .says(.accountExists))
      _ = try firm.keep(sealedElsewhere: sealed(2023), at: dawn)
      #expect(reason { try firm.keep(sealedElsewhere: sealed(2022), at: dawn) } == .says(.laterYearClosed))
      #expect(try firm.years().map(\.period.label) == ["2023", "2024"])
    }
  }
}

extension Store {
  /// A firm whose years 1 to 3 (2022 to 2024) are closed, the last one signed.
  func newClosedFirm(siren: String? = nil) throws -> OrganisationStore {
    let firm = try newFirm(siren: siren)
    for year in 1...3 {
      try load(yearly(2021 + year), into: firm)
      try firm.pin(year, to: release(), at: dawn)
      try firm.close(year, [entry("a"), entry("b", grams: 7)], key: year == 3 ? Curve25519.Signing.PrivateKey() : nil)
    }
    return firm
  }
}
