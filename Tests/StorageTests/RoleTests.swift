import Quantities
import Storage
import TestSupport
import Testing

@Suite struct RoleTests {
  /// What everybody does who keeps the account.
  private static let kept: Set = [
    "record", "pin", "post", "receiveLedger", "cancelJob", "keepAnswer", "addToken", "revokeToken", "remind",
    "completeReminder", "requestContent", "markAnswered", "addScenario", "reviseScenario", "removeScenario",
  ]

  /// What each role may do beside reading, written out: the table a reviewer checks.
  private static let allowed: [Role: Set<String>] = [
    .owner: Set(FirmMethod.writing.map(\.name)),
    .adviser: kept.union(["close", "reopen", "keep", "publish", "withdrawPublication", "settleEvent", "describe"]),
    .contributor: kept,
    .verifier: ["keepAnswer"],
  ]

  @Test(arguments: TestEngine.available, Role.allCases)
  func `Each role does what the table says and nothing more`(engine: TestEngine, role: Role) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let handle = try firm.handle(store, as: role)
      #expect(handle.role == role)
      #expect(try firm.picture(handle) == firm.picture())
      for method in FirmMethod.writing {
        let isAllowed = try #require(Self.allowed[role]).contains(method.name)
        #expect(handle.may(method.needs) == isAllowed, "\(method.name)")
        let before = try firm.picture()
        if isAllowed {
          _ = try method.call(handle, firm)
        } else {
          #expect(reason { try method.call(handle, firm) } == .says(.forbidden), "\(method.name)")
          #expect(try firm.picture() == before, "\(method.name) changes nothing")
          // So that what comes after finds what it needs.
          _ = try method.call(firm.console, firm)
        }
      }
    }
  }

  @Test(arguments: TestEngine.available) func `The log names whoever acted`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let adviser = try firm.handle(store, as: .adviser)
      let job = try adviser.receive(yearly(2024, cents: 3_00))
      let claim = try #require(try store.jobs.claim(as: "worker", only: job, at: dawn))
      _ = try store.jobs.work(on: claim, clock: { dawn })
      let events = try firm.console.auditEvents()
      #expect(events.map(\.number) == Array(1...events.count))
      let last = try #require(events.last)
      #expect(last.action == .ledgerImported)
      #expect(last.actor == adviser.principal.actor)
      #expect(events.first?.actor == "console")
      #expect(events.allSatisfy { !$0.detail.contains("alpha") })
    }
  }

  @Test(arguments: TestEngine.available)
  func `A firm that has people keeps an owner among them`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let (first, second) = (try store.newPerson("first"), try store.newPerson("second"))
      try firm.grant(.owner, to: first, at: dawn)
      #expect(reason { try firm.revoke(first, at: dawn) } == .says(.lastOwner))
      #expect(reason { try firm.grant(.verifier, to: first, at: dawn) } == .says(.lastOwner))
      try firm.grant(.owner, to: second, at: dawn)
      try firm.grant(.verifier, to: first, at: dawn)
      #expect(reason { try firm.revoke(second, at: dawn) } == .says(.lastOwner))
      #expect(reason { try firm.revoke(PersonID(77), at: dawn) } == .says(.notFound))
      #expect(reason { try firm.grant(.owner, to: PersonID(77), at: dawn) } == .says(.notFound))
      #expect(try firm.members().map(\.role) == [.verifier, .owner])
    }
  }
}
