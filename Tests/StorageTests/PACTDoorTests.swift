import Quantities
import Storage
import TestSupport
import Testing

/// Customers' programs: who gets in, for how long, and what is kept of what they send.
@Suite struct PACTDoorTests {
  @Test(arguments: TestEngine.available)
  func `A program gets in by its secret, for an hour, until it is shut out`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let door = store.pactDoor
      let number = try alpha.console.addClient(name: "Client", clientID: "c", secretSHA256: "s", at: dawn)
      #expect(try door.client(id: "c", secretSHA256: "x") == nil)
      #expect(try door.client(id: "x", secretSHA256: "s") == nil)
      let client = try #require(try door.client(id: "c", secretSHA256: "s"))
      #expect(client.organisation == alpha.console.id && client.name == "Client" && client.number == number)
      let end = dawn.adding(seconds: 3600)
      try door.issue(tokenSHA256: "t", to: client, expiresAt: end, at: dawn)
      #expect(try door.access(tokenSHA256: "t", at: dawn.adding(seconds: 3599)) == .current(client))
      #expect(try door.access(tokenSHA256: "t", at: end) == .expired)
      #expect(try door.access(tokenSHA256: "none", at: dawn) == nil)
      #expect(try alpha.console.clients().first { $0.number == number }?.seenAt == dawn)
      // A day later it is forgotten.
      try door.issue(
        tokenSHA256: "t2", to: client, expiresAt: end.adding(seconds: 90_001), at: end.adding(seconds: 90_000))
      #expect(try door.access(tokenSHA256: "t", at: end) == nil)
      #expect(
        reason { try alpha.console.addClient(name: "x", clientID: "c", secretSHA256: "s", at: dawn) }
          == .says(.conflict))
      try alpha.console.revokeClient(number, at: dawn)
      #expect(try door.access(tokenSHA256: "t2", at: dawn) == nil)
      #expect(try door.client(id: "c", secretSHA256: "s") == nil)
      #expect(reason { try alpha.console.revokeClient(number, at: dawn) } == .says(.notFound))
      #expect(try alpha.console.auditEvents().allSatisfy { !$0.detail.contains("Client") })
    }
  }

  @Test(arguments: TestEngine.available)
  func `An event that comes again is kept once, and one that is too long not at all`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let client = try #require(try store.pactDoor.client(id: "alpha-client", secretSHA256: "alpha-secret"))
      func keep(_ id: String, source: String = "s", content: String = "{}") throws {
        try store.pactDoor.keep(
          PACTEvent.Received(source: source, id: id, type: "t", content: content), from: client, at: dawn)
      }
      try keep("1")
      try keep("1")
      try keep("1", source: "other")
      #expect(try alpha.console.events().map(\.number) == [3, 2, 1])
      #expect(try alpha.console.events(limit: 1).map(\.received.source) == ["other"])
      #expect(reason { try keep("2", content: String(repeating: "x", count: (1 << 20) + 1)) } == .says(.tooLong))
      try alpha.console.settleEvent(2, as: "fulfilled", at: dawn.adding(seconds: 1))
      let settled = try alpha.console.event(2)
      #expect(settled.answer == "fulfilled" && settled.answeredAt == dawn.adding(seconds: 1))
      #expect(reason { try alpha.console.settleEvent(9, as: "aside", at: dawn) } == .says(.notFound))
      #expect(reason { try alpha.console.event(9) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available)
  func `What a firm says of a product replaces what it said`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let said = PACTProduct(activity: "main", name: "Door", description: "", mass: "30", fossilCarbon: "0")
      try alpha.console.describe(said, at: dawn)
      #expect(try alpha.console.products() == [said])
      #expect(try store.pactDoor.products(of: alpha.console.id) == [said])
      let long = PACTProduct(
        activity: "main", name: String(repeating: "x", count: 1001), description: "", mass: "", fossilCarbon: "")
      #expect(reason { try alpha.console.describe(long, at: dawn) } == .says(.tooLong))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A firm shows the closings it published, each with its seals`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      _ = try SampleFirm(store, "beta")
      try alpha.console.publish(2, code: "v2", at: dawn)
      let shown = try store.publications.shown(by: alpha.console.id)
      #expect(shown.map(\.account.code) == ["v2", "alpha"])
      #expect(try shown.map { $0.seals.map(\.text) } == [2, 1].map { try alpha.console.seals(of: $0).map(\.text) })
      try alpha.console.withdrawPublication(2, at: dawn)
      #expect(try store.publications.shown(by: alpha.console.id).map(\.account.code) == ["alpha"])
    }
  }
}
