import Quantities
import Storage
import TestSupport
import Testing

/// Programs that act for people, and requests that come twice.
@Suite struct TokenTests {
  @Test(arguments: TestEngine.available)
  func `A token acts for its person in one firm, for as long as they take part`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      let person = try #require(alpha.people[.contributor])
      let handle = try alpha.handle(store, as: .contributor)
      let end = dawn.adding(seconds: 60)
      let number = try handle.addToken(
        name: "Caisse", for: person, tokenSHA256: "t", mayWrite: false, expiresAt: end, at: dawn)
      try beta.console.grant(.owner, to: person, at: dawn)
      let bearer = try #require(try store.apiTokens.find(tokenSHA256: "t", at: dawn))
      #expect(bearer.organisation == alpha.console.id && bearer.person == person && !bearer.mayWrite)
      #expect(try store.apiTokens.find(tokenSHA256: "t", at: end) == nil)
      #expect(try store.apiTokens.find(tokenSHA256: "none", at: dawn) == nil)
      try store.apiTokens.touch(tokenSHA256: "t", at: dawn.adding(seconds: 5))
      try store.apiTokens.touch(tokenSHA256: "t", at: dawn)
      let kept = try #require(try alpha.console.tokens().first { $0.number == number })
      #expect(kept.name == "Caisse" && kept.expiresAt == end && kept.seenAt == dawn.adding(seconds: 5))
      #expect(try beta.console.tokens().allSatisfy { $0.name == "beta" })
      try alpha.console.revoke(person, at: dawn)
      #expect(try store.apiTokens.find(tokenSHA256: "t", at: dawn) == nil)
      #expect(try alpha.console.auditEvents().allSatisfy { !$0.detail.contains("Caisse") })
    }
  }

  @Test(arguments: TestEngine.available)
  func `Nobody makes or ends a token for somebody else, but the owner`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      let owner = try #require(alpha.people[.owner])
      let contributor = try #require(alpha.people[.contributor])
      let handle = try alpha.handle(store, as: .contributor)
      func add(_ firm: OrganisationStore, _ person: PersonID, _ token: String) throws -> Int {
        try firm.addToken(name: "x", for: person, tokenSHA256: token, mayWrite: true, at: dawn)
      }
      #expect(reason { try add(handle, owner, "a") } == .says(.notFound))
      #expect(reason { try add(alpha.console, try store.newPerson("stranger"), "a") } == .says(.notFound))
      // The sample's own token is the owner's.
      #expect(reason { try handle.revokeToken(1, at: dawn) } == .says(.notFound))
      let own = try add(handle, contributor, "c")
      let ownersHandle = try alpha.handle(store, as: .owner)
      #expect(reason { try ownersHandle.revokeToken(99, at: dawn) } == .says(.notFound))
      #expect(reason { try add(alpha.handle(store, as: .owner), owner, "c") } == .says(.conflict))
      try ownersHandle.revokeToken(own, at: dawn)
      #expect(try store.apiTokens.find(tokenSHA256: "c", at: dawn) == nil)
      try handle.revokeToken(add(handle, contributor, "d"), at: dawn)
      #expect(try store.apiTokens.find(tokenSHA256: "alpha-token", at: dawn)?.mayWrite == true)
      #expect(reason { try alpha.handle(store, as: .verifier).revokeToken(1, at: dawn) } == .says(.forbidden))
      try beta.console.revokeToken(1, at: dawn)
      #expect(try store.apiTokens.find(tokenSHA256: "alpha-token", at: dawn) != nil)
      for number in 1..<100 { _ = try add(alpha.console, owner, "m\(number)") }
      #expect(reason { try add(alpha.console, owner, "more") } == .says(.tooMany))
    }
  }

  @Test(arguments: TestEngine.available)
  func `The same request gets the same answer, for a while and for whoever made it`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      let owner = try alpha.handle(store, as: .owner)
      let answer = KeptAnswer(status: 201, contentType: "application/json", body: Array("{}".utf8) + [0, 255])
      func kept(_ firm: OrganisationStore, _ request: String = "r", after seconds: Int64 = 0) throws -> KeptAnswer? {
        try firm.answer(forKey: "k", requestSHA256: request, lifetime: 60, at: dawn.adding(seconds: seconds))
      }
      func keep(_ firm: OrganisationStore, _ answer: KeptAnswer, after seconds: Int64 = 0) throws -> Bool {
        try firm.keepAnswer(
          answer, forKey: "k", requestSHA256: "r", lifetime: 60, at: dawn.adding(seconds: seconds))
      }
      #expect(try kept(owner) == nil)
      #expect(try keep(owner, answer))
      #expect(try kept(owner, after: 59) == answer)
      #expect(reason { try kept(owner, "other") } == .says(.keyReused))
      #expect(try kept(alpha.handle(store, as: .adviser)) == nil)
      #expect(try kept(beta.handle(store, as: .owner)) == nil)
      #expect(try kept(beta.console) == nil)
      // The first answer stays.
      let second = KeptAnswer(status: 500, contentType: "text/plain", body: [])
      #expect(try !keep(owner, second, after: 1))
      #expect(try kept(owner, after: 2) == answer)
      #expect(try kept(owner, after: 60) == nil)
      #expect(try keep(owner, second, after: 60))
      #expect(try kept(owner, after: 61) == second)
      let long = KeptAnswer(status: 200, contentType: "", body: [UInt8](repeating: 1, count: (256 << 10) + 1))
      #expect(reason { try keep(alpha.console, long) } == .says(.tooLong))
      let whole = KeptAnswer(status: 200, contentType: "", body: [UInt8](repeating: 1, count: 256 << 10))
      #expect(try keep(alpha.console, whole))
      let key = String(repeating: "k", count: 256)
      #expect(
        reason { try owner.keepAnswer(answer, forKey: key, requestSHA256: "r", lifetime: 9, at: dawn) }
          == .says(.tooLong))
    }
  }
}
