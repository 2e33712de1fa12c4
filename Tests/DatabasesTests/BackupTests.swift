import Foundation
import TestSupport
import Testing

@testable import Databases

@Suite struct BackupTests {
  @Test(arguments: TestEngine.available) func `A backup is the state its witness saw, and comes back whole`(
    engine: TestEngine
  ) throws {
    try withFolder { folder in
      let file = folder.appending(path: "backup").path
      var before: [SQLRow] = []
      let all = "SELECT organisation, id, words, bytes FROM note ORDER BY organisation, id"
      try withDatabase(engine) { address, database in
        try Tenants.fill(database, count: 100)
        let other = try address.open(creating: false)
        defer { other.close() }
        before = try database.backUp(to: file) { connection in
          let rows = try connection.rows(all)
          _ = try other.write(Tenants.scope(1)) {
            try $0.execute("INSERT INTO note (organisation, id) VALUES (1, 1000)")
          }
          return rows
        }
        #expect(before.count == 200)
        #expect(try database.witness { try $0.count("note") } == 201)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(kind { try database.backUp(to: file) { _ in } } == .denied)
      }
      try withDatabase(engine) { _, restored in
        try restored.restore(from: file)
        #expect(try restored.witness { try $0.rows(all) } == before)
        #expect(try restored.integrityFaults() == [])
        let deletion = "DELETE FROM note WHERE organisation = 1"
        #expect(kind { try restored.write(Tenants.scope(1)) { try $0.execute(deletion) } } == .constraint)
        guard engine == .postgresql else { return }
        #expect(try restored.count("note", Tenants.scope(2)) == 100)
        #expect(try restored.count("note") == 0)
        #expect(try restored.administer { try $0.count("note") } == 0)
        let kept = try restored.witness {
          try $0.row(
            """
            SELECT relrowsecurity, relforcerowsecurity, (SELECT COUNT(*) FROM pg_policies), (SELECT COUNT(*) FROM pg_trigger
              WHERE tgname = 'kept') FROM pg_class WHERE relname = 'note'
            """)
        }
        #expect(kept?.values == [1, 1, 2, 1])
        #expect(kind { try restored.restore(from: file) } == .denied)
      }
    }
  }

  @Test(arguments: TestEngine.available) func `A backup that fails leaves no file`(engine: TestEngine) throws {
    struct Stop: Error {}
    try withFolder { folder in
      let file = folder.appending(path: "backup").path
      try withDatabase(engine) { _, database in
        #expect(throws: Stop.self) { try database.backUp(to: file) { _ in throw Stop() } }
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(kind { try database.backUp(to: folder.path + "/no/backup") { _ in } } == .missing)
      }
    }
  }

  @Test(arguments: TestEngine.available) func `What is no backup is refused`(engine: TestEngine) throws {
    try withFolder { folder in
      let file = folder.appending(path: "noise").path
      try Data("no backup at all, but long enough to be read as one".utf8).write(to: URL(filePath: file))
      try withDatabase(engine) { _, database in
        #expect(kind { try database.restore(from: file) } == .damaged)
        #expect(kind { try database.restore(from: folder.path + "/nothing") } == .missing)
      }
    }
  }
}
