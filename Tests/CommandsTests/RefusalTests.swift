import Foundation
import TestSupport
import Testing

@testable import Commands

/// What a person reads when something is refused: a sentence, never the template of one, and an exit code above 0.
@Suite("Refused inputs")
struct RefusalTests {
  private let folder: URL
  private let ledger = Checkout.root.appending(path: "Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt").path

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func firm(_ text: String, activity: String = "a") throws -> String {
    try write("activities: [{id: \(activity), naf: 16.23Z}]\n\(text)\n", "firm-\(UUID().uuidString).yaml")
  }

  @Test("A warning shows no braces either")
  func warnings() throws {
    let odd = try changed("CompteLib\t", "Inconnu\t")
    let blank = try changed("\tF4\t20240410", "\t\tavril")
    let said = try Terminal.run("ledger", "check", blank)
    #expect(said.out.contains("PieceRef") && said.out.firstMatch(of: /\{[a-z_]+\}/) == nil, "\(said.out)\(said.err)")
    for arguments in [["ledger", "check", odd], ["ledger", "survey", odd], ["account", odd, "--activity", "16.23Z"]] {
      let result = try Terminal.run(arguments)
      #expect(result.code == 0 && (result.out + result.err).contains("CompteLib"), "\(result.err)")
      #expect((result.out + result.err).firstMatch(of: /\{[a-z_]+\}/) == nil)
    }
  }

  /// A ledger whose header or lines were changed.
  private func changed(_ part: String, _ other: String) throws -> String {
    let text = String(decoding: try Data(contentsOf: URL(filePath: ledger)), as: UTF8.self)
    #expect(text.contains(part))
    return try write(text.replacing(part, with: other), "ledger-\(UUID().uuidString).txt")
  }

  private func refused(_ arguments: [String], language: String) throws -> String {
    let result = try Terminal.run(
      arguments, language: language, environment: ["SILLAGE_FACTORS": folder.appending(path: "factors").path])
    #expect(result.code != 0, "\(arguments)")
    #expect(result.out.isEmpty || arguments[0] == "ledger", "\(arguments)")
    let said = result.err + result.out
    #expect(!result.err.isEmpty && said.firstMatch(of: /\{[a-z_]+\}/) == nil, "\(said)")
    // A key without words would be shown as it is.
    #expect(said.firstMatch(of: /: (fec|firm|file|carbon|close|factors|delimited)\.[a-z-]+\n/) == nil, "\(said)")
    return said
  }

  @Test("No refusal shows the braces of its template", arguments: ["fr", "en"])
  func placeholders(language: String) throws {
    let quantity = "measures: [{energy: energy.electricity, account: \"60611\", quantity: %, evidence: e}]"
    let firms = [
      try firm("mesures: []"), try firm(quantity.replacing("%", with: "\"63,695 kWh\"")),
      try firm(quantity.replacing("%", with: "0 kWh")), try firm(quantity.replacing("%", with: "1 L")),
      try firm("", activity: "a b"), try firm("budget: maybe"), try firm("budget: true\nbudget: true"),
      try firm("supplier_contents: [{supplier: s, account: a, factor: 3 kg}]"),
      try firm("supplier_contents_files: [/nowhere/contents.csv]"),
      try firm("rules: [{account: \"6\", factor: nothing}]"),
      try firm("keys: [{account: \"6\", shares: {b: 1}, basis: cost-accounting}]"),
      folder.path,
    ]
    for firm in firms { _ = try refused(["account", ledger, "--firm", firm], language: language) }
    let ledgers = [
      try changed("JournalLib", "JournalCode"), try changed("CompteNum\t", "Inconnu\t"),
      try changed("240,00\t0,00", "x\t0,00"),
      try changed("20240115\t6011", "20249915\t6011"), try changed("10000,00\t", "10001,00\t"),
      try write("", "empty.txt"),
      folder.path,
    ]
    for ledger in ledgers {
      _ = try refused(["account", ledger, "--activity", "16.23Z"], language: language)
      _ = try refused(["ledger", "check", ledger], language: language)
      _ = try refused(["ledger", "survey", ledger], language: language)
    }
    _ = try refused(["account", ledger, "--activity", "fabrication de produits"], language: language)
    _ = try refused(["account", ledger, "--activity", "16.23Z", "--opening", ledger], language: language)
    _ = try refused(["account", ledger, "--activity", "16.23Z", "--explain", "AC/99"], language: language)
    _ = try refused(["factors", "import", folder.path], language: language)
    _ = try refused(["factors", "show", "nothing"], language: language)
    _ = try refused(["init", ledger, "-o", folder.appending(path: "no/firm.yaml").path], language: language)
    _ = try refused(["init", ledger, "-o", ledger, "--force"], language: language)
  }

  @Test("Options of closing are refused without --close, and an explanation of nothing")
  func options() throws {
    for extra in [["--on", "2025-01-01"], ["--sign-key", "k"], ["--force"], ["--explain", ""], ["--explain", " "]] {
      let result = try Terminal.run(["account", ledger, "--activity", "16.23Z"] + extra)
      #expect(result.code != 0 && result.err.contains(extra[0]), "\(extra)")
    }
  }

  @Test("A year is not closed before its end, nor over what it was read from")
  func closing() throws {
    let copy = try changed("Capital", "Capital")
    let account = ["account", copy, "--activity", "16.23Z", "--close"]
    let sealed = folder.appending(path: "2024.json").path
    let early = try Terminal.run(account + [sealed, "--on", "2024-12-30"])
    #expect(early.code == 1 && early.err.contains("30/12/2024") && early.err.contains("31/12/2024"), "\(early.err)")
    #expect(!FileManager.default.fileExists(atPath: sealed))
    #expect(try Terminal.run(account + [sealed, "--on", "2024-12-31"]).code == 0)
    let before = try Data(contentsOf: URL(filePath: copy))
    #expect(try Terminal.run(account + [copy, "--on", "2025-01-31", "--force"]).code == 1)
    #expect(try Data(contentsOf: URL(filePath: copy)) == before)
    #expect(try Terminal.run(account + [folder.path + "/no/2024.json", "--on", "2025-01-31"]).code == 1)
  }

  @Test("A closed account that is replaced stays readable beside the new one")
  func versions() throws {
    let sealed = folder.appending(path: "2024.json").path
    let account = ["account", ledger, "--activity", "16.23Z", "--close", sealed, "--force", "--on"]
    #expect(try Terminal.run(account + ["2025-01-31"]).code == 0)
    let first = try Data(contentsOf: URL(filePath: sealed))
    #expect(try !Terminal.run(account + ["2025-01-31"]).err.contains("2024.v1.json"))
    let second = try Terminal.run(account + ["2025-02-28"])
    #expect(second.code == 0 && second.err.contains("2024.v1.json"), "\(second.err)")
    #expect(try Data(contentsOf: folder.appending(path: "2024.v1.json")) == first)
    #expect(try Terminal.run(account + ["2025-03-31"]).err.contains("2024.v2.json"))
    #expect(try Terminal.run("verify", folder.appending(path: "2024.v1.json").path).code == 0)
  }

  @Test("A factor per euro of margin or of cost says so where it is to be printed")
  func perMargin() throws {
    for (kind, words) in [("resale", "€ de marge"), ("public-service", "€ de coût")] {
      let maker = kind == "resale" ? "{id: main, naf: 16.23Z}, " : ""
      let firm = try write("activities: [\(maker){id: a, naf: 16.23Z, kind: \(kind)}]\n", "\(kind).yaml")
      let page = try Terminal.run("account", ledger, "--firm", firm)
      #expect(page.out.contains("gCO2e/\(words)"), "\(page.out)\(page.err)")
      #expect(page.out.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("gCO2e par \(words)"))
    }
  }

  @Test("A contents file may be named by its whole path")
  func absoluteContents() throws {
    let contents = try write(
      "supplier,invoice,factor_g_per_eur,content_kg,account,evidence\nBOIS,,10,,\"2023, closed\",e\n", "contents.csv")
    let result = try Terminal.run(
      "account", ledger, "--firm", try firm("supplier_contents_files: [\(contents)]"), "--json")
    #expect(result.code == 0, "\(result.err)")
  }
}
