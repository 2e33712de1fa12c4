import Quantities
import Storage
import TestSupport
import Testing

/// What is moved with an instance, and what stays behind.
@Suite struct MovingTests {
  private func export(_ store: Store) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try store.export { bytes.append(contentsOf: $0) }
    return bytes
  }

  private func fill(_ store: Store, _ bytes: [UInt8]) throws {
    var rest = bytes
    try store.fill {
      defer { rest = [] }
      return rest
    }
  }

  @Test(arguments: TestEngine.available)
  func `What a firm shows, asks and is told is moved; what lets people in is not`(engine: TestEngine) throws {
    let secret = "6f1d0c4e"
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha", siren: "732829320")
      let owner = try #require(firm.people[.owner])
      let people = store.people
      try people.setPassword(secret, of: owner, at: dawn)
      try people.setRecoveryCodes([secret], of: owner)
      try people.link(issuer: "issuer", subject: secret, to: owner, at: dawn)
      try people.set(language: "en", of: owner)
      try store.person(owner).keepRuleBook("account: 6061", at: dawn)
      try firm.console.invite(.owner, tokenSHA256: secret, expiresAt: dawn.adding(seconds: 9), at: dawn)
      try firm.console.addToken(name: secret, for: owner, tokenSHA256: secret, mayWrite: true, at: dawn)
      try firm.console.keepAnswer(
        KeptAnswer(status: 200, contentType: secret, body: []), forKey: secret, requestSHA256: secret, lifetime: 9,
        at: dawn)
      let bytes = try export(store)
      #expect(!String(decoding: bytes, as: UTF8.self).contains(secret))
      for other in TestEngine.available {
        try withStore(other) { copy in
          try fill(copy, bytes)
          #expect(try export(copy) == bytes)
          let moved = try copy.organisation(firm.console.id, as: .console)
          for year in 1...3 {
            #expect(try moved.opinions(of: year) == firm.console.opinions(of: year))
            #expect(try moved.publication(of: year) == firm.console.publication(of: year))
            #expect(try moved.supplierRequests(of: year) == firm.console.supplierRequests(of: year))
          }
          #expect(try moved.reminders() == firm.console.reminders())
          #expect(try moved.scenarios() == firm.console.scenarios())
          #expect(try moved.scenario(1) == firm.console.scenario(1))
          #expect(try copy.publications.find(code: "alpha")?.seals.map(\.text) == firm.console.seals(of: 1).map(\.text))
          #expect(try copy.person(owner).ruleBook() == "account: 6061")
          #expect(try copy.people.language(of: owner) == "en")
          #expect(try copy.people.credential(of: owner) == nil)
          #expect(try moved.tokens().isEmpty && moved.invitations(at: dawn).isEmpty)
          #expect(try copy.territory(firm.territory, as: .console).sharedSeals().count == 2)
          #expect(try moved.verify().faults.isEmpty)
        }
      }
    }
  }
}
