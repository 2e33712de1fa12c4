import CarbonAccounting
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct TerritoryTests {
  @Test(arguments: TestEngine.available)
  func `A territory sees the firms that joined it and the accounts they share`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let sharing = try SampleFirm(store, "alpha")
      let silent = try SampleFirm(store, "beta")
      _ = try SampleFirm(store, "gamma")
      let instance = try store.instance(as: .console)
      let id = try instance.addTerritory(name: "Vallée", at: dawn)
      let officer = try store.newPerson("officer")
      try instance.appoint(officer: officer, of: id, at: dawn)
      let territory = try store.territory(id, as: .person(officer))
      #expect(try territory.firms().isEmpty)
      #expect(try territory.sharedSeals().isEmpty)

      try sharing.console.join(id, sharing: true, at: dawn)
      try silent.console.join(id, sharing: false, at: dawn)
      #expect(try territory.firms().map(\.organisation.name) == ["alpha", "beta"])
      #expect(try territory.firms().map(\.sharesAccounts) == [true, false])
      let seen = try territory.sharedSeals()
      #expect(seen.map(\.organisation) == [sharing.console.id, sharing.console.id])
      // Of year 2, the second closing; the first one was reopened.
      #expect(seen.map(\.seal.year) == [1, 2])
      #expect(seen.map(\.seal.version) == [1, 2])
      let kept = try sharing.console.seals(of: 2)
      #expect(seen.last?.seal.text == kept.first?.text)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A territory sees nothing after a firm leaves, nor what is reopened`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let territory = try store.territory(firm.territory, as: .console)
      #expect(try territory.sharedSeals().map(\.seal.year) == [1, 2])
      try firm.console.reopen(2, because: "erreur", at: dawn)
      #expect(try territory.sharedSeals().map(\.seal.year) == [1])
      try firm.console.join(firm.territory, sharing: false, at: dawn)
      #expect(try territory.sharedSeals().isEmpty)
      #expect(try territory.firms().count == 1)
      try firm.console.leave(firm.territory, at: dawn)
      #expect(try territory.firms().isEmpty)
      #expect(reason { try firm.console.leave(firm.territory, at: dawn) } == .says(.notFound))
      #expect(reason { try firm.console.join(TerritoryID(99), sharing: true, at: dawn) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available) func `An officer of one territory is none of another`(engine: TestEngine)
    throws
  {
    try withStore(engine) { store in
      let instance = try store.instance(as: .console)
      let places = try ["Nord", "Sud"].map { try instance.addTerritory(name: $0, at: dawn) }
      let officer = try store.newPerson("officer")
      try instance.appoint(officer: officer, of: places[0], at: dawn)
      _ = try store.territory(places[0], as: .person(officer))
      #expect(reason { try store.territory(places[1], as: .person(officer)) } == .says(.notFound))
      #expect(reason { try store.instance(as: .person(officer)) } == .says(.notFound))
    }
  }
}
