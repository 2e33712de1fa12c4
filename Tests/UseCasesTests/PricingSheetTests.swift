import CanonicalJSON
import CarbonPricing
import Disclosure
import Foundation
import Markup
import Quantities
import Testing
import Wording

@testable import PricingUseCases
@testable import UseCases

/// The two-page sheets: every figure is that of the JSON, on the page and on paper, and nothing stands there that is not.
@Suite struct PricingSheetTests {
  @Test(arguments: SheetKind.allCases, Language.allCases)
  func `Every figure of a sheet is that of the JSON at its place`(_ kind: SheetKind, _ language: Language) throws {
    let sample = try SheetSample.made(kind, language)
    let speaker = Speaker(try SheetSample.shipped.get().catalogue, language)
    let figures = SheetReader(html: sample.html).figures
    #expect(figures.count >= (kind == .heatPump ? 15 : 40))
    let wrong = figures.compactMap { figure -> String? in
      guard let value = sample.json.at(figure.pointer) else { return "\(figure.pointer) leads nowhere" }
      let words = figure.form.words(value, speaker)
      return words == figure.words ? nil : "\(figure.pointer): \(figure.words), not \(words ?? "?")"
    }
    #expect(wrong == [])
    let marks = sample.html.matches(of: #/data-figure=/#).count
    #expect(marks == figures.count, "a figure is marked in a way that is not read")
  }

  @Test(arguments: SheetKind.allCases.filter { $0 != .heatPump && $0 != .plan }, Language.allCases)
  func `No number stands on a sheet without its place in the JSON`(_ kind: SheetKind, _ language: Language) throws {
    let sample = try SheetSample.made(kind, language)
    let reader = SheetReader(html: sample.html)
    let bare = reader.restOfText.matches(of: #/\S*[0-9]\S*/#).map { String($0.0) }
    #expect(bare == [])
    let speaker = Speaker(try SheetSample.shipped.get().catalogue, language)
    #expect(
      reader.warnings.map(SheetPrinter.letters)
        == sample.warnings.enumerated().filter { place, found in
          !sample.warnings[..<place].contains { $0.message == found.message }
        }.prefix(6).map { SheetPrinter.letters(speaker.say($0.element.message)) })
  }

  /// Each application with much and with little to say; printing takes two seconds.
  private static let printed: [SheetKind] = [.maped, .boilerPrice, .bioethanol, .boiler, .companyX, .joinery, .plan]

  @Test(.enabled(if: SheetPrinter.isThere, SheetPrinter.absent), arguments: printed, Language.allCases)
  func `On paper a sheet has two pages, is tagged, and says the same figures`(
    _ kind: SheetKind, _ language: Language
  ) throws {
    let sample = try SheetSample.made(kind, language)
    let paper = try SheetPrinter.print(sample.html)
    #expect(paper.pages == 2)
    #expect(paper.isTagged)
    #expect(paper.title.contains(" — "))
    var rest = paper.letters[...]
    for figure in SheetReader(html: sample.html).figures {
      let found = rest.firstRange(of: SheetPrinter.letters(figure.words))
      guard let found else {
        Issue.record("\(figure.pointer): \(figure.words) is not on paper after what stands before it")
        return
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test(arguments: SheetKind.allCases, Language.allCases)
  func `A sheet names its language, its headings in order, what heads a table, what is drawn`(
    _ kind: SheetKind, _ language: Language
  ) throws {
    let html = try SheetSample.made(kind, language).html
    #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
    #expect(html.matches(of: #/<h1>/#).count == 1)
    #expect(!html.contains("<h3"))
    let heads = html.matches(of: #/<th[ >]/#).count
    #expect(heads > 4)
    #expect(html.matches(of: #/<th scope="(row|col)">/#).count == heads)
    #expect(
      html.matches(of: #/<table>/#).count == html.matches(of: #/<table><caption>[^<]|<table><caption><span/#).count)
    let drawings = html.matches(of: #/<svg /#).count
    #expect(drawings >= 1)
    #expect(
      html.matches(of: #/<svg [^>]*role="img" aria-label="[^"]+"[^>]*><style>.*?</style>.*?<title>[^<]+</title>/#).count
        > 0)
    #expect(html.matches(of: #/<figcaption>[^<]+</figcaption>/#).count == drawings)
    #expect(!html.contains("http://") || html.matches(of: #/http:\/\/(?!www\.w3\.org\/2000\/svg)/#).isEmpty)
    #expect(!html.contains("pricing-"), "a word is missing")
    #expect(html.contains(language == .fr ? "14/03/2026" : "14 Mar 2026"))
    #expect(html.contains(ProgramVersion.text))
  }

  /// As many variants, lines and years as a project may have.
  private func longProject() throws -> ProjectFile {
    func variant(_ name: String, _ investment: Int, _ tonnes: Int) -> String {
      let lines = (1...200).map { "    - {label: Line \($0), kind: opex, amount: \($0)}" }.joined(separator: "\n")
      return "    name: \(name)\n    investment: \(investment)\n    lines:\n\(lines)\n    emissions: \(tonnes) t\n"
    }
    let others = (1...9).map { "  -\n" + variant("Variant \($0)", 100_000 * $0, 900 - 90 * $0) }.joined()
    let text = """
      project: Everything at once
      first_year: 2026
      years: 99
      rate: 4 %
      lag: 1
      price: 150
      reference:
      \(variant("Reference", 1000, 1000))variants:
      \(others)
      """
    return try ProjectFile(yaml: text, try SheetSample.shipped.get())
  }

  @Test(.enabled(if: SheetPrinter.isThere, SheetPrinter.absent))
  func `What is too long for two pages is cut, and the sheet says so`() throws {
    let library = try SheetSample.shipped.get()
    let speaker = Speaker(library.catalogue, .fr)
    let file = try longProject()
    let actions = (1...200).map { place in
      AbatementAction(name: "Action \(place)", investment: 1000, yearlyCost: Double(place), years: 10, tonnes: 2)
    }
    let years = (2001...2020).map { year in
      "  - {year: \(year), revenue: 900000, value_added: 500000, gross_operating_surplus: 90000, operating_result: 60000, "
        + "net_result: 40000, equity: 300000, balance_total: 700000, financial_debt: 90000, cash: 20000, "
        + "scope_1: 20 t, scope_2: 5 t, scope_3: 300 t}"
    }.joined(separator: "\n")
    let margin = try MarginFile(
      yaml: "margin: Twenty years\nprice: 150\nyears:\n" + years, folder: URL(filePath: "/"), library.prices)
    let report = try RestateMargin(library).run(margin, choice: PriceChoice()).report
    for sample in [
      try SheetSample.implicit(file, speaker), try SheetSample.appraisal(file, speaker),
      try SheetSample.margins(report, speaker),
      try SheetSample.curve(try AbatementCurve(actions, rate: 0.05, price: Rational(150)), speaker),
    ] {
      #expect(try SheetPrinter.print(sample.html).pages == 2)
      #expect(sample.html.contains("faute de place"))
    }
  }

  @Test func `A name that looks like markup is shown as it was typed`() throws {
    let library = try SheetSample.shipped.get()
    let file = try ProjectFile(
      yaml: """
        project: "<b>Tom & \\"Jerry\\"</b>"
        first_year: 2026
        years: 3
        rate: 0 %
        reference: {name: "a <i>", investment: 0, emissions: 2 t}
        variants: [{name: "b\u{E000}c {amount}", investment: 10, emissions: 1 t}]
        """, library)
    let sample = try SheetSample.implicit(file, Speaker(library.catalogue, .en))
    #expect(!sample.html.contains("<b>") && !sample.html.contains("<i>"))
    let names = SheetReader(html: sample.html).figures.filter { $0.form == .text }.map(\.words)
    #expect(names.contains("<b>Tom & \"Jerry\"</b>"))
    #expect(names.contains("b\u{E000}c {amount}"))
  }

  @Test func `A variant that avoids nothing, and one that pays alone, are said to`() throws {
    let library = try SheetSample.shipped.get()
    func answer(_ emissions: String, _ investment: Int) throws -> String {
      let file = try ProjectFile(
        yaml: """
          project: P
          first_year: 2026
          years: 3
          rate: 0 %
          reference: {name: Old, investment: 100, emissions: 2 t}
          variants: [{name: New, investment: \(investment), emissions: \(emissions)}]
          """, library)
      let html = try SheetSample.implicit(file, Speaker(library.catalogue, .en)).html
      return try #require(html.firstMatch(of: #/<p class="answer">(.*?)<\/p>/#).map { String($0.1) })
    }
    #expect(try answer("2 t", 200).contains("there is no implicit price"))
    #expect(try answer("1 t", 50).contains("even without a carbon price"))
    #expect(try answer("1 t", 400).contains(">€100.00/t<"))
  }
}
