import Quantities
import Testing

@testable import CarbonPricing

@Suite struct RateTests {
  @Test func `Flows with one change of sign have one rate`() throws {
    let rate = RateOfReturn([-100, 60, 60])
    #expect(rate.signChanges == 1)
    // x = 1 / (1 + r) solves 60 x² + 60 x = 100.
    let x = (-60 + (3600.0 + 24000).squareRoot()) / 120
    #expect(abs(try #require(rate.value) - (1 / x - 1)) < 1e-12)
    #expect(!rate.isAmbiguous)
  }

  @Test func `Flows that only cost have no rate`() {
    #expect(RateOfReturn([-100, -5]).value == nil)
    #expect(RateOfReturn([]).value == nil)
    #expect(RateOfReturn([0, 0]).value == nil)
  }

  @Test func `Two rates are both found and the nearest to zero is given`() throws {
    // -100 + 230 x - 132 x² is nil at 10 % and at 20 %.
    let rate = RateOfReturn([-100, 230, -132])
    #expect(rate.isAmbiguous)
    #expect(rate.all.count == 2)
    #expect(abs(rate.all[0] - 0.1) < 1e-9)
    #expect(abs(rate.all[1] - 0.2) < 1e-9)
    #expect(abs(try #require(rate.value) - 0.1) < 1e-9)
  }

  @Test func `A rate at which the worth comes to nil without changing sign is found too`() throws {
    // -1000 (1 - 1.2 x)²: nil at 20 %, negative on both sides.
    let rate = RateOfReturn([-1000, 2400, -1440])
    #expect(rate.all.count == 1)
    #expect(abs(try #require(rate.value) - 0.2) < 1e-5)
    #expect(RateOfReturn([-1000, 2400, -1441]).all.isEmpty)
  }

  @Test func `A loss over its life has a negative rate`() throws {
    #expect(abs(try #require(RateOfReturn([-100, 40, 40]).value) - -0.1366) < 1e-3)
  }

  @Test(arguments: 0..<200) func `At its rate a chronicle is worth nothing`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let gains = (0..<Int.random(in: 1...40, using: &random)).map { _ in Double.random(in: 0...500, using: &random) }
    let flows = [-Double.random(in: 1...2000, using: &random)] + gains
    guard let rate = RateOfReturn(flows).value else { return }
    let discounting = Discounting(rate: rate, timing: .end)
    let worth = flows.enumerated().reduce(0) { $0 + $1.element * discounting.factor($1.offset) }
    let size = flows.enumerated().reduce(0) { $0 + abs($1.element) * discounting.factor($1.offset) }
    #expect(abs(worth) <= 1e-12 * size)
  }

  @Test func `Payback counts the part of the year, and only a balance that stays`() {
    #expect(Payback.years([-100, 40, 40, 40]) == 2.5)
    #expect(Payback.years([-100, 50, 50]) == 2)
    #expect(Payback.years([-100, 50]) == nil)
    #expect(Payback.years([10, 10]) == 0)
    #expect(Payback.years([-100, 150, -100, 100]) == 2.5)
  }

  @Test func `Sensitivity to one hypothesis moves with it, and doubles nothing else`() throws {
    let library = try Shipped.library()
    let project = try CarbonProject.sketch(rate: 0.05, price: 100)
    let base = try ProjectAppraisal(project, library).comparisons[0]
    let analysis = try SensitivityAnalysis(project, library).results[0]
    #expect(analysis.byPrice.map(\.value) == [0, 50, 75, 100, 125, 150, 200])
    #expect(abs(analysis.byPrice[0].npvWithCarbon - base.npv) < 1e-9)
    #expect(abs(analysis.byPrice[6].npvWithCarbon - (base.npv + 2 * base.avoidedValue)) < 1e-9)
    #expect(analysis.byRate.map(\.value).count == 5)
    #expect(analysis.byYears.contains { $0.value == 5 && abs($0.npvWithCarbon - base.npvWithCarbon) < 1e-9 })
    #expect(analysis.tornado.map(\.span) == analysis.tornado.map(\.span).sorted(by: >))
    let investment = try #require(analysis.tornado.first { $0.hypothesis == .investment })
    #expect(abs(investment.low.npvWithCarbon - (base.npvWithCarbon + 200)) < 1e-9)
  }

  @Test func `More years than the price trajectory has are left out of the sensitivity`() throws {
    let library = try Shipped.library()
    let schedule = try PriceSchedule(following: library.trajectory("quinet-2025"), conversion: library.conversion)
    let sketch = try CarbonProject.sketch()
    let project = try CarbonProject(
      name: "x", firstYear: 2030, years: 40, discounting: sketch.discounting, price: schedule,
      variants: sketch.variants)
    let result = try SensitivityAnalysis(project, library).results[0]
    #expect(result.byYears.map(\.value) == [20, 30, 40])
    #expect(!result.tornado.contains { $0.hypothesis == .years })
  }
}
