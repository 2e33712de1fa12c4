import Quantities
import Testing

@testable import CarbonPricing

@Suite struct AbatementTests {
  private func action(_ name: String, _ investment: Double, _ yearly: Double, _ tonnes: Double) -> AbatementAction {
    AbatementAction(name: name, investment: investment, yearlyCost: yearly, years: 10, tonnes: tonnes)
  }

  @Test func `Actions stand by the cost of their tonne, and their tonnes add up`() throws {
    let curve = try AbatementCurve(
      [action("dear", 1000, 0, 1), action("saves", 0, -50, 2), action("fair", 400, 0, 4)], rate: 0, price: Rational(50))
    #expect(curve.steps.map(\.action.name) == ["saves", "fair", "dear"])
    #expect(curve.steps.map(\.costPerTonne) == [-25, 10, 100])
    #expect(curve.steps.map(\.cumulativeTonnes) == [2, 6, 7])
    #expect(curve.worthwhile.map(\.action.name) == ["saves", "fair"])
    #expect(curve.saving.count == 1)
    #expect(curve.totalTonnes == 7)
  }

  @Test func `Discounting makes what is spent at once dearer by the tonne`() throws {
    let curve = try AbatementCurve([action("a", 1000, 0, 1)], rate: 0.05, price: nil)
    #expect(abs(curve.steps[0].costPerTonne - 1000 / 7.721734929) < 1e-6)
    #expect(curve.worthwhile == [])
  }

  @Test func `An action that avoids nothing is refused by name`() {
    let refusal = #expect(throws: Refusal.self) {
      try AbatementCurve([action("nought", 1, 1, 0)], rate: 0, price: nil)
    }
    #expect(refusal?.says(PricingRefusal.nothingAvoided) == true)
    #expect(refusal?.diagnostics[0].message.values["action"] == .text("nought"))
  }

  @Test func `An action whose tonne costs exactly the price is justified`() throws {
    let action = AbatementAction(name: "a", investment: 0, yearlyCost: 1000.1, years: 5, tonnes: 0.1)
    let curve = try AbatementCurve([action], rate: 0.06, price: Rational(10_001))
    #expect(curve.worthwhile.count == 1)
    #expect(try AbatementCurve([action], rate: 0.06, price: Rational(decimal: "10000.99")).worthwhile.isEmpty)
  }
}
