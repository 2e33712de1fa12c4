import Demonstration
import Foundation
import TestSupport
import Testing

@testable import Commands

/// What a person reads who keeps several firms and years, to the letter; the same on every engine.
@Suite struct StoreGoldenTests {
  @Test(arguments: TestEngine.available, ["fr", "en"])
  func `A walk through the commands of a store`(engine: TestEngine, language: String) throws {
    try StoreDesk.open(engine) { desk in
      var walk = StoreTranscript(desk, language)
      try walk.run("organisation", "list")
      try walk.run("verify")
      try walk.run("organisation", "add", "Menuiserie Garnier & Leroux", "--siren", "732 829 320")
      try walk.run("import", StoreDesk.ledger(.joinery, 2023))
      try walk.run("import", StoreDesk.ledger(.joinery, 2023))
      let page = try desk.run("account", "--firm", StoreDesk.settings(.joinery, 2023), language: language)
      #expect(page.code == 0)
      try walk.run("account", isShort: true)
      try walk.run("close", "--on", "2024-03-31", "--to", desk.path("2023.json"))
      try walk.run("verify", desk.path("2023.json"))
      try walk.run("import", StoreDesk.ledger(.joinery, 2024))
      try walk.run("reopen", "--year", "2023", "--reason", "facture oubliée")
      try walk.run("account", "--year", "2023", "--budget", isShort: true)
      try walk.run("account", "--firm", StoreDesk.settings(.joinery, 2024), isShort: true)
      try walk.run("close", "--year", "2023", "--on", "2024-04-30")
      try walk.run("organisation", "add", "Atelier du Bocage")
      try walk.run("import", desk.smallLedger(), "--organisation", "#2")
      let corrected = try desk.text(desk.smallLedger()).replacing("900,00", with: "950,00")
      try walk.run("import", desk.write(corrected, "corrigé.txt"), "--organisation", "Atelier du Bocage")
      let relabelled = corrected.replacing("Multirisque", with: "Assurance multirisque")
      try walk.run("import", desk.write(relabelled, "corrigé.txt"), "--organisation", "#2")
      try walk.run("import", desk.smallLedger(), "--organisation", "#2", "--detach")
      try walk.run("jobs", "list", "--organisation", "#2")
      try walk.run("jobs", "work", "--until-idle")
      try walk.run("import", desk.smallLedger("Chêne", "Hêtre"), "--organisation", "#2", "--detach")
      try walk.run("jobs", "cancel", "5", "--organisation", "#2")
      try walk.run("jobs", "list", "--organisation", "#2")
      try walk.run("organisation", "list")
      try walk.run("verify")
      try walk.run("migrate")
      try Golden.check(walk.text, "store-walk.\(language).txt")
    }
  }

  @Test(arguments: ["fr", "en"]) func `What is said of backups and moves`(language: String) throws {
    try StoreDesk.open(.sqlite) { desk in
      try desk.keep(.joinery)
      try desk.done("close", "--on", "2024-03-31")
      var walk = StoreTranscript(desk, language)
      try walk.run("backup", desk.path("sillage.backup"))
      try walk.run("restore", desk.path("sillage.backup"), "--database", desk.path("neuve.db"))
      let export = try desk.run("export", language: language)
      #expect(export.code == 0)
      try walk.run("import", "-", "--database", desk.path("autre.db"), input: export.out)
      try walk.run("migrate", "--database", desk.path("vide.db"))
      try Golden.check(walk.text + export.err, "store-moves.\(language).txt")
    }
  }

  @Test func `The first run of a person who says nothing makes the usual file`() throws {
    try withFolder { folder in
      let environment = ["HOME": folder.path, "SILLAGE_DATABASE": ""]
      let added = try Terminal.run("organisation", "add", "Atelier", environment: environment)
      #expect(added.code == 0, "\(added.err)")
      let file = folder.appending(path: ".local/share/sillage/sillage.db")
      #expect(FileManager.default.fileExists(atPath: file.path))
      #expect(try Terminal.run("organisation", "list", environment: environment).out.contains("Atelier"))
    }
  }
}
