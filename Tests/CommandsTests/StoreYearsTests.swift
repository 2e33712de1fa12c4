import Accounting
import Demonstration
import Foundation
import TestSupport
import Testing

@testable import Commands

/// A store says what files say, to the letter, from the first import to the second closing.
@Suite struct StoreYearsTests {
  @Test(arguments: TestEngine.available, DemonstrationFirm.allCases)
  func `Two years kept on a store are the two years kept from files`(
    engine: TestEngine, firm: DemonstrationFirm
  ) throws {
    try StoreDesk.open(engine) { desk in
      try desk.done("organisation", "add", firm.name, "--siren", firm.siren)
      var opening: [String] = []
      for year in DemonstrationFirm.years {
        let ledger = StoreDesk.ledger(firm, year)
        let settings = StoreDesk.settings(firm, year)
        #expect(try desk.done("import", ledger).contains("version 1"))
        for form in [[], ["--json"], ["--csv"]] {
          let files = try Terminal.run(["account", ledger, "--firm", settings] + opening + form)
          let store = try desk.run(arguments: ["account", "--firm", settings] + form)
          #expect(store.code == 0, "\(store.err)")
          // Lines break elsewhere: the command is longer than the option.
          expectSame(
            unbroken(store.out), unbroken(files.out).replacing("--close", with: "sillage close"), "\(year) \(form)")
          #expect(store.err.hasPrefix(files.err))
        }
        let byFiles = desk.path("files-\(year).json")
        let byStore = desk.path("store-\(year).json")
        let day = "\(year + 1)-03-31"
        let closed = try Terminal.run(
          ["account", ledger, "--firm", settings, "--close", byFiles, "--on", day] + opening)
        #expect(closed.code == 0, "\(closed.err)")
        try desk.done("close", "--on", day, "--to", byStore)
        try expectSame(desk.text(byStore), desk.text(byFiles))
        try expectSame(desk.done("export", "--organisation", firm.siren), desk.text(byFiles))
        #expect(try desk.done("verify", byStore).contains(firm == .joinery ? "menuiserie" : "restaurant"))
        opening = ["--opening", byFiles]
      }
      let list = try desk.done("organisation", "list")
      #expect(list.contains("2023 clos, 2024 clos") && list.contains(firm.siren), "\(list)")
      #expect(try desk.done("verify").contains("Tout tient"))
    }
  }

  @Test(arguments: TestEngine.available)
  func `Closing again makes another version, whose seal differs only when the account does`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      try desk.keep(.joinery)
      try desk.done("close", "--on", "2024-03-31", "--to", desk.path("1.json"))
      try desk.done("reopen", "--reason", "facture oubliée")
      let same = try desk.done("close", "--on", "2024-03-31", "--to", desk.path("2.json"))
      #expect(same.contains("version 2"))
      try expectSame(desk.text(desk.path("1.json")), desk.text(desk.path("2.json")))
      try desk.done("reopen", "--reason", "quantité corrigée")
      let settings = try desk.text(StoreDesk.settings(.joinery, 2023)).replacing("63130 kWh", with: "64130 kWh")
      try desk.done("account", "--firm", try desk.write(settings, "firm.yaml"))
      try desk.done("close", "--on", "2024-03-31", "--to", desk.path("3.json"))
      #expect(try desk.text(desk.path("3.json")) != desk.text(desk.path("1.json")))
      for version in 1...3 {
        let sealed = try desk.done("export", "--year", "2023", "--version", "\(version)")
        try expectSame(sealed, desk.text(desk.path("\(version).json")))
      }
      try desk.done("import", StoreDesk.ledger(.joinery, 2024))
      try desk.done("account", "--firm", StoreDesk.settings(.joinery, 2024))
      try desk.done("close", "--on", "2025-03-31", "--to", desk.path("next.json"))
      let last = try #require(try seal(desk.text(desk.path("3.json"))))
      #expect(try desk.text(desk.path("next.json")).contains("\"previous\":\"\(last)\""))
      #expect(try desk.done("verify").contains("4"))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A corrected ledger replaces the one before and says what moved`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      try desk.done("organisation", "add", "Atelier du Bocage", "--siren", "903456788")
      try desk.done("import", desk.smallLedger())
      #expect(try desk.done("import", desk.smallLedger()).contains("rien n'a changé"))
      let text = try desk.text(desk.smallLedger())
      let corrected = text.replacing("900,00", with: "950,00")
      let said = try desk.done("import", desk.write(corrected, "903456788FEC20241231.txt"))
      #expect(said.contains("version 2") && said.contains("6161") && said.contains("50,00"), "\(said)")
      #expect(try desk.done("import", desk.smallLedger()).contains("version 3"))
    }
  }

  @Test(arguments: TestEngine.available)
  func `An account sealed elsewhere opens the next year`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      let firm = DemonstrationFirm.joinery
      let sealed = desk.path("2023.json")
      let closed = try Terminal.run(
        "account", StoreDesk.ledger(firm, 2023), "--firm", StoreDesk.settings(firm, 2023), "--close", sealed, "--on",
        "2024-03-31")
      #expect(closed.code == 0, "\(closed.err)")
      try desk.done("organisation", "add", firm.name, "--siren", firm.siren)
      try desk.done("import", sealed, "--organisation", firm.siren)
      try desk.done("import", StoreDesk.ledger(firm, 2024))
      let files = try Terminal.run(
        "account", StoreDesk.ledger(firm, 2024), "--firm", StoreDesk.settings(firm, 2024), "--opening", sealed, "--json"
      )
      try expectSame(desk.done("account", "--firm", StoreDesk.settings(firm, 2024), "--json"), files.out)
    }
  }

  @Test(arguments: TestEngine.available)
  func `An import that is queued is done by whoever works`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      try desk.done("organisation", "add", "Atelier du Bocage", "--siren", "903456788")
      #expect(try desk.done("import", desk.smallLedger(), "--detach").contains("en file"))
      #expect(try desk.done("jobs", "list").contains("en file"))
      #expect(try desk.done("jobs", "work", "--until-idle").contains("fait"))
      #expect(try desk.done("jobs", "list").contains("fait"))
      try desk.done("import", desk.smallLedger("Chêne", "Hêtre"), "--detach")
      try desk.done("jobs", "cancel", "2")
      #expect(try desk.done("jobs", "list").contains("arrêté"))
      #expect(try desk.run("jobs", "cancel", "2").err.contains("déjà terminé"))
    }
  }

  /// The seal of the only account of a file.
  private func seal(_ text: String) -> Substring? {
    text.firstMatch(of: /"sha256":"([0-9a-f]{64})"[^{}]*}}\]/)?.output.1
  }
}

/// The words of a page, wherever its lines break.
private func unbroken(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
