import Databases
import Demonstration
import Foundation
import TestSupport
import Testing

@testable import Commands

/// A store moves to another engine, is backed up, and tells when somebody touched it.
@Suite struct StoreMovesTests {
  /// Two firms, one closed year and one reopened, the next begun.
  private func fill(_ desk: StoreDesk) throws {
    for firm in DemonstrationFirm.allCases { try desk.keep(firm) }
    let siren = DemonstrationFirm.joinery.siren
    try desk.done("close", "--organisation", siren, "--on", "2024-03-31")
    try desk.done("reopen", "--organisation", siren, "--reason", "facture\toubliée \\ « d'avril »")
    try desk.done("close", "--organisation", siren, "--on", "2024-04-30")
    try desk.done("import", StoreDesk.ledger(.joinery, 2024))
    try desk.done("account", "--organisation", siren, "--firm", StoreDesk.settings(.joinery, 2024))
  }

  @Test(arguments: TestEngine.available, TestEngine.available)
  func `An instance moves from one engine to the other whole`(source: TestEngine, target: TestEngine) throws {
    try StoreDesk.open(source) { old in
      try fill(old)
      let text = try old.done("export")
      try expectSame(old.done("export"), text)
      try StoreDesk.open(target) { new in
        let said = try new.done("import", "-", input: text)
        #expect(said.contains("Tout tient"), "\(said)")
        try expectSame(new.done("export"), text)
        try expectSame(new.done("organisation", "list"), old.done("organisation", "list"))
        let account = ["account", "--organisation", DemonstrationFirm.joinery.siren, "--json"]
        try expectSame(new.run(arguments: account).out, old.run(arguments: account).out)
        let again = try new.run("import", "-", input: text)
        #expect(again.code == 1 && again.err.contains("n'est pas vide"), "\(again.err)")
        // Work goes on where it was.
        try new.done("close", "--organisation", DemonstrationFirm.joinery.siren, "--on", "2025-03-31")
        #expect(try new.done("verify").contains("Tout tient"))
      }
    }
  }

  @Test(arguments: TestEngine.available)
  func `A backup gives the same store back, into an empty database only`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      try fill(desk)
      let backup = desk.path("store.backup")
      let text = try desk.done("export")
      try desk.done("backup", backup)
      // The log says that a backup was made, which the backup itself cannot know.
      let noted = try desk.done("export")
      #expect(try desk.run("backup", backup).code == 1)
      #expect(try desk.run("restore", backup).err.contains("n'est pas vide"))
      try expectSame(desk.done("export"), noted)
      try withAddress(engine) { empty in
        let restored = try Terminal.run("restore", backup, "--database", empty.text)
        #expect(restored.code == 0 && restored.out.contains("Tout tient"), "\(restored.err)")
        try expectSame(Terminal.run("export", "--database", empty.text).out, text)
        let account = ["account", "--organisation", DemonstrationFirm.joinery.siren, "--csv", "--database"]
        try expectSame(Terminal.run(account + [empty.text]).out, Terminal.run(account + [desk.address.text]).out)
      }
      let manifest = try desk.text(backup + ".manifest.json")
      for (part, other) in [
        ("\"seals\":2", "\"seals\":3"), ("\"ledger\":3", "\"ledger\":4"), ("256\":\"", "256\":\"0"),
      ] {
        #expect(manifest.contains(part), "\(manifest)")
        _ = try desk.write(manifest.replacing(part, with: other), "store.backup.manifest.json")
        try withAddress(engine) { empty in
          let refused = try Terminal.run("restore", backup, "--database", empty.text)
          #expect(refused.code == 1 && refused.err.contains("manifeste"), "\(other): \(refused.err)")
        }
      }
    }
  }

  @Test(arguments: TestEngine.available)
  func `Verification finds what somebody changed behind the store`(engine: TestEngine) throws {
    let changes = [
      ("sealed_account", "account = replace(account, '2023-12-31', '2023-12-30')"),
      ("sealed_account", "sha256 = replace(sha256, substr(sha256, 1, 1), 'x')"),
      ("carbon_entry", "carbon_grams = carbon_grams + CASE position WHEN 1 THEN 1 WHEN 2 THEN -1 ELSE 0 END"),
      ("posting", "carbon_grams = carbon_grams + 1"),
    ]
    for (table, change) in changes {
      try StoreDesk.open(engine) { desk in
        try desk.keep(.joinery)
        try desk.done("close", "--on", "2024-03-31")
        #expect(try desk.done("verify").contains("Tout tient"))
        try behind(desk.address, engine, table, change)
        let found = try desk.run("verify")
        #expect(found.code == 1 && found.err.contains("2023"), "\(change): \(found.err)\(found.out)")
        #expect(found.err.contains(DemonstrationFirm.joinery.siren))
      }
    }
  }

  /// Changes a table as its owner, whom no lock of the store stops.
  private func behind(_ address: DatabaseAddress, _ engine: TestEngine, _ table: String, _ change: String) throws {
    let database = try address.open(creating: false)
    defer { database.close() }
    try database.administer { connection in
      switch engine {
      case .sqlite: try connection.run(script: "DROP TRIGGER \(table)_kept")
      case .postgresql:
        try connection.run(
          script: "ALTER TABLE \(table) DISABLE TRIGGER kept; ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY")
      }
      #expect(try connection.execute("UPDATE \(table) SET \(change)") > 0)
    }
  }
}
