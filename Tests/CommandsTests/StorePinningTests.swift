import Demonstration
import Foundation
import TestSupport
import Testing
import UseCases

@testable import Commands

/// A year that was kept does not move when the program's data or the firm's files do.
@Suite struct StorePinningTests {
  /// The data of the checkout, with another factor for electricity.
  private func otherData(_ desk: StoreDesk) throws -> String {
    let root = desk.folder.appending(path: "other")
    for target in DataDirectory.targets {
      let folder = root.appending(path: "Sources/\(target)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Checkout.root.appending(path: "Sources/\(target)/Data"), to: folder.appending(path: "Data"))
    }
    let energy = root.appending(path: "Sources/ReferenceData/Data/factors/energy.csv")
    let rows = try String(contentsOf: energy, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let changed = rows.map { row -> String in
      guard row.hasPrefix("energy.electricity,") else { return String(row) }
      return String(row).replacing(/,0\.0[0-9]+,kgCO2e\/kWh,/, with: ",0.0999,kgCO2e/kWh,", maxReplacements: 1)
    }
    try Data(changed.joined(separator: "\n").utf8).write(to: energy)
    return root.path
  }

  @Test(arguments: TestEngine.available)
  func `A year keeps the factors it began with until it is asked to take others`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      try desk.keep(.joinery)
      let before = try desk.done("account", "--json")
      let changed = ["SILLAGE_DATA": try otherData(desk)]
      let files = try Terminal.run(
        ["account", StoreDesk.ledger(.joinery, 2023), "--firm", StoreDesk.settings(.joinery, 2023), "--json"],
        environment: changed)
      #expect(files.code == 0 && files.out != before, "\(files.err)")
      try expectSame(desk.done("account", "--json", environment: changed), before)
      // Settings that change do not change the factors either.
      try desk.done("account", "--firm", StoreDesk.settings(.joinery, 2023), environment: changed)
      try expectSame(desk.done("account", "--json", environment: changed), before)
      try expectSame(desk.done("account", "--json", "--refresh", environment: changed), files.out)
      try expectSame(desk.done("account", "--json"), files.out)
      try expectSame(desk.done("account", "--json", "--refresh"), before)
      try desk.done("close", "--on", "2024-03-31", "--to", desk.path("2023.json"))
      let shown = try desk.run("account", "--json", "--refresh", environment: changed)
      #expect(shown.code == 0 && shown.err.contains("rien n'a changé"), "\(shown.err)")
      try expectSame(desk.done("account", "--json"), before)
      // The next year takes what the program knows now.
      try desk.done("import", StoreDesk.ledger(.joinery, 2024), environment: changed)
      let next = try Terminal.run(
        [
          "account", StoreDesk.ledger(.joinery, 2024), "--firm", StoreDesk.settings(.joinery, 2024), "--json",
          "--opening", desk.path("2023.json"),
        ], environment: changed)
      let arguments = ["account", "--firm", StoreDesk.settings(.joinery, 2024), "--json"]
      try expectSame(desk.run(arguments: arguments, environment: changed).out, next.out)
      try expectSame(desk.run("account", "--json").out, next.out)
      #expect(try desk.done("verify").contains("Tout tient"))
    }
  }

  @Test(arguments: TestEngine.available)
  func `Files of contents that settings name are kept with them`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      let ledger = try desk.smallLedger()
      try desk.done("organisation", "add", "Atelier du Bocage", "--siren", "903456788")
      try desk.done("import", ledger)
      let contents = try desk.write(
        "supplier,invoice,factor_g_per_eur,content_kg,account,evidence\nBOIS,,10,,\"2023, closed\",e\n", "contents.csv")
      let firm = try desk.write(
        "activities: [{id: a, naf: 16.23Z}]\nsupplier_contents_files: [contents.csv]\n", "firm.yaml")
      let files = try Terminal.run("account", ledger, "--firm", firm, "--json")
      #expect(files.out.contains("supplier"))
      try expectSame(desk.done("account", "--firm", firm, "--json"), files.out)
      for gone in [contents, firm, ledger] { try FileManager.default.removeItem(atPath: gone) }
      try expectSame(desk.done("account", "--json"), files.out)
      try desk.done("close", "--on", "2025-03-31")
      try expectSame(desk.done("account", "--json"), files.out)
      // A file that is not readable is refused before anything is kept.
      try desk.done("reopen", "--reason", "essai")
      _ = try desk.write("supplier\n", "contents.csv")
      _ = try desk.write("activities: [{id: a, naf: 16.23Z}]\nsupplier_contents_files: [contents.csv]\n", "firm.yaml")
      let refused = try desk.run("account", "--firm", firm)
      #expect(refused.code == 1 && refused.err.contains("contents.csv"), "\(refused.err)")
    }
  }

  @Test(arguments: TestEngine.available)
  func `Imported factors that settings name are kept with the year`(engine: TestEngine) throws {
    try StoreDesk.open(engine) { desk in
      let ledger = try desk.smallLedger()
      let extract = desk.path("Base_Carbone_V0.9.csv")
      try FileManager.default.copyItem(
        at: Checkout.root.appending(path: "Tests/ReferenceDataTests/Fixtures/base-carbone.csv"),
        to: URL(filePath: extract))
      try desk.done("factors", "import", extract)
      let firm = try desk.write(
        """
        activities: [{id: a, naf: 16.23Z}]
        measures: [{energy: "base-carbone:900001", account: "60612", quantity: 100 L, evidence: e}]

        """, "firm.yaml")
      try desk.done("organisation", "add", "Atelier du Bocage", "--siren", "903456788")
      try desk.done("import", ledger)
      let kept = try desk.done("account", "--firm", firm, "--json")
      #expect(kept.contains("base-carbone:900001"))
      try FileManager.default.removeItem(atPath: desk.path("factors"))
      #expect(try desk.run("account", ledger, "--firm", firm, "--json").code != 0)
      try expectSame(desk.done("account", "--json"), kept)
      let text = try desk.done("export")
      try StoreDesk.open(.sqlite) { other in
        try other.done("import", "-", input: text)
        try expectSame(other.done("account", "--json"), kept)
      }
    }
  }
}
