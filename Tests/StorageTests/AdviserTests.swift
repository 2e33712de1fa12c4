import Quantities
import TestSupport
import Testing

@testable import Storage

/// What somebody who keeps several firms needs.
@Suite struct AdviserTests {
  @Test(arguments: TestEngine.available)
  func `Rules are kept by version, each adviser's their own`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let (anne, paul) = (store.person(try store.newPerson("anne")), store.person(try store.newPerson("paul")))
      #expect(try anne.ruleBook() == nil)
      #expect(try anne.keepRuleBook("a: é", at: dawn) == 1)
      #expect(try anne.keepRuleBook("a: é", at: dawn) == 1)
      #expect(try anne.keepRuleBook("a: e\u{301}", at: dawn) == 2)
      #expect(try anne.keepRuleBook("cafés", name: "restaurants", at: dawn) == 1)
      #expect(try anne.ruleBook() == "a: e\u{301}")
      #expect(try anne.ruleBook("restaurants") == "cafés")
      #expect(try paul.ruleBook() == nil)
      #expect(reason { try anne.keepRuleBook(String(repeating: "x", count: 262_145), at: dawn) } == .says(.tooLong))
      #expect(reason { try anne.keepRuleBook("x", name: "", at: dawn) } == .says(.nameWrong))
      #expect(reason { try store.person(PersonID(99)).keepRuleBook("x", at: dawn) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A reminder is open until it is done`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      let adviser = try alpha.handle(store, as: .adviser)
      #expect(try adviser.remind("Les kWh de décembre ?", at: dawn) == 2)
      try alpha.console.completeReminder(1, at: dawn)
      #expect(reason { try alpha.console.completeReminder(1, at: dawn) } == .says(.notFound))
      #expect(reason { try beta.console.completeReminder(2, at: dawn) } == .says(.notFound))
      let kept = try alpha.console.reminders()
      #expect(kept.map(\.number) == [2, 1] && kept.map(\.doneAt) == [nil, dawn])
      #expect(kept.map(\.year) == [nil, 3] && kept.first?.actor == adviser.principal.actor)
      #expect(try beta.console.reminders().map(\.text) == ["beta"])
      #expect(reason { try adviser.remind("", at: dawn) } == .says(.tooLong))
      #expect(reason { try adviser.remind(String(repeating: "x", count: 4001), at: dawn) } == .says(.tooLong))
      #expect(reason { try adviser.remind("x", year: 9, at: dawn) } == .says(.notFound))
      for _ in 1..<500 { try adviser.remind("x", at: dawn) }
      #expect(reason { try adviser.remind("x", at: dawn) } == .says(.tooMany))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A supplier is asked once for a year, however often, and answers`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let later = dawn.adding(seconds: 9)
      try firm.console.requestContent(of: "F1", name: "Scierie", year: 3, at: dawn)
      try firm.console.requestContent(of: "F1", name: "Scierie du Val", year: 3, at: later)
      try firm.console.requestContent(of: "F1", name: "Scierie", year: 2, at: dawn)
      try firm.console.markAnswered("F1", year: 3, at: later)
      let asked = try #require(try firm.console.supplierRequests(of: 3).first { $0.supplier == "F1" })
      #expect(asked.name == "Scierie du Val" && asked.requestedAt == later && asked.answeredAt == later)
      #expect(try firm.console.supplierRequests(of: 3).count == 2)
      #expect(try firm.console.supplierRequests(of: 2).map(\.answeredAt) == [nil])
      #expect(reason { try firm.console.markAnswered("F2", year: 3, at: later) } == .says(.notFound))
      #expect(reason { try firm.console.requestContent(of: "F", name: "", year: 3, at: dawn) } == .says(.nameWrong))
      #expect(reason { try firm.console.requestContent(of: "", name: "F", year: 3, at: dawn) } == .says(.tooLong))
      #expect(reason { try firm.console.requestContent(of: "F", name: "F", year: 9, at: dawn) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A portfolio says where each firm stands, of those the person takes part in`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      _ = try SampleFirm(store, "beta")
      let empty = try store.newFirm("gamma")
      let adviser = try #require(alpha.people[.adviser])
      try empty.grant(.verifier, to: adviser, at: dawn)
      let portfolio = try store.person(adviser).portfolio()
      #expect(portfolio.map(\.organisation.name) == ["alpha", "gamma"])
      #expect(portfolio.map(\.role) == [.adviser, .verifier])
      let first = try #require(portfolio.first)
      #expect(first.year == (try alpha.console.years().last) && first.year?.isClosed == false)
      #expect(first.hasLedger && first.carbon?.grams == 7 && first.pendingJob == .queued && first.openReminders == 1)
      #expect(first.sealed?.year.id == 2 && first.sealed?.seals.map(\.version) == [2])
      #expect(first.sealed?.seals.map(\.text) == (try alpha.console.seals(of: 2).map(\.text)))
      let last = try #require(portfolio.last)
      #expect(last.year == nil && !last.hasLedger && last.carbon == nil && last.sealed == nil)
      #expect(last.pendingJob == nil && last.openReminders == 0)
      #expect(try store.person(adviser).portfolio(limit: 1).map(\.organisation.name) == ["alpha"])
      try alpha.console.revoke(adviser, at: dawn)
      #expect(try store.person(adviser).portfolio().map(\.organisation.name) == ["gamma"])
    }
  }

  @Test func `Something is to be done about the oldest open year that can still be closed`() throws {
    func year(_ number: Int, isClosed: Bool) throws -> StoredYear {
      let start = try #require(CalendarDate(year: 2020 + number, month: 1, day: 1))
      let end = try #require(CalendarDate(year: 2020 + number, month: 12, day: 31))
      let period = try #require(FiscalYear(start: start, end: end))
      return StoredYear(id: number, period: period, reference: nil, closings: isClosed ? 1 : 0, isClosed: isClosed)
    }
    let (one, two) = (try year(1, isClosed: true), try year(2, isClosed: false))
    let (three, closed) = (try year(3, isClosed: false), try year(3, isClosed: true))
    #expect(StoredYear.toDo(among: [one, two, three]) == two)
    // A year before a closed one stays open for good.
    #expect(StoredYear.toDo(among: [two, closed]) == closed)
    #expect(StoredYear.toDo(among: [one]) == one && StoredYear.toDo(among: []) == nil)
  }

  @Test(arguments: TestEngine.available)
  func `Each firm of a portfolio takes four statements, whatever it holds`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { _, database in
      let recorder = RecordingDatabase(database)
      let store = Store(recorder, try shippedSchema())
      let adviser = try store.newPerson("adviser")
      for number in 1...5 {
        let firm = try store.newFirm("firm \(number)")
        try firm.grant(.adviser, to: adviser, at: dawn)
        for year in 2022...2024 {
          let sealed = try sealedAccounts(of: FiscalYear(twelveMonthsTo: day("\(year)-12-31")), [entry("a")])
          _ = try firm.keep(sealedElsewhere: sealed, at: dawn)
        }
        for _ in 0..<number { try firm.remind("x", at: dawn) }
      }
      let before = recorder.count
      let portfolio = try store.person(adviser).portfolio()
      #expect(portfolio.map(\.openReminders) == [1, 2, 3, 4, 5])
      #expect(portfolio.allSatisfy { $0.sealed?.year.period.label == "2024" && $0.carbon == nil && !$0.hasLedger })
      // The firms, then three statements for each: entering its scope is the fourth.
      #expect(recorder.count - before == 1 + 3 * 5)
    }
  }
}
