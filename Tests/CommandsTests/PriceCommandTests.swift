import Foundation
import PricingUseCases
import TestSupport
import Testing
import UseCases
import Wording

@testable import Commands

@Suite struct PriceCommandTests {
  private static let cases = Checkout.root.appending(path: "Sources/CarbonPricing/Data/cases")
  private static let templates = Checkout.root.appending(path: "Sources/CarbonPricing/Data/templates")

  private func template(_ name: String, _ language: Language) -> String {
    Self.templates.appending(path: "\(name).\(language.rawValue).yaml").path
  }

  private func page(_ arguments: [String], _ name: String, _ language: Language) throws {
    let result = try Terminal.run(["price"] + arguments, language: language.rawValue)
    #expect(result.code == 0, "\(result.err)")
    try Golden.check(result.out, "price-\(name).\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases) func `Prices published and the firm's own, in euros of a year`(
    _ language: Language
  ) throws {
    try page(
      [
        "trajectory", "quinet-2025", "epa-2.0", "eu-ets", "--euros-of", "2025", "--policy",
        template("policy", language),
      ], "trajectory", language)
  }

  @Test(arguments: Language.allCases) func `The guide's first application, explained`(_ language: Language) throws {
    try page(["implicit", Self.cases.appending(path: "maped.yaml").path, "--explain"], "implicit", language)
  }

  @Test(arguments: Language.allCases) func `A project with carbon counted`(_ language: Language) throws {
    try page(["npv", template("project", language)], "npv", language)
  }

  @Test(arguments: Language.allCases) func `A decarbonated margin, explained`(_ language: Language) throws {
    try page(["margin", template("margin", language), "--explain"], "margin", language)
  }

  @Test(arguments: Language.allCases) func `An abatement curve`(_ language: Language) throws {
    try page(["macc", template("actions", language)], "macc", language)
  }

  @Test(arguments: Language.allCases) func `The account of a fund`(_ language: Language) throws {
    try page(["fund", template("policy", language)], "fund", language)
  }

  @Test(arguments: Language.allCases) func `The worked cases`(_ language: Language) throws {
    try page(["cases"], "cases", language)
  }

  @Test func `The page of the guide's cases is current`() throws {
    let page = try Terminal.run("price", "cases", "--markdown", "--lang", "en").out
    let url = Checkout.root.appending(path: "docs/guide-cases.md")
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(page.utf8).write(to: url) }
    #expect(page == (try String(contentsOf: url, encoding: .utf8)))
  }

  @Test func `Two years from two ledgers, and the same from the program's JSON`() throws {
    try withFolder { folder in
      #expect(try Terminal.run("demo", folder.path).code == 0)
      func path(_ name: String) -> String { folder.appending(path: "joinery/\(name)").path }
      let arguments = [
        "price", "margin", path("732829320FEC20231231.txt"), path("732829320FEC20241231.txt"), "--firm",
        path("firm-2023.yaml"), "--firm", path("firm-2024.yaml"), "--price", "150",
      ]
      let result = try Terminal.run(arguments)
      #expect(result.code == 0, "\(result.err)")
      try Golden.check(result.out, "price-margin-ledgers.fr.txt")
      let json = try Terminal.run(arguments + ["--json"])
      #expect(json.out.contains("\"format\": \"sillage.margin/1\""))
      let alone = try Terminal.run("price", "margin", path("732829320FEC20241231.txt"), "--price", "150")
      #expect(alone.code == 1)
      #expect(alone.err.contains("--firm"))
    }
  }

  @Test(
    arguments: [
      ["trajectory", "--euros-of", "2025"], ["npv", "project"], ["npv", "project", "--plot", "tornado"],
      ["implicit", "project"], ["margin", "margin"], ["macc", "actions"],
    ])
  func `A drawing is XML of its own, and is not written over`(_ arguments: [String]) throws {
    try withFolder { folder in
      let file = folder.appending(path: "plot.svg").path
      let given =
        [arguments[0]] + arguments.dropFirst().map { PriceTemplate.names.contains($0) ? template($0, .fr) : $0 }
      let drawn = try Terminal.run(["price"] + given + ["--svg", file])
      #expect(drawn.code == 0, "\(drawn.err)")
      let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
      #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns="))
      #expect(text.contains("<title>") && text.contains("<style>"))
      #expect(!text.lowercased().contains("nan") && !text.contains("inf"))
      #expect(try Terminal.run(["price"] + given + ["--svg", file]).code == 1)
      #expect(try Terminal.run(["price"] + given + ["--svg", file, "--force"]).code == 0)
    }
  }

  private static let canPrint = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/weasyprint") }

  @Test(
    .enabled(if: canPrint, "WeasyPrint is not installed (bin/setup installs it)"),
    arguments: [["npv", "project"], ["implicit", "project"], ["margin", "margin"], ["macc", "actions"]])
  func `A sheet is a PDF of its own, and is not written over`(_ arguments: [String]) throws {
    try withFolder { folder in
      let file = folder.appending(path: "sheet.pdf").path
      let given = ["price", arguments[0], template(arguments[1], .fr), "--pdf", file]
      let printed = try Terminal.run(given)
      #expect(printed.code == 0, "\(printed.err)")
      #expect(printed.err.contains("Fiche écrite"))
      #expect(try Data(contentsOf: URL(filePath: file)).starts(with: Data("%PDF-".utf8)))
      #expect(try Terminal.run(given).code == 1)
      #expect(try Terminal.run(given + ["--force", "--lang", "en"]).err.contains("Sheet written"))
    }
  }

  @Test func `What is wrong with a file is said with its name, line and field`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "p.yaml")
      try Data("project: p\nfirst_year: 2025\nyears: 3\nrate: 8\nvariants: []\n".utf8).write(to: file)
      let result = try Terminal.run("price", "npv", file.path)
      #expect(result.code == 1)
      #expect(result.err.contains("p.yaml, ligne 4, rate"))
      #expect(result.err.contains("reference"))
    }
  }

  @Test func `Options that contradict each other are refused`() throws {
    let project = template("project", .fr)
    for arguments in [
      ["npv", project, "--price", "1", "--follows", "eib"], ["npv", project, "--euros-of", "2025"],
      ["npv", project, project, "--svg", "x.svg"], ["implicit", project, project, "--pdf", "x.pdf"],
      ["margin", template("margin", .fr), "--scope-1", "1 t"],
      ["trajectory", "--from", "2050", "--to", "2020"],
    ] {
      #expect(try Terminal.run(["price"] + arguments).code != 0, "\(arguments)")
    }
    let unknown = try Terminal.run("price", "template", "projet")
    #expect(unknown.code == 1)
    #expect(unknown.err.contains("project, margin, actions, policy"))
  }
}
