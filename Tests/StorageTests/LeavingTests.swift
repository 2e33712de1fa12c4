import Databases
import Quantities
import Storage
import TestSupport
import Testing

/// Who leaves takes everything of their own along, and leaves no firm without an owner.
@Suite struct LeavingTests {
  /// A row in every table that holds something of a person's.
  private func settle(_ store: Store, _ firm: SampleFirm, _ person: PersonID, _ email: String) throws {
    let people = store.people
    try people.setPassword("hash", of: person, at: dawn)
    try people.setSecondFactor([1], of: person, at: dawn)
    try people.setRecoveryCodes(["c1", "c2"], of: person)
    try people.link(issuer: "i", subject: "s", to: person, at: dawn)
    try people.set(language: "fr", of: person)
    try store.person(person).keepRuleBook("rules", at: dawn)
    try store.sessions.open(
      SessionStore.Session(
        tokenSHA256: "session", person: person, agent: "", openedAt: dawn, seenAt: dawn,
        expiresAt: dawn.adding(seconds: 9)))
    let later = dawn.adding(seconds: 9)
    try people.add(
      OneTimeLink(tokenSHA256: "reset", purpose: .passwordReset(person), createdAt: dawn, expiresAt: later))
    try people.add(
      OneTimeLink(tokenSHA256: "sign", purpose: .signIn, email: email, createdAt: dawn, expiresAt: later))
    let handle = try store.organisation(firm.console.id, as: .person(person))
    try handle.addToken(name: "till", for: person, tokenSHA256: "token", mayWrite: true, at: dawn)
    try handle.keepAnswer(
      KeptAnswer(status: 200, contentType: "text/plain", body: [1]), forKey: "own", requestSHA256: "r", lifetime: 9,
      at: dawn)
    let instance = try store.instance(as: .console)
    try instance.appoint(operator: person, at: dawn)
    try instance.appoint(officer: person, of: firm.territory, at: dawn)
  }

  /// How many rows of each table name a person.
  private func rows(_ person: PersonID, _ email: String, _ database: any SQLDatabase) throws -> [String: Int] {
    try database.witness { connection in
      var found: [String: Int] = [:]
      for table in try connection.tableNames() where table != "opinion" {
        let names = Set(try connection.columns(of: table).map(\.name))
        var conditions: [String] = []
        if names.contains("person_id") { conditions.append("person_id = \(person.number)") }
        if names.contains("email") { conditions.append("email = '\(email)'") }
        if table == "idempotency_key" { conditions.append("actor = 'person:\(person.number)'") }
        guard !conditions.isEmpty else { continue }
        found[table] = try connection.row(
          "SELECT COUNT(*) FROM \(table) WHERE \(conditions.joined(separator: " OR "))")?.int(0)
      }
      return found
    }
  }

  @Test(arguments: TestEngine.available)
  func `Nothing of an erased person is left but their number`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try SampleFirm(store, "alpha")
      let person = try #require(firm.people[.adviser])
      let email = "alpha-adviser@example.org"
      try settle(store, firm, person, email)
      let before = try rows(person, email, database)
      #expect(before.count == 13 && before.values.allSatisfy { $0 > 0 }, "\(before)")
      let other = try rows(try #require(firm.people[.owner]), "alpha-owner@example.org", database)
      try store.instance(as: .console).erase(person, at: dawn)
      let after = try rows(person, email, database)
      #expect(after.values.allSatisfy { $0 == 0 }, "\(after)")
      #expect(try rows(try #require(firm.people[.owner]), "alpha-owner@example.org", database) == other)

      let people = store.people
      #expect(try people.credential(email: email) == nil)
      #expect(try people.credential(of: person) == nil)
      #expect(try people.person(issuer: "i", subject: "s") == nil)
      #expect(try store.apiTokens.find(tokenSHA256: "token", at: dawn) == nil)
      #expect(try store.sessions.find(tokenSHA256: "session", idle: 9, at: dawn) == nil)
      let session = SessionStore.Session(
        tokenSHA256: "new", person: person, agent: "", openedAt: dawn, seenAt: dawn, expiresAt: dawn.adding(seconds: 9))
      #expect(reason { try store.sessions.open(session) } == .says(.notFound))
      #expect(reason { try people.setPassword("h", of: person, at: dawn) } == .says(.notFound))
      #expect(reason { try people.link(issuer: "i", subject: "s", to: person, at: dawn) } == .says(.notFound))
      #expect(reason { try store.person(person).keepRuleBook("rules", at: dawn) } == .says(.notFound))
      #expect(
        reason { try people.addOrganisation(name: "B", siren: nil, owner: person, at: dawn) } == .says(.notFound))
      #expect(
        reason { try people.accept(invitation: "alpha-link", as: person, at: dawn) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A session that outlives its person is found by nobody`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let person = try store.newPerson("anne")
      try store.instance(as: .console).erase(person, at: dawn)
      // As if it had been opened at the very moment of the erasure.
      try database.write(SQLScope(settings: [:], lock: nil)) { connection in
        _ = try connection.execute(
          """
          INSERT INTO session (token_sha256, person_id, agent, opened_at, seen_at, expires_at)
          VALUES ('t', $1, '', $2, $2, $3)
          """,
          [.integer(person.number), .integer(dawn.milliseconds), .integer(dawn.adding(seconds: 9).milliseconds)])
      }
      #expect(try store.sessions.find(tokenSHA256: "t", idle: 9, at: dawn) == nil)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Nobody is erased whose firm would be left without an owner`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let (first, second, third) = (try store.newFirm("A"), try store.newFirm("B"), try store.newFirm("C"))
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      for firm in [first, second, third] { try firm.grant(.owner, to: anne, at: dawn) }
      try second.grant(.owner, to: paul, at: dawn)
      let instance = try store.instance(as: .console)
      do throws(Refusal) {
        try instance.erase(anne, at: dawn)
        Issue.record("the last owner was erased")
      } catch {
        #expect(error.says(.lastOwner))
        #expect(
          error.diagnostics.first?.message.values["organisations"] == .text("\(first.id.number), \(third.id.number)"))
      }
      #expect(try store.person(anne).identity() != nil)
      #expect(try store.person(anne).organisations().count == 3)
      for firm in [first, third] { try firm.grant(.owner, to: paul, at: dawn) }
      try instance.erase(anne, at: dawn)
      #expect(reason { try instance.erase(paul, at: dawn) } == .says(.lastOwner))
      #expect(reason { try first.revoke(paul, at: dawn) } == .says(.lastOwner))
    }
  }

  @Test(arguments: TestEngine.available)
  func `Two owners who leave at once do not both leave`(engine: TestEngine) throws {
    try withStore(engine) { store in
      for round in 0..<5 {
        let firm = try store.newFirm("firm \(round)")
        let (anne, paul) = (try store.newPerson("anne\(round)"), try store.newPerson("paul\(round)"))
        for person in [anne, paul] { try firm.grant(.owner, to: person, at: dawn) }
        let said = try onThreads(2) { number in
          reason {
            if number == 0 {
              try store.instance(as: .console).erase(anne, at: dawn)
            } else {
              try firm.revoke(paul, at: dawn)
            }
          }
        }
        #expect(said.count { $0 == nil } == 1 && said.contains(.says(.lastOwner)), "\(said)")
        #expect(try firm.members().count == 1)
      }
    }
  }

  @Test(arguments: TestEngine.available)
  func `Who takes no part any more loses tokens and invitations`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let second = try store.newPerson("second")
      try firm.console.grant(.owner, to: second, at: dawn)
      let handle = try store.organisation(firm.console.id, as: .person(second))
      try handle.addToken(name: "till", for: second, tokenSHA256: "t", mayWrite: false, at: dawn)
      try handle.invite(.owner, tokenSHA256: "i", expiresAt: dawn.adding(seconds: 9), at: dawn)
      try firm.console.revoke(second, at: dawn)
      #expect(try store.apiTokens.find(tokenSHA256: "t", at: dawn) == nil)
      #expect(try firm.console.tokens().map(\.name) == ["alpha"])
      #expect(reason { try store.people.accept(invitation: "i", as: second, at: dawn) } == .says(.linkEnded))
      #expect(try firm.console.invitations(at: dawn).map(\.number) == [1])
    }
  }
}
