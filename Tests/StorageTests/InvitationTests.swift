import Quantities
import Storage
import TestSupport
import Testing

/// Links that let people in, and firms they bring themselves.
@Suite struct InvitationTests {
  private let later = dawn.adding(seconds: 60)

  @Test(arguments: TestEngine.available)
  func `An invitation gives its role to whoever takes it up first`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let other = try store.newFirm("Autre")
      let people = store.people
      let number = try firm.invite(.contributor, email: "Guest@X.fr", tokenSHA256: "i", expiresAt: later, at: dawn)
      let waiting = try firm.invitations(at: dawn)
      #expect(waiting.map(\.number) == [number] && waiting.first?.email == "guest@x.fr")
      #expect(waiting.first?.role == .contributor && waiting.first?.actor == "console")
      #expect(try other.invitations(at: dawn).isEmpty)
      #expect(try people.find(link: "i", at: dawn)?.purpose == .invitation(firm.id, .contributor))
      #expect(try people.find(link: "i", at: later) == nil)
      #expect(reason { try people.accept(invitation: "i", as: PersonID(99), at: dawn) } == .says(.notFound))

      let guests = try (0..<4).map { try store.newPerson("guest\($0)") }
      let taken = try onThreads(4) { number in
        reason { try store.people.accept(invitation: "i", as: guests[number], at: dawn) }
      }
      #expect(taken.count { $0 == nil } == 1 && taken.compactMap(\.self).allSatisfy { $0 == .says(.linkEnded) })
      let members = try firm.members()
      #expect(members.count == 1 && members.first?.role == .contributor)
      #expect(try other.members().isEmpty)
      #expect(try firm.invitations(at: dawn).isEmpty)
      let member = try #require(members.first)
      let last = try #require(try firm.auditEvents().last)
      #expect(last.action == .memberGranted && last.actor == "person:\(member.person.number)")
      #expect(last.detail == "\(member.person.number) contributor")
      #expect(try firm.auditEvents().allSatisfy { !$0.detail.contains("@") })
      #expect(try firm.verify().faults.isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `An invitation ends when it is withdrawn or too old, and changes nobody's role`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let other = try store.newFirm("Autre")
      let people = store.people
      let (owner, guest) = (try store.newPerson("owner"), try store.newPerson("guest"))
      try firm.grant(.owner, to: owner, at: dawn)
      let first = try firm.invite(.verifier, tokenSHA256: "i1", expiresAt: later, at: dawn)
      #expect(reason { try other.withdrawInvitation(first, at: dawn) } == .says(.notFound))
      #expect(reason { try people.accept(invitation: "i1", as: guest, at: later) } == .says(.linkEnded))
      #expect(reason { try people.accept(invitation: "none", as: guest, at: dawn) } == .says(.linkEnded))
      // The owner stays the owner, and the invitation is there for somebody else.
      #expect(reason { try people.accept(invitation: "i1", as: owner, at: dawn) } == .says(.memberAlready))
      #expect(try firm.members().map(\.role) == [.owner])
      try firm.withdrawInvitation(first, at: dawn)
      #expect(reason { try firm.withdrawInvitation(first, at: dawn) } == .says(.notFound))
      #expect(reason { try people.accept(invitation: "i1", as: guest, at: dawn) } == .says(.linkEnded))
      #expect(
        reason { try firm.invite(.adviser, email: "nobody", tokenSHA256: "x", expiresAt: later, at: dawn) }
          == .says(.nameWrong))
      for number in 0..<200 { try firm.invite(.adviser, tokenSHA256: "m\(number)", expiresAt: later, at: dawn) }
      #expect(
        reason { try firm.invite(.adviser, tokenSHA256: "y", expiresAt: later, at: dawn) } == .says(.tooMany))
      try people.sweep(at: later)
      #expect(try people.find(link: "m0", at: dawn) == nil)
      try firm.invite(.adviser, tokenSHA256: "y", expiresAt: later, at: dawn)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Links serve the purpose they were made for, once`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let person = try store.newPerson("anne")
      let firm = try store.newFirm()
      let link = OneTimeLink(
        tokenSHA256: "s", purpose: .signIn, email: "Anne@X.fr", createdAt: dawn, expiresAt: later)
      try people.add(link)
      #expect(reason { try people.add(link) } == .says(.conflict))
      try people.add(OneTimeLink(tokenSHA256: "r", purpose: .passwordReset(person), createdAt: dawn, expiresAt: later))
      try firm.invite(.owner, tokenSHA256: "i", expiresAt: later, at: dawn)
      let invitation = OneTimeLink(
        tokenSHA256: "f", purpose: .invitation(firm.id, .owner), createdAt: dawn, expiresAt: later)
      #expect(reason { try people.add(invitation) } == .says(.forbidden))
      for token in ["r", "i", "none"] { #expect(try people.use(signInLink: token, at: dawn) == nil) }
      #expect(reason { try people.resetPassword("h", tokenSHA256: "s", at: dawn) } == .says(.linkEnded))
      #expect(reason { try people.accept(invitation: "r", as: person, at: dawn) } == .says(.linkEnded))
      #expect(reason { try people.accept(setup: "i", as: person, at: dawn) } == .says(.linkEnded))
      #expect(try people.use(signInLink: "s", at: later) == nil)
      let used = try onThreads(4) { _ in try store.people.use(signInLink: "s", at: dawn) }.compactMap(\.self)
      #expect(used.map(\.email) == ["anne@x.fr"])
    }
  }

  @Test(arguments: TestEngine.available)
  func `The first to follow the setup link runs the instance`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let instance = try store.instance(as: .console)
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      for token in ["s1", "s2"] {
        try people.add(OneTimeLink(tokenSHA256: token, purpose: .setup, createdAt: dawn, expiresAt: later))
      }
      #expect(try !instance.hasOperator())
      #expect(reason { try people.accept(setup: "s1", as: anne, at: later) } == .says(.linkEnded))
      try people.accept(setup: "s1", as: anne, at: dawn)
      #expect(try instance.hasOperator())
      // Another link of an earlier start makes nobody an operator beside them.
      #expect(reason { try people.accept(setup: "s2", as: paul, at: dawn) } == .says(.linkEnded))
      #expect(try instance.operators() == [anne])
      #expect(try store.instance(as: .person(anne)).peopleCount() == 2)
      #expect(try instance.auditEvents().last?.actor == "person:\(anne.number)")
    }
  }

  @Test(arguments: TestEngine.available)
  func `A person brings a firm and owns it`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let people = store.people
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      let id = try people.addOrganisation(name: "Atelier", siren: "732829320", owner: anne, at: dawn)
      let firm = try store.organisation(id, as: .person(anne))
      #expect(firm.role == .owner)
      #expect(try firm.profile() == .init(id: id, siren: "732829320", name: "Atelier"))
      #expect(try firm.members() == [.init(person: anne, role: .owner)])
      #expect(try firm.auditEvents().map(\.actor) == ["person:\(anne.number)"])
      #expect(reason { try store.organisation(id, as: .person(paul)) } == .says(.notFound))
      do throws(Refusal) {
        _ = try people.addOrganisation(name: "B", siren: "732829320", owner: paul, at: dawn)
        Issue.record("one SIREN, two firms")
      } catch {
        #expect(error.says(.sirenKept) && !"\(error.diagnostics)".contains("Atelier"))
      }
      #expect(
        reason { try people.addOrganisation(name: "B", siren: "123", owner: paul, at: dawn) } == .says(.sirenWrong))
      #expect(
        reason { try people.addOrganisation(name: "", siren: nil, owner: paul, at: dawn) } == .says(.nameWrong))
      #expect(
        reason { try people.addOrganisation(name: "B", siren: nil, owner: PersonID(99), at: dawn) }
          == .says(.notFound))
      #expect(try store.instance(as: .console).organisations().map(\.id) == [id])
    }
  }
}
