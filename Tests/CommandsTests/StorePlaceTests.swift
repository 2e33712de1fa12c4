import Databases
import Foundation
import TestSupport
import Testing
import UseCases

@testable import Commands

/// What is said when the place given is not a store, or not one for this program.
@Suite struct StorePlaceTests {
  @Test(arguments: ["fr", "en"])
  func `A place where there is no store`(language: String) throws {
    try StoreDesk.open(.sqlite) { desk in
      var walk = StoreTranscript(desk, language)
      for place in [desk.path("absente.db"), desk.path("nulle/part.db"), try desk.smallLedger(), desk.folder.path] {
        try walk.run("organisation", "list", "--database", place, ends: 1)
      }
      try walk.run("organisation", "add", "Atelier", "--database", desk.path("nulle/part.db"), ends: 1)
      let other = try DatabaseAddress(desk.path("autre.db")).open(creating: true)
      try other.administer { try $0.run(script: "CREATE TABLE facture (id BIGINT)") }
      other.close()
      for command in ["verify", "migrate"] {
        try walk.run(command, "--database", desk.path("autre.db"), ends: 1)
      }
      try walk.run("account", desk.smallLedger(), "--year", "2024", ends: 64)
      try walk.run("account", "--close", "2024.json", ends: 64)
      try walk.run("verify", "2024.json", "--database", "sillage.db", ends: 64)
      try walk.run("close", "--on", "hier", ends: 64)
      try Golden.check(walk.text, "store-places.\(language).txt")
    }
  }

  @Test(arguments: TestEngine.available)
  func `A store of a later program is left alone, and one of an earlier waits for migrate`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      let steps = desk.folder.appending(path: "data/Storage")
      for target in DataDirectory.targets {
        try FileManager.default.createDirectory(
          at: desk.folder.appending(path: "data"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
          at: Checkout.root.appending(path: "Sources/\(target)/Data"),
          to: desk.folder.appending(path: "data/\(target)"))
      }
      for dialect in ["sqlite", "postgresql"] {
        let step = steps.appending(path: "\(dialect)/0099-later.sql")
        try Data("CREATE TABLE later (id BIGINT);\n".utf8).write(to: step)
      }
      let later = ["SILLAGE_DATA": desk.path("data")]
      let waits = try desk.run("verify", environment: later)
      #expect(waits.code == 1 && waits.err.contains("sillage migrate"), "\(waits.err)")
      #expect(try desk.done("migrate", environment: later).contains("later"))
      #expect(try desk.done("migrate", environment: later).contains("déjà"))
      let newer = try desk.run("verify")
      #expect(newer.code == 1 && newer.err.contains("plus récente"), "\(newer.err)")
      #expect(try desk.run("migrate").code == 1)
    }
  }

  @Test(arguments: ["fr", "en"]) func `A server that does not answer is named without its password`(
    language: String
  ) throws {
    for place in ["postgres://moi:secret@127.0.0.1:1/livres", "postgresql://moi@127.0.0.1:1/livres?password=secret"] {
      let said = try Terminal.run("verify", "--database", place, language: language)
      #expect(said.code == 1 && said.err.contains("127.0.0.1:1/livres"), "\(said.err)")
      #expect(!said.err.contains("secret") && !said.out.contains("secret"), "\(said.err)")
    }
  }

  @Test(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
  func `A backup of one engine is refused by the other`() throws {
    for (source, target) in [(TestEngine.sqlite, TestEngine.postgresql), (.postgresql, .sqlite)] {
      try StoreDesk.open(source) { desk in
        try desk.done("organisation", "add", "Atelier")
        try desk.done("backup", desk.path("copie"))
        try withAddress(target) { empty in
          let refused = try Terminal.run("restore", desk.path("copie"), "--database", empty.text)
          #expect(refused.code == 1 && refused.err.contains("sillage export"), "\(refused.err)")
        }
      }
    }
  }
}
