import Quantities
import Storage
import TestSupport
import Testing

/// How people let themselves in, and what of it is kept.
@Suite struct PeopleTests {
  private func session(_ token: String, _ person: PersonID) -> SessionStore.Session {
    SessionStore.Session(
      tokenSHA256: token, person: person, agent: "", openedAt: dawn, seenAt: dawn, expiresAt: dawn.adding(seconds: 100))
  }

  private func isOpen(_ token: String, _ store: Store) throws -> Bool {
    try store.sessions.find(tokenSHA256: token, idle: 99, at: dawn) != nil
  }

  @Test(arguments: TestEngine.available)
  func `Somebody signs up once for each address`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let anne = try people.signUp(email: "Anne@Example.org", name: "Anne", passwordHash: "scrypt:1", at: dawn)
      #expect(
        reason { try people.signUp(email: "anne@example.org", name: "B", passwordHash: "x", at: dawn) }
          == .says(.emailTaken))
      #expect(
        reason { try people.signUp(email: "b@example.org", name: " ", passwordHash: "x", at: dawn) }
          == .says(.nameWrong))
      #expect(
        reason { try people.signUp(email: "nobody", name: "B", passwordHash: "x", at: dawn) } == .says(.nameWrong))
      let long = String(repeating: "h", count: 1001)
      #expect(
        reason { try people.signUp(email: "b@example.org", name: "B", passwordHash: long, at: dawn) }
          == .says(.tooLong))
      let credential = try #require(try people.credential(email: "ANNE@example.org"))
      #expect(credential.person == anne && credential.passwordHash == "scrypt:1")
      #expect(credential.secondFactor == nil && credential.lastStep == nil && credential.recoveryCodes == 0)
      #expect(try people.credential(of: anne) == credential)
      #expect(try people.credential(email: "b@example.org") == nil)
      #expect(try people.person(email: "anne@EXAMPLE.org") == anne)
      let log = try store.instance(as: .console).auditEvents()
      #expect(log.map(\.action) == [.personAdded] && log.first?.actor == "person:\(anne.number)")
      // Somebody whom an issuer answers for has no password.
      let paul = try people.signUp(email: "paul@example.org", name: "Paul", passwordHash: nil, at: dawn)
      #expect(try people.credential(of: paul) == nil)
      #expect(reason { try people.setSecondFactor([1], of: paul, at: dawn) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A changed password ends the other sessions and the links to reset it`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let anne = try people.signUp(email: "anne@x.fr", name: "Anne", passwordHash: "old", at: dawn)
      let paul = try people.signUp(email: "paul@x.fr", name: "Paul", passwordHash: "p", at: dawn)
      for token in ["a1", "a2"] { try store.sessions.open(session(token, anne)) }
      try store.sessions.open(session("p1", paul))
      let link = OneTimeLink(
        tokenSHA256: "r", purpose: .passwordReset(anne), createdAt: dawn, expiresAt: dawn.adding(seconds: 10))
      try people.add(link)
      try people.setPassword("new", of: anne, keeping: "a1", at: dawn)
      #expect(try people.credential(of: anne)?.passwordHash == "new")
      #expect(try [isOpen("a1", store), isOpen("a2", store), isOpen("p1", store)] == [true, false, true])
      #expect(try people.find(link: "r", at: dawn) == nil)
      #expect(reason { try people.setPassword("x", of: PersonID(99), at: dawn) } == .says(.notFound))

      try people.add(link)
      #expect(reason { try people.resetPassword("z", tokenSHA256: "r", at: link.expiresAt) } == .says(.linkEnded))
      #expect(try people.resetPassword("reset", tokenSHA256: "r", at: dawn) == anne)
      #expect(try people.credential(of: anne)?.passwordHash == "reset")
      #expect(try !isOpen("a1", store))
      #expect(reason { try people.resetPassword("again", tokenSHA256: "r", at: dawn) } == .says(.linkEnded))
      #expect(try people.credential(of: anne)?.passwordHash == "reset")
      let actions = try store.instance(as: .console).auditEvents().map(\.action)
      #expect(actions == [.personAdded, .personAdded, .passwordChanged, .passwordChanged])
    }
  }

  @Test(arguments: TestEngine.available)
  func `All sessions of a person end at once, but for the one that is kept`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      for token in ["a1", "a2", "a3"] { try store.sessions.open(session(token, anne)) }
      try store.sessions.open(session("p1", paul))
      try store.sessions.revokeAll(of: anne, except: "a2")
      #expect(try store.sessions.sessions(of: anne, at: dawn).map(\.tokenSHA256) == ["a2"])
      try store.sessions.revokeAll(of: anne)
      #expect(try store.sessions.sessions(of: anne, at: dawn).isEmpty)
      #expect(try isOpen("p1", store))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A code of the second factor is accepted once, whoever asks`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let anne = try people.signUp(email: "anne@x.fr", name: "Anne", passwordHash: "h", at: dawn)
      #expect(try !people.acceptStep(5, of: anne))
      try people.setSecondFactor([1, 2, 255], confirmedAt: 10, of: anne, at: dawn)
      #expect(try people.credential(of: anne)?.secondFactor == [1, 2, 255])
      #expect(try people.credential(of: anne)?.lastStep == 10)
      #expect(try !people.acceptStep(10, of: anne))
      let accepted = try onThreads(6) { _ in try store.people.acceptStep(11, of: anne) }
      #expect(accepted.count(where: \.self) == 1)
      #expect(try !people.acceptStep(9, of: anne))
      #expect(try people.acceptStep(12, of: anne))
      #expect(
        reason { try people.setSecondFactor([UInt8](repeating: 0, count: 129), of: anne, at: dawn) }
          == .says(.tooLong))
      // Another password leaves the second factor as it is.
      try people.setPassword("new", of: anne, at: dawn)
      #expect(try people.credential(of: anne)?.lastStep == 12)
      try people.setRecoveryCodes(["c1"], of: anne)
      try people.setSecondFactor(nil, of: anne, at: dawn)
      let left = try people.credential(of: anne)
      #expect(left?.secondFactor == nil && left?.lastStep == nil && left?.recoveryCodes == 0)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A recovery code opens once, and its owner's account only`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let anne = try people.signUp(email: "anne@x.fr", name: "Anne", passwordHash: "h", at: dawn)
      let paul = try people.signUp(email: "paul@x.fr", name: "Paul", passwordHash: "h", at: dawn)
      try people.setRecoveryCodes(["c1", "c2"], of: anne)
      #expect(try people.credential(of: anne)?.recoveryCodes == 2)
      #expect(try !people.useRecoveryCode("c1", of: paul, at: dawn))
      let used = try onThreads(4) { _ in try store.people.useRecoveryCode("c1", of: anne, at: dawn) }
      #expect(used.count(where: \.self) == 1)
      #expect(try people.credential(of: anne)?.recoveryCodes == 1)
      try people.setRecoveryCodes(["d1"], of: anne)
      #expect(try !people.useRecoveryCode("c2", of: anne, at: dawn))
      #expect(reason { try people.setRecoveryCodes((0...20).map { "\($0)" }, of: anne) } == .says(.tooMany))
      #expect(try people.useRecoveryCode("d1", of: anne, at: dawn))
    }
  }

  @Test(arguments: TestEngine.available)
  func `An issuer answers for one person, who keeps a name and a language`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      try people.link(issuer: "https://id.example", subject: "1", to: anne, at: dawn)
      try people.link(issuer: "https://id.example", subject: "1", to: anne, at: dawn)
      #expect(
        reason { try people.link(issuer: "https://id.example", subject: "1", to: paul, at: dawn) }
          == .says(.identityTaken))
      #expect(try people.person(issuer: "https://id.example", subject: "1") == anne)
      #expect(try people.person(issuer: "https://id.example", subject: "2") == nil)
      #expect(try people.person(issuer: "https://other.example", subject: "1") == nil)
      try people.rename(anne, to: "Anne-Sophie")
      #expect(try store.person(anne).identity()?.name == "Anne-Sophie")
      #expect(reason { try people.rename(anne, to: "") } == .says(.nameWrong))
      #expect(reason { try people.rename(PersonID(99), to: "X") } == .says(.notFound))
      #expect(try people.language(of: anne) == nil)
      try people.set(language: "en", of: anne)
      try people.set(language: "fr", of: anne)
      #expect(try people.language(of: anne) == "fr")
      #expect(try people.language(of: paul) == nil)
      #expect(reason { try people.set(language: "fr", of: PersonID(99)) } == .says(.notFound))
    }
  }
}
