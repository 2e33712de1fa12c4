import CarbonAccounting
import Quantities
import TestSupport
import Testing

@testable import UseCases

@Suite("firm.yaml")
struct FirmFileTests {
  private func read() throws -> FirmFile {
    try FirmFile(text: String(decoding: Checkout.bytes("Tests/UseCasesTests/Fixtures/complete.yaml"), as: UTF8.self))
  }

  @Test("Everything a firm may say is read")
  func complete() throws {
    let firm = try read()
    let settings = firm.settings
    #expect(firm.name == "Menuiserie du Bocage")
    #expect(firm.siren == "732829320")
    #expect(firm.contentFiles == ["contents.csv"])
    #expect(settings.activities.map(\.kind) == [.production, .resale])
    #expect(settings.activities[0].output?.quantity == Quantity(Rational(1250), .cubicMetre))
    #expect(settings.keys[0].shares == ["workshop": 70_000_000, "shop": 30_500_000])
    #expect(settings.keys[0].basis == .costAccounting)
    #expect(settings.keys[1].match == LineMatch(journal: "HA2", supplier: "SCI Les Copeaux"))
    #expect(
      settings.rules.map(\.outcome) == [
        .purchase(category: "specific.1", factor: "naf:25.72Z:production"),
        .purchase(category: "other", factor: "id:energy.diesel"), .outside(reason: "refacturé au client"),
      ])
    #expect(settings.measures[0].quantity == Quantity(try #require(Rational(decimal: "118102.5")), .kilowattHour))
    #expect(
      settings.supplierContents.map(\.value) == [
        .intensity(CarbonIntensity(milligrams: 412_500)), .content(CarbonMass(grams: 1_250_000)),
      ])
    #expect(settings.directEmissions.map(\.carbon.grams) == [3_200_000, -800])
    #expect(settings.directEmissions[1].activity == "workshop")
    #expect(settings.assets[0].value == Money(cents: 9_800_000))
    #expect(settings.transmissions["workshop"]?.factors.map(\.from.iso) == ["2024-04-01", "2024-09-01"])
    #expect(settings.transmissions["shop"]?.total == CarbonMass(grams: 12_500_000))
    #expect(settings.expectations["workshop"]?.revenue == Money(cents: 250_000_000))
    #expect(settings.vintages == ["energy.electricity": "V23.6-2023"])
    #expect(settings.isBudget && settings.acceptsLabels)
  }

  @Test(
    "Each mistake is named by its key, line and field",
    arguments: [
      ("activities: [{id: a, naf: 16.23Z}]\nmesures: []", "firm.unknown-key", 2, "mesures"),
      ("activities:\n  - id: a", "firm.activity-blank", 2, "activities[1]"),
      ("activities:\n  - naf: 16.23Z", "firm.required", 2, "activities[1]"),
      ("activities: a", "firm.not-a-list", 1, "activities"),
      ("activities: [{id: a, naf: 16.23Z}, {id: a, naf: 16.23Z}]", "firm.duplicate", 1, ""),
      ("activities: [{id: a, naf: 16.23Z, kind: magic}]", "firm.not-a-choice", 1, "activities[1].kind"),
      ("activities: [{id: a, naf: 16.23Z, output: beaucoup}]", "firm.not-a-quantity", 1, "activities[1].output"),
      ("activities: [{id: [a], naf: 16.23Z}]", "firm.not-text", 1, "activities[1].id"),
      ("measures: [{energy: e, quantity: 3 kWh}]", "firm.no-match", 1, "measures[1]"),
      ("measures: [{energy: e, account: \"6\", quantity: 3}]", "firm.not-a-quantity", 1, "measures[1].quantity"),
      ("supplier_contents: [{supplier: s, account: a}]", "firm.one-of", 1, "supplier_contents[1]"),
      (
        "supplier_contents: [{supplier: s, account: a, factor: x}]", "firm.not-a-number", 1,
        "supplier_contents[1].factor"
      ),
      (
        "supplier_contents: [{supplier: s, account: a, content: 3}]", "firm.not-carbon", 1,
        "supplier_contents[1].content"
      ),
      (
        "direct_emissions: [{what: w, carbon: 1 t, author: a, date: hier}]", "firm.not-a-date", 1,
        "direct_emissions[1].date"
      ),
      (
        "assets: [{what: w, account: \"2\", value: 1.005, content: 1 t, allowance: 1}]", "firm.not-money", 1,
        "assets[1].value"
      ),
      (
        "keys: [{account: \"6\", shares: {a: beaucoup}, basis: cost-accounting}]", "firm.not-a-number", 1,
        "keys[1].shares.a"
      ),
      ("keys: [{account: \"6\", shares: {a: 1}}]", "firm.required", 1, "keys[1]"),
      ("vintages: [a]", "firm.not-a-map", 1, "vintages"),
      (
        "measures: [{energy: e, account: \"6\", quantity: \"63,695 kWh\"}]", "firm.ambiguous-number", 1,
        "measures[1].quantity"
      ),
      ("measures: [{energy: e, account: \"6\", quantity: 0 kWh}]", "firm.out-of-range", 1, "measures[1].quantity"),
      ("measures: [{energy: e, account: \"6\", quantity: -5 kWh}]", "firm.out-of-range", 1, "measures[1].quantity"),
      (
        "assets: [{what: w, account: \"2\", value: 10, content: 1 t, allowance: 11}]", "firm.out-of-range", 1,
        "assets[1].allowance"
      ),
      (
        "assets: [{what: w, account: \"2\", value: 0, content: 1 t, allowance: 0}]", "firm.out-of-range", 1,
        "assets[1].value"
      ),
      ("expected: {a: {carbon: -1 t}}", "firm.out-of-range", 1, "expected.a.carbon"),
      ("expected: {a: {revenue: 0}}", "firm.out-of-range", 1, "expected.a.revenue"),
      ("budget: peut-être", "firm.not-a-choice", 1, "budget"),
      ("accept_labels: 1", "firm.not-a-choice", 1, "accept_labels"),
      ("activities: [{id: a b, naf: 16.23Z}]", "firm.bad-id", 1, "activities[1]"),
      ("activities: [{id: é, naf: 16.23Z}]", "firm.bad-id", 1, "activities[1]"),
      ("activities:\n  - id: a\n    naf: 16.23Z\n    id: b\n", "firm.duplicate-key", 2, "id"),
      ("- a", "firm.not-a-map", nil, nil),
      ("a: [", "firm.yaml-unreadable", 2, nil),
    ] as [(String, String, Int?, String?)])
  func mistakes(text: String, key: String, line: Int?, field: String?) throws {
    let refusal = try #require(throws: Refusal.self) { try FirmFile(text: text) }
    let diagnostic = try #require(refusal.diagnostics.first)
    #expect(refusal.diagnostics.count == 1, "\(refusal.diagnostics)")
    #expect(diagnostic.message.key == key)
    #expect(diagnostic.line == line)
    #expect(diagnostic.field ?? "" == field ?? "")
  }

  @Test("A few lines that stand for more than any memory holds are refused", .timeLimit(.minutes(1)))
  func aliases() throws {
    var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      bomb += "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 10).joined(separator: ",") + "]\n"
    }
    bomb += "? *i\n: 1\n"
    let refusal = try #require(throws: Refusal.self) { try FirmFile(text: bomb) }
    #expect(refusal.diagnostics.map(\.message.key) == ["firm.aliases"])
    // Signs in words are words.
    let text = "firm: {name: R&D *étoile* & Co}\nactivities: [{id: a, naf: 16.23Z}]\n"
    #expect(try FirmFile(text: text).name == "R&D *étoile* & Co")
  }

  @Test("Names lose their control characters and line breaks")
  func names() throws {
    let text =
      "firm: {name: \"A\\eB\\nC\\u2028D\"}\nactivities: [{id: a, name: \"x\\u0085y\", naf: 16.23Z}]\nbudget: Non\n"
    let firm = try FirmFile(text: text)
    #expect(firm.name == "A B C D")
    #expect(firm.settings.activities[0].label == "x y")
    #expect(!firm.settings.isBudget)
  }

  @Test("All mistakes are told at once")
  func allAtOnce() throws {
    let text = "activities: [{id: a, naf: 16.23Z, kin: x}]\nrules: [{factor: f}]\nmeasure: []\n"
    let refusal = try #require(throws: Refusal.self) { try FirmFile(text: text) }
    #expect(refusal.diagnostics.count == 3)
  }

  @Test("Supplier contents may stand in a CSV file")
  func contentsFile() throws {
    let contents = try SupplierContentFile.read(Checkout.bytes("Tests/UseCasesTests/Fixtures/contents.csv"))
    #expect(
      contents.map(\.value) == [
        .intensity(CarbonIntensity(milligrams: 55_250)), .content(CarbonMass(grams: 980_500)),
      ])
    #expect(contents.map(\.piece) == [nil, "F24-0043"])
  }

  @Test(
    "A contents file that lacks a column, or gives both values or none, is refused by line",
    arguments: [
      ("supplier\nF1\n", "contents.column", 1),
      ("supplier,invoice,factor_g_per_eur,content_kg,account,evidence\nF1,,1,2,a,e\n", "contents.value", 2),
      ("supplier,invoice,factor_g_per_eur,content_kg,account,evidence\nF1,,1,,a,e\nF2,,,,a,e\n", "contents.value", 3),
    ])
  func wrongContentsFile(text: String, key: String, line: Int) throws {
    let refusal = try #require(throws: Refusal.self) { try SupplierContentFile.read(Array(text.utf8)) }
    #expect(refusal.diagnostics.first?.message.key == key)
    #expect(refusal.diagnostics.first?.line == line)
  }
}
