import CarbonAccounting
import Databases
import Quantities
import Storage
import TestSupport
import Testing

/// What a firm shows to anybody, and nothing else.
@Suite struct PublicationTests {
  @Test(arguments: TestEngine.available)
  func `A code leads to the sealed accounts of one closing`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha", siren: "732829320")
      let made = try firm.console.publish(2, code: "second", at: dawn)
      #expect(made.version == 2 && made.code == "second" && made.withdrawnAt == nil)
      // The same closing keeps its code.
      #expect(try firm.console.publish(2, code: "another", at: dawn.adding(seconds: 9)) == made)
      #expect(try store.publications.find(code: "another") == nil)
      let found = try #require(try store.publications.find(code: "second"))
      #expect(found.account.name == "alpha" && found.account.siren == "732829320")
      #expect(found.account.period.label == "2023" && found.account.version == 2)
      #expect(found.account.standing == .inForce && found.account.publishedAt == dawn)
      let own = try firm.console.seals(of: 2)
      #expect(found.seals.map(\.text) == own.map(\.text) && found.seals.map(\.version) == [2])
      #expect(found.seals.map(\.sealed.seal) == own.map(\.sealed.seal))
      #expect(try firm.console.publications(of: 2).map(\.code).last == "second")
      #expect(try firm.console.publications(of: 3).isEmpty)
      #expect(reason { try firm.console.publish(3, code: "open", at: dawn) } == .says(.yearOpen))
      #expect(reason { try firm.console.publish(9, code: "x", at: dawn) } == .says(.notFound))
      let long = String(repeating: "c", count: 65)
      #expect(reason { try firm.console.publish(1, code: long, at: dawn) } == .says(.tooLong))
      #expect(try store.publications.find(siren: "732829320").map(\.code) == ["second", "alpha"])
      #expect(try store.publications.find(siren: "552100554").isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Many codes are asked for at once, and those that lead nowhere are left out`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha", siren: "732829320")
      try firm.console.publish(2, code: "second", at: dawn)
      let codes = Set((1...250).map { "nowhere-\($0)" }).union(["second", "alpha"])
      let found = try store.publications.find(codes: codes)
      #expect(Set(found.keys) == ["second", "alpha"])
      #expect(try found["second"] == store.publications.find(code: "second")?.account)
      #expect(try store.publications.find(codes: []).isEmpty)
      try firm.console.withdrawPublication(2, at: dawn)
      #expect(try store.publications.find(codes: codes).keys.sorted() == ["alpha"])
    }
  }

  @Test(arguments: TestEngine.available)
  func `A published account says when it is undone, and what replaced it`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha", siren: "732829320")
      func standing(_ code: String) throws -> PublishedAccount.Standing? {
        try store.publications.find(code: code)?.account.standing
      }
      try firm.console.publish(2, code: "v2", at: dawn)
      #expect(try standing("v2") == .inForce)
      try firm.console.reopen(2, because: "a reason of the firm's own", at: dawn)
      #expect(try standing("v2") == .undone)
      #expect(reason { try firm.console.publish(2, code: "v3", at: dawn) } == .says(.yearOpen))
      try firm.console.close(2, [entry("z")])
      // What the firm sealed since is the firm's own, until it shows it.
      #expect(try standing("v2") == .undone)
      try firm.console.publish(2, code: "v3", at: dawn)
      #expect(try standing("v2") == .replaced(version: 3, code: "v3"))
      #expect(try standing("v3") == .inForce)
      #expect(try store.publications.find(code: "v2")?.seals.map(\.version) == [2])
      #expect(try store.publications.find(siren: "732829320").map(\.code) == ["v3", "v2", "alpha"])
      #expect(try firm.console.publication(of: 2)?.code == "v3")
    }
  }

  @Test(arguments: TestEngine.available)
  func `What is withdrawn is found by nobody, until it is shown again`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha", siren: "732829320")
      let beta = try SampleFirm(store, "beta", siren: "552100554")
      #expect(reason { try beta.console.publish(2, code: "alpha", at: dawn) } == .says(.conflict))
      let later = dawn.adding(seconds: 5)
      try alpha.console.withdrawPublication(1, at: later)
      #expect(try store.publications.find(code: "alpha") == nil)
      #expect(try store.publications.find(siren: "732829320").isEmpty)
      #expect(try alpha.console.publication(of: 1)?.withdrawnAt == later)
      #expect(reason { try alpha.console.withdrawPublication(1, at: later) } == .says(.notFound))
      #expect(try store.publications.find(code: "beta")?.account.name == "beta")
      #expect(try alpha.console.publish(1, code: "new", at: later).code == "alpha")
      #expect(try store.publications.find(code: "alpha") != nil)
      let actions = try alpha.console.auditEvents().map(\.action).filter {
        [.accountPublished, .publicationWithdrawn].contains($0)
      }
      #expect(actions == [.accountPublished, .publicationWithdrawn, .accountPublished])
    }
  }
}
