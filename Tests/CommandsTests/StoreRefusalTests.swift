import Demonstration
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Whatever a person gets wrong with a store is told by a sentence that says what, where, why and what to do.
@Suite struct StoreRefusalTests {
  @Test(arguments: TestEngine.available, ["fr", "en"])
  func `Every refusal about firms, years and files`(engine: TestEngine, language: String) throws {
    try StoreDesk.open(engine) { desk in
      var walk = StoreTranscript(desk, language)
      try firms(&walk, desk)
      try years(&walk, desk)
      try exports(&walk, desk)
      try Golden.check(walk.text, "store-refusals.\(language).txt")
    }
  }

  private func firms(_ walk: inout StoreTranscript, _ desk: StoreDesk) throws {
    try walk.run("import", StoreDesk.ledger(.joinery, 2023), ends: 1)
    try walk.run("organisation", "add", "Martin", "--siren", "732829321", ends: 1)
    try walk.run("organisation", "add", "", ends: 1)
    try desk.done("organisation", "add", "Menuiserie Garnier & Leroux", "--siren", "732829320")
    try walk.run("account", ends: 1)
    try walk.run("organisation", "add", "Martin", "--siren", "732829320", ends: 1)
    try walk.run("import", StoreDesk.ledger(.restaurant, 2023), ends: 1)
    try walk.run("import", StoreDesk.ledger(.restaurant, 2023), "--organisation", "732829320", ends: 1)
    try walk.run("import", desk.path("absent.txt"), ends: 1)
    let torn = try desk.text(desk.smallLedger()).replacing("10000,00\t", with: "10001,00\t")
    try walk.run("import", desk.write(torn, "732829320FEC20221231.txt"), ends: 1)
    try desk.done("organisation", "add", "Atelier du Bocage")
    try walk.run("account", ends: 1)
    try walk.run("account", "--organisation", "Le Bocage", ends: 1)
  }

  private func years(_ walk: inout StoreTranscript, _ desk: StoreDesk) throws {
    let firm = ["--organisation", "732829320"]
    try desk.done("import", StoreDesk.ledger(.joinery, 2023))
    try walk.run("account", firm[0], firm[1], ends: 1)
    try walk.run("account", firm[0], firm[1], "--year", "2022", ends: 1)
    try desk.done("account", firm[0], firm[1], "--firm", StoreDesk.settings(.joinery, 2023))
    try walk.run("close", firm[0], firm[1], "--on", "2023-12-30", ends: 1)
    try walk.run("reopen", firm[0], firm[1], "--reason", "facture oubliée", ends: 1)
    try walk.run("export", firm[0], firm[1], ends: 1)
    let sealed = desk.path("2023.json")
    _ = try desk.write("", "2023.json")
    try walk.run("close", firm[0], firm[1], "--on", "2024-03-31", "--to", sealed, ends: 1)
    try FileManager.default.removeItem(atPath: sealed)
    try desk.done("close", firm[0], firm[1], "--on", "2024-03-31", "--to", sealed)
    try walk.run("close", firm[0], firm[1], ends: 1)
    try walk.run("account", firm[0], firm[1], "--firm", StoreDesk.settings(.joinery, 2023), ends: 1)
    let corrected = try desk.text(StoreDesk.ledger(.joinery, 2023)).replacing("Multirisque", with: "Assurance")
    try walk.run("import", desk.write(corrected + "\n", "732829320FEC20231231.txt"), ends: 1)
    try walk.run("import", sealed, firm[0], firm[1])
    try walk.run("export", firm[0], firm[1], "--version", "2", ends: 1)
    try walk.run("reopen", firm[0], firm[1], "--reason", " ", ends: 1)
    try desk.done("import", StoreDesk.ledger(.joinery, 2024))
    try desk.done("account", firm[0], firm[1], "--firm", StoreDesk.settings(.joinery, 2024))
    try desk.done("close", firm[0], firm[1], "--on", "2025-03-31")
    try walk.run("reopen", firm[0], firm[1], "--year", "2023", "--reason", "facture oubliée", ends: 1)
    try walk.run("jobs", "cancel", "1", firm[0], firm[1], ends: 1)
    try walk.run("jobs", "cancel", "99", firm[0], firm[1], ends: 1)
    // Sealed elsewhere, for somebody else.
    try desk.done("organisation", "add", "Le Cellier des Halles", "--siren", "999000110")
    try walk.run("import", sealed, "--organisation", "999000110", ends: 1)
  }

  private func exports(_ walk: inout StoreTranscript, _ desk: StoreDesk) throws {
    let text = try desk.done("export")
    try walk.run("import", "-", input: text, ends: 1)
    try StoreDesk.open(.sqlite) { empty in
      for wrong in [
        "n'importe quoi\n", String(text.prefix(100_000)), text.replacing("Garnier", with: "Carnier"),
        text.replacing("schema 7", with: "schema 8"), text.replacing("\t732829320\t", with: "\t"),
      ] {
        var part = StoreTranscript(empty, walk.language)
        try part.run("import", "-", input: wrong, ends: 1)
        walk.add(part)
      }
      #expect(try empty.done("organisation", "list").contains("sillage organisation add"))
    }
    try desk.done("backup", desk.path("copie"))
    try walk.run("backup", desk.path("copie"), ends: 1)
    try walk.run("restore", desk.path("copie"), ends: 1)
    try walk.run("restore", desk.path("absente"), ends: 1)
    try FileManager.default.removeItem(atPath: desk.path("copie.manifest.json"))
    try walk.run("restore", desk.path("copie"), ends: 1)
    _ = try desk.write("{}", "copie.manifest.json")
    try walk.run("restore", desk.path("copie"), ends: 1)
  }
}
