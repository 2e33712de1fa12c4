import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("sillage factors")
struct FactorsCommandTests {
  private let environment: [String: String]
  private let extract: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    environment = ["SILLAGE_FACTORS": folder.appending(path: "kept").path]
    extract = folder.appending(path: "Base_Carbone_V0.9.csv").path
    let bytes = try Checkout.bytes("Tests/ReferenceDataTests/Fixtures/base-carbone.csv")
    try Data(bytes + Array("Elément;trop court\n".utf8)).write(to: URL(filePath: extract))
  }

  @Test("Import accounts for every row and names the one it refuses; then words and ids find")
  func importThenFind() throws {
    let imported = try Terminal.run("factors", "import", extract, environment: environment)
    #expect(imported.code == 0)
    #expect(imported.out.contains("10 lignes lues : 5 éléments, 4 postes, 1 refusées"))
    #expect(imported.err.contains("Base_Carbone_V0.9.csv, ligne 12"))
    let found = try Terminal.run("factors", "search", "gazole", "essai", environment: environment)
    #expect(found.out.contains("base-carbone:900001  3,1  kgCO2e/L  V0.9  Gazole d'essai, B9"))
    let json = try Terminal.run("factors", "search", "gazole essai", "--json", environment: environment)
    #expect(json.out.contains("\"value\": \"3.1\""))
    let shown = try Terminal.run("factors", "show", "base-carbone:900001", language: "en", environment: environment)
    for part in ["V0.9  3.1 kgCO2e/L  2021  ± 10 %  official  default", "part Amont, raffinage: 6.00E-01", "Licence: "]
    {
      #expect(shown.out.contains(part), "\(part)")
    }
    let figure = try Terminal.run("factors", "show", "base-carbone:900004", environment: environment)
    #expect(figure.out.contains("12,5 %  donnée, pas un facteur"))
  }

  @Test("A shipped factor is shown in all its vintages, or in one")
  func vintages() throws {
    let all = try Terminal.run("factors", "show", "energy.electricity", environment: environment)
    #expect(all.out.contains("V22.0-2018") && all.out.contains("par défaut"))
    let one = try Terminal.run(
      "factors", "show", "energy.electricity", "--vintage", "V22.0-2018", environment: environment)
    #expect(one.out.contains("0,0571 kgCO2e/kWh") && !one.out.contains("V23.6-2024"))
    let unknown = try Terminal.run("factors", "show", "energy.electricity", "--vintage", "V1", environment: environment)
    #expect(unknown.code == 1)
    #expect(unknown.err.contains("V22.0-2018, V22.0-2019"))
  }

  @Test("Nothing found is said with what to do")
  func nothing() throws {
    for arguments in [["search", "xyzzyx"], ["show", "base-carbone:1"]] {
      let result = try Terminal.run("factors", arguments[0], arguments[1], environment: environment)
      #expect(result.code == 1)
      #expect(result.err.contains("sillage factors import"))
    }
  }
}
