import CanonicalJSON
import CarbonPricing
import Foundation
import Quantities
import TestSupport
import Testing
import WrittenFiles

@testable import PricingUseCases
@testable import UseCases

@Suite struct PricingFileTests {
  private static let shipped = Result { try Library.shipped() }
  private let library: Library

  init() throws { library = try Self.shipped.get() }

  private static let project = """
    project: p
    first_year: 2025
    years: 3
    rate: 5 %
    price: 100
    reference: {name: a, investment: 10 k€, emissions: 2.5 t}
    variants:
      - name: b
        investment: [1 M€, 5]
        life: 4
        emissions_at_start: 800 kg
        emissions: [1 t, 2 t, 3 t]
        lines:
          - {label: l, kind: savings, amount: 1 200, growth: -1 %, from: 2, to: 3}
          - {label: f, kind: opex, quantity: 1 m3, unit_price: 2, fuel: energy.diesel}
        pollutants: [{name: NOx, tonnes: 0.5, price: 13 000}]

    """

  @Test func `Everything a project may say is read`() throws {
    let file = try ProjectFile(yaml: Self.project, library)
    let (a, b) = (file.variants[0], file.variants[1])
    #expect(a.investments == [10_000])
    #expect(a.emissions[1] == 2.5)
    #expect(b.investments == [1_000_000, 5])
    #expect(b.life == 4)
    #expect(b.emissionsAtStart == 0.8)
    #expect([1, 2, 3].map { b.emissions[$0] } == [1, 2, 3])
    #expect([1, 2].map { b.lines[0].amounts[$0] } == [0, 1200])
    #expect(abs(b.lines[0].amounts[3] - 1188) < 1e-9)
    // A cubic metre of diesel is a thousand litres.
    #expect(b.lines[1].fuel?.quantity == Quantity(Rational(1000), .litre))
    #expect(b.pollutants[0].price == 13_000)
    #expect(file.discounting == Discounting(rate: 0.05, timing: .end, lag: 0))
    #expect(file.price == PriceSchedule(flat: Rational(100)))
  }

  @Test(
    arguments: [
      ("price: 100", "price: cent", "price-file.not-a-price", 5, "price"),
      ("price: 100", "price: {follows: quinet}", "pricing.trajectory-unknown", 5, "price"),
      ("price: 100", "price: {follows: epa-2.0}", "pricing.currency-unconverted", 5, "price"),
      ("price: 100", "price: {tomorrow: 3}", "price-file.not-a-year", 5, "price.tomorrow"),
      ("rate: 5 %", "rate: 5", "firm.out-of-range", 4, "rate"),
      ("rate: 5 %", "rate: cinq", "price-file.not-a-percentage", 4, "rate"),
      ("years: 3", "years: 0", "firm.out-of-range", 3, "years"),
      ("years: 3", "years: 4", "pricing.wrong-length", 12, "variants[1].emissions"),
      ("first_year: 2025", "first_year: 25", "firm.out-of-range", 2, "first_year"),
      ("price: 100", "timing: never", "firm.not-a-choice", 5, "timing"),
      ("kind: savings", "kind: gain", "firm.not-a-choice", 14, "variants[1].lines[1].kind"),
      ("kind: opex, quantity: 1 m3", "kind: opex", "price-file.amount-missing", 15, "variants[1].lines[2]"),
      ("quantity: 1 m3", "quantity: 1 kWh", "price-file.unit-mismatch", 15, "variants[1].lines[2].quantity"),
      ("fuel: energy.diesel", "fuel: diesel", "price-file.factor-unknown", 15, "variants[1].lines[2].fuel"),
      ("emissions: 2.5 t", "emissions: 2.5", "firm.not-carbon", 6, "reference.emissions"),
      ("amount: 1 200", "amount: -5", "firm.out-of-range", 14, "variants[1].lines[1].amount"),
      ("project: p", "project: p\nprojet: p", "firm.unknown-key", 2, "projet"),
      ("tonnes: 0.5, ", "", "firm.required", 16, "variants[1].pollutants[1]"),
    ])
  func `Each mistake is named by its key, line and field`(
    right: String, wrong: String, key: String, line: Int, field: String
  ) throws {
    let text = Self.project.replacing(right, with: wrong)
    let refusal = #expect(throws: Refusal.self) { try ProjectFile(yaml: text, library) }
    let found = try #require(refusal?.diagnostics.first { $0.message.key == key }, "\(refusal?.diagnostics ?? [])")
    #expect(found.line == line)
    #expect(found.field == field)
  }

  @Test func `All mistakes are told at once`() throws {
    let text = Self.project.replacing("rate: 5 %", with: "rate: x").replacing("life: 4", with: "life: y")
    let refusal = #expect(throws: Refusal.self) { try ProjectFile(yaml: text, library) }
    #expect(refusal?.diagnostics.map(\.field) == ["rate", "variants[1].life"])
  }

  @Test func `A file that is not pairs, or too long, is refused`() {
    for text in ["- a", "", "a: [", String(repeating: "#", count: 1_000_001)] {
      #expect(throws: Refusal.self) { try ProjectFile(yaml: text, library) }
    }
  }

  @Test func `A table says the same as YAML`() throws {
    let table = """
      variant,kind,label,year,amount
      a,investment,,,10000
      a,emissions,,,2.5
      b,investment,,1,1000000
      b,investment,,2,5
      b,life,,,4
      b,savings,l,2,1200
      b,savings,l,3,1188
      b,emissions,,1,1
      b,emissions,,2,2
      b,emissions,,3,3

      """
    let frame = ProjectTable.Frame(
      name: "p", firstYear: 2025, years: 3, discounting: Discounting(rate: 0.05, timing: .end),
      price: PriceSchedule(flat: Rational(100)))
    let file = try ProjectTable.read(Array(table.utf8), frame)
    let yaml = """
      project: p
      first_year: 2025
      years: 3
      rate: 5 %
      price: 100
      reference: {name: a, investment: 10000, emissions: 2.5 t}
      variants:
        - name: b
          investment: [1000000, 5]
          life: 4
          lines: [{label: l, kind: savings, amount: [0, 1200, 1188]}]
          emissions: [1 t, 2 t, 3 t]
      """
    let job = AppraiseProject(library)
    let (first, second) = (
      AppraisalDocument.json(try job.run(file, needsPrice: true)),
      AppraisalDocument.json(try job.run(try ProjectFile(yaml: yaml, library), needsPrice: true))
    )
    // Longer lives than the file's are extended by the last value of a list, by the level of a single value.
    #expect(first["comparisons"] == second["comparisons"])
    #expect(first["variants"]?.at("/1/npv_with_carbon_eur") == second["variants"]?.at("/1/npv_with_carbon_eur"))
  }

  @Test(
    arguments: [
      ("b,magic,,,1", "kind", 2), ("b,opex,x,9,1", "year", 2), ("b,opex,x,,-1", "amount", 2),
      (",opex,x,,1", "variant", 2),
      ("b,life,,,1.5", "amount", 2),
    ])
  func `A wrong cell of a table is named by its line and column`(row: String, column: String, line: Int) throws {
    let frame = ProjectTable.Frame(
      name: "p", firstYear: 2025, years: 3, discounting: Discounting(rate: 0, timing: .end), price: nil)
    let refusal = #expect(throws: Refusal.self) {
      try ProjectTable.read(Array("variant,kind,label,year,amount\n\(row)\n".utf8), frame)
    }
    #expect(refusal?.says(PriceFileRefusal.cellWrong) == true)
    #expect(refusal?.diagnostics[0].field == column)
    #expect(refusal?.diagnostics[0].line == line)
  }

  @Test func `What a row says of one year is of that year, however long the calculation`() throws {
    let table = """
      variant,kind,label,year,amount
      a,emissions,,,2
      b,investment,,,100
      b,opex,repair,2,10
      b,opex,repair,,1
      b,emissions,,,1

      """
    let frame = ProjectTable.Frame(
      name: "p", firstYear: 2025, years: 3, discounting: Discounting(rate: 0, timing: .end), price: nil)
    let repair = try ProjectTable.read(Array(table.utf8), frame).variants[1].lines[0].amounts
    #expect((1...5).map { repair[$0] } == [1, 11, 1, 1, 1])
  }

  @Test(
    arguments: [
      "2024,net_result,1\n2024,net_result,2", "2024,net_result,1\n2024,scope_1,1\n2024,scopes_1_2,2",
      "2024,scope_3,1\n2024,scope_3,1",
    ])
  func `What a table of margins says twice is refused`(rows: String) {
    #expect(throws: Refusal.self) { try MarginTable.read(Array("year,item,value\n\(rows)\n".utf8), name: "m") }
  }

  @Test func `Margins as a table and as YAML are the same`() throws {
    let table = """
      year,item,value
      2024,net_result,5579400
      2024,revenue,121824166
      2024,scopes_1_2,470
      2024,scope_3,9327

      """
    let yaml = """
      margin: x
      price: 256
      years: [{year: 2024, net_result: 5579400, revenue: 121824166, scopes_1_2: 470 t, scope_3: 9327 t}]
      """
    let job = RestateMargin(library)
    let first = try job.run(
      MarginTable.read(Array(table.utf8), name: "x"), choice: PriceChoice(price: "256"))
    let second = try job.run(
      MarginFile(yaml: yaml, folder: URL(filePath: "/"), library.prices), choice: PriceChoice())
    #expect(MarginDocument.json(first.report) == MarginDocument.json(second.report))
    #expect(
      MarginDocument.json(first.report).at("/years/0/margins/net_result/1+2+3/margin_eur")?.text == "3071368.00")
  }

  @Test func `A policy's price for a use may be named in place of a file's`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "policy.yaml")
      try Data("policy: p\nprices: [{use: all, price: 50}, {use: capex, price: 150}]\n".utf8).write(to: file)
      func price(_ use: PriceUse) throws -> PriceSchedule? {
        try PriceChoice(policy: file.path, use: use).schedule(library.prices)
      }
      #expect(try price(.capex) == PriceSchedule(flat: Rational(150)))
      #expect(try price(.purchasing) == PriceSchedule(flat: Rational(50)))
    }
  }

  @Test(
    arguments: [
      (",1,,,2,3", "name"), ("a,x,,,2,3", "investment"), ("a,1,,,2.5,3", "years"), ("a,1,,,,3", "years"),
      ("a,1,,,2,", "tonnes"),
    ])
  func `A wrong cell of a list of actions is named`(row: String, column: String) {
    let table = "name,investment,yearly_cost,yearly_saving,years,tonnes\n\(row)\n"
    let refusal = #expect(throws: Refusal.self) { try ActionFile(csv: Array(table.utf8)) }
    #expect(refusal?.diagnostics.map(\.field) == [column])
  }

  @Test func `Actions as a table and as YAML are the same`() throws {
    let table = "name,investment,yearly_cost,yearly_saving,years,tonnes\na,1000,,50,10,2.5\n"
    let yaml = "actions: [{name: a, investment: 1000, yearly_saving: 50, years: 10, tonnes: 2500 kg}]"
    #expect(try ActionFile(csv: Array(table.utf8)).actions == ActionFile(yaml: yaml, library.prices).actions)
  }

  @Test func `Both scopes apart and together contradict each other`() throws {
    let yaml = "margin: x\nprice: 1\nyears: [{year: 2024, net_result: 1, scope_1: 1 t, scopes_1_2: 2 t}]"
    let refusal = #expect(throws: Refusal.self) {
      try MarginFile(yaml: yaml, folder: URL(filePath: "/"), library.prices)
    }
    #expect(refusal?.says(WrittenMessage.oneOf) == true)
  }

  @Test func `A price is asked for where there is none`() throws {
    let yaml = "margin: x\nyears: [{year: 2024, net_result: 1, scopes_1_2: 2 t}]"
    let file = try MarginFile(yaml: yaml, folder: URL(filePath: "/"), library.prices)
    let refusal = #expect(throws: Refusal.self) { try RestateMargin(library).run(file, choice: PriceChoice()) }
    #expect(refusal?.says(PricingRefusal.priceMissing) == true)
  }

  @Test(arguments: [("8 %", "0.08"), ("0.08", "0.08"), ("2,5 %", "0.025"), ("100 %", "1"), ("0", "0")])
  func `Shares are read with or without the sign`(text: String, value: String) throws {
    #expect(try WrittenValue.share(text) == Rational(decimal: value))
  }

  @Test(arguments: [("28,2 M€", 2_820_000_000), ("-1 437,12 €", -143_712), ("12 k€", 1_200_000), ("5", 500)])
  func `Amounts are read in euros, thousands and millions`(text: String, cents: Int64) throws {
    #expect(try WrittenValue.signedMoney(text).cents == cents)
  }

  @Test(arguments: ["256", "256 €", "256 €/t", "256 EUR/tCO2e"])
  func `Prices are read with or without their unit`(text: String) throws {
    #expect(try WrittenValue.carbonPrice(text) == Rational(256))
  }
}
