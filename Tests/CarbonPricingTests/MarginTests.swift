import Quantities
import Testing

@testable import CarbonPricing

@Suite struct MarginTests {
  private let library: PriceLibrary

  init() throws { library = try Shipped.library() }

  private func tonnes(_ tonnes: Int64) -> CarbonMass { CarbonMass(grams: tonnes * 1_000_000) }
  private func euros(_ euros: Int64) -> Money { Money(cents: euros * 100) }

  private func figures(
    _ result: Int64 = 1000, year: Int = 2024, scope3: Int64? = 4,
    balance: BalanceFigures = BalanceFigures(equity: nil, total: nil, financialDebt: nil, cash: nil)
  ) -> MarginFigures {
    MarginFigures(
      year: year, indicators: [.operatingResult: euros(result)], revenue: euros(10_000), balance: balance,
      emissions: ScopeEmissions(scope1: tonnes(1), scope2: tonnes(2), scope3: scope3.map(tonnes)))
  }

  private func margin(_ figures: MarginFigures, _ price: Int64, before: ScopeEmissions? = nil) throws
    -> DecarbonatedMargin
  {
    try DecarbonatedMargin(figures, PriceSchedule(flat: Rational(price)), previous: before, library)
  }

  @Test func `Each perimeter holds those before it`() throws {
    let lines = try margin(figures(), 100).lines
    #expect(lines.map(\.perimeter) == [.scope1, .scopes1And2, .scopes1To3])
    #expect(lines.map(\.bill) == [euros(100), euros(300), euros(700)])
    #expect(lines.map(\.margin) == [euros(900), euros(700), euros(300)])
    #expect(lines[2].kept == Rational(decimal: "0.3"))
    #expect(lines[2].rateAfter == Rational(decimal: "0.03"))
    #expect(lines[2].breakEvenPrice?.decimalText(places: 4) == "142.8571")
  }

  @Test func `At its break-even price nothing is left`() throws {
    let price = try #require(try margin(figures(), 100)[.operatingResult, .scopes1To3]?.breakEvenPrice)
    let line = try DecarbonatedMargin(figures(), PriceSchedule(flat: price), library)[.operatingResult, .scopes1To3]
    #expect(line?.margin == .zero)
  }

  @Test func `The bill is rounded once, half to even, to the cent`() throws {
    // 0.05 g at 1 000 000 €/t are 5 cents; a gram at 5 000 €/t is half a cent.
    #expect(try CarbonBill.amount(CarbonMass(grams: 1), at: Rational(5000)).cents == 0)
    #expect(try CarbonBill.amount(CarbonMass(grams: 3), at: Rational(5000)).cents == 2)
    #expect(try CarbonBill.amount(tonnes(470), at: Rational(256)).cents == 12_032_000)
  }

  @Test func `Without scope 3 there is no widest perimeter and no score`() throws {
    let margin = try margin(figures(scope3: nil), 100)
    #expect(margin.lines.map(\.perimeter) == [.scope1, .scopes1And2])
    #expect(margin.score == nil)
  }

  @Test func `A loss has no shares, and a bill past the result is said`() throws {
    let loss = try margin(figures(-5), 100)
    #expect(loss.lines.allSatisfy { $0.kept == nil && $0.breakEvenPrice == nil })
    #expect(loss.warnings.map(\.message.key) == [PricingCaution.indicatorNotPositive.rawValue])
    let consumed = try margin(figures(500), 100)
    #expect(consumed.warnings.map(\.message.key) == [PricingCaution.indicatorConsumed.rawValue])
    #expect(consumed.warnings[0].message.values["perimeter"] == .text("1+2+3"))
  }

  @Test(arguments: [(20, "A"), (50, "B"), (100, "C"), (200, "D"), (500, "E"), (501, "F")])
  func `The letter follows the share of the result`(price: Int64, letter: String) throws {
    // Seven tonnes against a result of 700: price in euros is the share in percent.
    #expect(try margin(figures(700), price).score?.letter == letter)
  }

  @Test func `A shrinking bill gains a letter, a growing one loses one, a small change neither`() throws {
    func letter(_ before: Int64, price: Int64 = 50) throws -> String? {
      let previous = ScopeEmissions(scopes1And2: tonnes(0), scope3: CarbonMass(grams: before))
      return try margin(figures(700), price, before: previous).score?.letter
    }
    #expect(try letter(8_000_000) == "A")
    #expect(try letter(7_000_000) == "B")
    #expect(try letter(7_100_000) == "B")
    #expect(try letter(6_000_000) == "C")
    // A bill larger than the result stays below C however fast it shrinks.
    #expect(try letter(70_000_000, price: 150) == "D")
    #expect(try letter(70_000_000, price: 300) == "D")
  }

  @Test func `Ratios are restated by the bill, and those without meaning are none`() throws {
    let balance = BalanceFigures(
      equity: euros(2000), total: euros(5000), financialDebt: euros(900), cash: euros(100))
    var figures = figures(balance: balance)
    figures = MarginFigures(
      year: 2024, indicators: [.grossOperatingSurplus: euros(1000)], revenue: nil, balance: balance,
      emissions: figures.emissions)
    let ratios = try margin(figures, 100).ratios
    #expect(ratios.map(\.kind) == [.leverage, .solvency, .gearing])
    #expect(ratios[0].before == Rational(decimal: "0.8"))
    #expect(ratios[0].after[2].value?.decimalText(places: 4) == "2.6667")  // 800 / 300
    #expect(ratios[1].after[2].value?.decimalText(places: 4) == "0.3023")  // 1 300 / 4 300
    #expect(ratios[2].after[2].value?.decimalText(places: 4) == "0.6154")  // 800 / 1 300
    let consumed = try margin(figures, 200).ratios[0].after[2]
    #expect(consumed.value == nil)
    #expect(consumed.isAcceptable == nil)
    #expect(try margin(figures, 120).ratios[0].after[2].isAcceptable == false)  // 800 / 160 = 5
  }

  @Test func `Years come in order, each once, and the change is between the last two`() throws {
    let price = PriceSchedule(flat: Rational(100))
    let report = try MarginReport(
      name: "x", [(figures(1200, year: 2024), price), (figures(1000, year: 2023), price)], library)
    #expect(report.years.map(\.figures.year) == [2023, 2024])
    #expect(report.change?.indicators[.operatingResult] == Rational(decimal: "0.2"))
    #expect(report.change?.margins[.operatingResult]?.decimalText(places: 4) == "0.6667")  // 300 to 500
    #expect(report.change?.emissions == .zero)
    #expect(throws: Refusal.self) {
      try MarginReport(name: "x", [(figures(), price), (figures(), price)], library)
    }
  }

  @Test func `Years without a result or without emissions are refused`() throws {
    let none = MarginFigures(
      year: 2024, indicators: [:], revenue: nil, balance: figures().balance, emissions: figures().emissions)
    let silent = MarginFigures(
      year: 2024, indicators: [.netResult: euros(1)], revenue: nil, balance: figures().balance,
      emissions: ScopeEmissions(scope1: nil, scope2: tonnes(1), scope3: tonnes(1)))
    let first = #expect(throws: Refusal.self) { try margin(none, 1) }
    let second = #expect(throws: Refusal.self) { try margin(silent, 1) }
    #expect(first?.says(PricingRefusal.indicatorMissing) == true)
    #expect(second?.says(PricingRefusal.emissionsMissing) == true)
  }
}
