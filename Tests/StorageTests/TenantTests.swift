import Foundation
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct TenantTests {
  @Test(arguments: TestEngine.available)
  func `Each handle shows its own firm and nothing of another with the same numbers`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      for (own, other) in [(alpha, beta), (beta, alpha)] {
        for (method, said) in try own.picture() {
          #expect(!said.contains(other.name), "\(method) of \(own.name) shows \(other.name)")
        }
      }
    }
  }

  @Test(arguments: TestEngine.available)
  func `Nothing a firm does changes what another sees`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      let before = try alpha.picture()
      for method in FirmMethod.writing {
        let own = try beta.picture()
        _ = try method.call(beta.console, beta)
        #expect(try beta.picture() != own, "\(method.name) changes its own firm")
      }
      while let claim = try store.jobs.claim(as: "worker", at: dawn) {
        if claim.organisation == alpha.console.id {
          break  // Its own job is not beta's doing.
        }
        _ = try store.jobs.work(on: claim, clock: { dawn })
      }
      let after = try alpha.picture()
      for (method, said) in before where !["job", "jobs"].contains(method) {
        #expect(after[method] == said, "\(method)")
      }
      #expect(try alpha.console.verify().faults.isEmpty)
      #expect(try beta.console.verify().faults.isEmpty)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A stranger cannot tell a firm that exists from one that does not`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let stranger = Principal.person(try store.newPerson("stranger"))
      let beta = try SampleFirm(store, "beta")
      let neighbour = Principal.person(try #require(beta.people[.owner]))
      for principal in [stranger, neighbour, .person(PersonID(999))] {
        #expect(reason { try store.organisation(alpha.console.id, as: principal) } == .says(.notFound))
        #expect(reason { try store.organisation(OrganisationID(99), as: principal) } == .says(.notFound))
        #expect(reason { try store.territory(alpha.territory, as: principal) } == .says(.notFound))
        #expect(reason { try store.instance(as: principal) } == .says(.notFound))
      }
      #expect(reason { try store.organisation(OrganisationID(99), as: .console) } == .says(.notFound))
      #expect(reason { try store.territory(TerritoryID(99), as: .console) } == .says(.notFound))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A person sees the organisations they take part in`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let alpha = try SampleFirm(store, "alpha")
      let beta = try SampleFirm(store, "beta")
      let person = try #require(alpha.people[.adviser])
      #expect(try store.person(person).organisations().map(\.organisation.name) == ["alpha"])
      try beta.console.grant(.verifier, to: person, at: dawn)
      let parts = try store.person(person).organisations()
      #expect(parts.map(\.organisation.name) == ["alpha", "beta"])
      #expect(parts.map(\.role) == [.adviser, .verifier])
      try alpha.console.revoke(person, at: dawn)
      #expect(try store.person(person).organisations().map(\.organisation.name) == ["beta"])
      #expect(reason { try store.organisation(alpha.console.id, as: .person(person)) } == .says(.notFound))
    }
  }

  @Test func `The lists of methods are the handle's public methods, all of them`() throws {
    let folder = Checkout.root.appending(path: "Sources/Storage")
    var methods: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
      var isOfHandle = false
      for line in String(decoding: try Checkout.bytes("Sources/Storage/\(file)"), as: UTF8.self).split(separator: "\n")
      {
        if line.first?.isLetter == true || line.hasPrefix("}") {
          isOfHandle = line.contains("extension OrganisationStore") || line.contains("struct OrganisationStore")
        } else if isOfHandle, let match = line.firstMatch(of: /^  public func (\w+)/) {
          methods.insert(String(match.1))
        }
      }
    }
    // `may` asks about permissions themselves; an opinion is a person's, so the console cannot stand in (OpinionTests).
    #expect(methods.subtracting(["may", "giveOpinion"]) == Set((FirmMethod.reading + FirmMethod.writing).map(\.name)))
  }
}
