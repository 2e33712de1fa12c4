import Quantities
import Storage
import TestSupport
import Testing

/// Sessions, limits, and people who leave.
@Suite struct VisitorTests {
  private func session(_ token: String, _ person: PersonID, from: Timestamp = dawn) -> SessionStore.Session {
    SessionStore.Session(
      tokenSHA256: token, person: person, agent: "Navigateur", openedAt: from, seenAt: from,
      expiresAt: from.adding(seconds: 100))
  }

  @Test(arguments: TestEngine.available)
  func `A session lasts as long as it is used, and no longer than it may`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let person = try store.newPerson("anne")
      let sessions = store.sessions
      try sessions.open(session("t1", person))
      func isOpen(after seconds: Int64) throws -> Bool {
        try sessions.find(tokenSHA256: "t1", idle: 30, at: dawn.adding(seconds: seconds)) != nil
      }
      #expect(try sessions.find(tokenSHA256: "t1", idle: 30, at: dawn) == session("t1", person))
      #expect(try isOpen(after: 29))
      #expect(try !isOpen(after: 30))
      try sessions.touch(tokenSHA256: "t1", at: dawn.adding(seconds: 80))
      #expect(try isOpen(after: 99))
      #expect(try !isOpen(after: 100))
      // A clock that goes back does not shorten a session.
      try sessions.touch(tokenSHA256: "t1", at: dawn)
      #expect(try isOpen(after: 99))
      #expect(try sessions.find(tokenSHA256: "t2", idle: 30, at: dawn) == nil)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A person ends their own sessions and nobody else's`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      let sessions = store.sessions
      try sessions.open(session("a1", anne))
      try sessions.open(session("a2", anne, from: dawn.adding(seconds: 1)))
      try sessions.open(session("p1", paul))
      #expect(reason { try sessions.open(session("p1", anne)) } == .says(.conflict))
      #expect(reason { try sessions.open(session("x", PersonID(99))) } == .says(.notFound))
      #expect(try sessions.sessions(of: anne, at: dawn).map(\.tokenSHA256) == ["a2", "a1"])
      try sessions.revoke(tokenSHA256: "p1", of: anne)
      #expect(try sessions.sessions(of: paul, at: dawn).count == 1)
      try sessions.revoke(tokenSHA256: "a1", of: anne)
      #expect(try sessions.sessions(of: anne, at: dawn).map(\.tokenSHA256) == ["a2"])
      // At the hundredth second paul's has ended, and anne's has not.
      try sessions.sweep(at: dawn.adding(seconds: 100))
      #expect(try sessions.sessions(of: paul, at: dawn).isEmpty)
      #expect(try sessions.sessions(of: anne, at: dawn).count == 1)
    }
  }

  @Test(arguments: TestEngine.available)
  func `What several threads do at once is counted exactly`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let granted = try onThreads(6) { number in
        try (0..<10).map { _ in
          try store.rateLimits.take("login", limit: 25, window: 60, at: dawn)
        }.count(where: \.self)
      }
      #expect(granted.reduce(0, +) == 25)
      #expect(try store.rateLimits.take("login", limit: 25, window: 60, at: dawn.adding(seconds: 59)) == false)
      #expect(try store.rateLimits.take("login", limit: 25, window: 60, at: dawn.adding(seconds: 60)))
      #expect(try store.rateLimits.take("other", limit: 1, window: 60, at: dawn))
      #expect(try store.rateLimits.take("other", limit: 1, window: 60, at: dawn) == false)
      #expect(try store.rateLimits.take("none", limit: 0, window: 60, at: dawn) == false)
    }
  }

  @Test(arguments: TestEngine.available)
  func `An erased person is gone, and the log still tells what they did`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let instance = try store.instance(as: .console)
      let person = try #require(firm.people[.adviser])
      try instance.appoint(operator: person, at: dawn)
      try instance.appoint(officer: person, of: firm.territory, at: dawn)
      try store.sessions.open(session("t", person))
      let handle = try firm.handle(store, as: .adviser)
      try handle.record(settings: "adviser's", for: 3, at: dawn)
      #expect(try store.person(person).identity()?.email == "alpha-adviser@example.org")

      try instance.erase(person, at: dawn)
      #expect(try store.person(person).identity() == nil)
      #expect(try store.person(person).organisations().isEmpty)
      #expect(try instance.person(email: "alpha-adviser@example.org") == nil)
      #expect(try !firm.console.members().map(\.person).contains(person))
      #expect(try store.sessions.find(tokenSHA256: "t", idle: 99, at: dawn) == nil)
      let principal = Principal.person(person)
      #expect(reason { try store.organisation(firm.console.id, as: principal) } == .says(.notFound))
      #expect(reason { try store.territory(firm.territory, as: principal) } == .says(.notFound))
      #expect(reason { try store.instance(as: principal) } == .says(.notFound))
      #expect(reason { try instance.erase(person, at: dawn) } == .says(.notFound))
      #expect(reason { try instance.appoint(operator: person, at: dawn) } == .says(.notFound))

      #expect(try firm.console.auditEvents().last?.actor == "person:\(person.number)")
      #expect(try firm.console.verify().faults.isEmpty)
      let log = try instance.auditEvents()
      #expect(log.last?.action == .personErased && log.last?.detail == "\(person.number)")
      #expect(log.allSatisfy { !$0.detail.contains("@") && !$0.detail.contains("adviser") })
      // The address is free again, for somebody who is not them.
      #expect(try store.newPerson("alpha-adviser") != person)
    }
  }

  @Test(arguments: TestEngine.available)
  func `An erased person cannot be given a part`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let person = try store.newPerson("anne")
      try store.instance(as: .console).erase(person, at: dawn)
      #expect(reason { try firm.grant(.owner, to: person, at: dawn) } == .says(.notFound))
      #expect(try firm.members().isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Names, addresses and numbers are checked and unique`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let instance = try store.instance(as: .console)
      let id = try instance.addOrganisation(name: "Atelier", siren: "732829320", at: dawn)
      #expect(
        reason { try instance.addOrganisation(name: "B", siren: "732829320", at: dawn) } == .says(.sirenTaken))
      for siren in ["732829321", "73282932", "73282932O", "", "٧٣٢٨٢٩٣٢٠"] {
        #expect(
          reason { try instance.addOrganisation(name: "B", siren: siren, at: dawn) } == .says(.sirenWrong), "\(siren)")
      }
      for name in ["", " \t", "a\nb", String(repeating: "é", count: 201)] {
        #expect(reason { try instance.addOrganisation(name: name, siren: nil, at: dawn) } == .says(.nameWrong))
        #expect(reason { try instance.addTerritory(name: name, at: dawn) } == .says(.nameWrong))
      }
      _ = try instance.addPerson(email: "Anne@Example.org", name: "Anne", at: dawn)
      #expect(
        reason { try instance.addPerson(email: "anne@example.ORG", name: "A", at: dawn) } == .says(.emailTaken))
      for email in ["anne", "a b@c", String(repeating: "a", count: 250) + "@b.fr"] {
        #expect(reason { try instance.addPerson(email: email, name: "A", at: dawn) } == .says(.nameWrong))
      }
      #expect(try instance.organisations().map(\.id) == [id])
      #expect(try instance.auditEvents().map(\.action) == [.organisationAdded, .personAdded])
    }
  }
}
