import Databases
import Quantities
import TestSupport
import Testing

@testable import Storage

/// What an operator and watchers are told of a store.
@Suite struct InstanceHealthTests {
  @Test(arguments: TestEngine.available)
  func `A store says how it is, how large, and what waits`(engine: TestEngine) throws {
    try withStore(engine) { store in
      try store.checkHealth()
      #expect(try store.byteCount() > 10_000)
      #expect(try store.jobs.overview() == JobOverview(waiting: 0, running: 0))
      let (first, second) = (try store.newFirm("Garnier"), try store.newFirm("Marel"))
      _ = try first.receive(yearly(2024))
      _ = try second.receive(yearly(2024))
      #expect(try store.jobs.overview() == JobOverview(waiting: 2, running: 0))
      let claim = try #require(try store.jobs.claim(as: "worker", at: dawn))
      #expect(try store.jobs.overview() == JobOverview(waiting: 1, running: 1))
      #expect(try store.jobs.work(on: claim, clock: { dawn }).state == .done)
      _ = try first.receive(Array("not a ledger".utf8))
      while let claim = try store.jobs.claim(as: "worker", at: dawn) {
        _ = try store.jobs.work(on: claim, clock: { dawn })
      }
      #expect(try store.jobs.overview() == JobOverview(waiting: 0, running: 0))
      #expect(try store.jobs.failures(since: dawn) == 1)
      #expect(try store.jobs.failures(since: dawn.adding(seconds: 1)) == 0)
    }
  }

  @Test(arguments: TestEngine.available)
  func `An instance counts who is there and remembers its last backup`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let instance = try store.instance(as: .console)
      _ = try store.newFirm("Garnier")
      let (anne, paul) = (try store.newPerson("anne"), try store.newPerson("paul"))
      try instance.appoint(operator: anne, at: dawn)
      try instance.erase(paul, at: dawn)
      #expect(
        try instance.overview() == InstanceOverview(organisations: 1, people: 1, operators: 1, lastBackup: nil))
      let manifest = try #require(
        BackupManifest(
          text: """
            {"format":"sillage.backup/1","rows":{"person":2,"session":1},"seals":4,"seals_sha256":"ab"}
            """))
      try instance.noteBackup(manifest, at: dawn.adding(seconds: 60))
      try instance.noteBackup(manifest, at: dawn.adding(seconds: 90))
      #expect(try instance.overview().lastBackup == dawn.adding(seconds: 90))
      let noted = try #require(try instance.auditEvents().last)
      #expect(noted.action == .databaseBackedUp && noted.actor == "console" && noted.detail == "3 4")
    }
  }

  @Test(arguments: TestEngine.available)
  func `Firms are found by a part of their name or their whole SIREN, page by page`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let instance = try store.instance(as: .console)
      for name in ["Menuiserie Garnier", "Garnier & fils", "100 %_lin", "Étoile"] { _ = try store.newFirm(name) }
      _ = try instance.addOrganisation(name: "Marel", siren: "732829320", at: dawn)
      func names(_ text: String, skipping: Int = 0, limit: Int = 10) throws -> [String] {
        try instance.organisations(holding: text, skipping: skipping, limit: limit).some.map(\.name)
      }
      #expect(try names("GARNIER") == ["Menuiserie Garnier", "Garnier & fils"])
      #expect(try names("garnier", skipping: 1, limit: 1) == ["Garnier & fils"])
      #expect(try instance.organisations(holding: "garnier", skipping: 1, limit: 1).count == 2)
      #expect(try names("%_") == ["100 %_lin"])
      #expect(try names("!") == [])
      #expect(try names("Étoile") == ["Étoile"])
      #expect(try names("732 829 320") == ["Marel"])
      #expect(try names("").count == 5)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Sessions are counted while they are open`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let anne = try store.newPerson("anne")
      for (token, end) in [("a", 100), ("b", 10)] {
        try store.sessions.open(
          SessionStore.Session(
            tokenSHA256: token, person: anne, agent: "", openedAt: dawn, seenAt: dawn,
            expiresAt: dawn.adding(seconds: Int64(end))))
      }
      #expect(try store.sessions.count(idle: 60, at: dawn) == 2)
      #expect(try store.sessions.count(idle: 60, at: dawn.adding(seconds: 20)) == 1)
      #expect(try store.sessions.count(idle: 60, at: dawn.adding(seconds: 61)) == 0)
    }
  }
}
