import Quantities
import Testing

@testable import CarbonPricing

@Suite struct FundTests {
  private let policy = PricePolicy(
    name: "fee", kind: .fee, perimeter: .scopes1And2,
    prices: [.all: PriceSchedule(points: [2025: Rational(60), 2026: Rational(72)])])

  private func fund(_ spendings: [CarbonFund.Spending], opening: Int64 = 0) throws -> CarbonFund {
    try CarbonFund(
      policy, opening: Money(cents: opening),
      contributions: [
        .init(year: 2025, label: "a", emissions: CarbonMass(grams: 85_000_000)),
        .init(year: 2026, label: "a", emissions: CarbonMass(grams: 1_234_567)),
      ], spendings: spendings)
  }

  @Test func `What comes in is emissions at the fee of the year, to the cent`() throws {
    let fund = try fund([.init(year: 2026, label: "p", amount: Money(cents: 300_000))])
    // 85 t x 60 €, then 1.234567 t x 72 € = 88.888824 €.
    #expect(fund.movements.map(\.amount.cents) == [510_000, 8889, -300_000])
    #expect(fund.balance.cents == 218_889)
    #expect(fund.collected - fund.spent == fund.balance)
  }

  @Test func `A project may take the last cent, and not one more`() throws {
    #expect(try fund([.init(year: 2025, label: "p", amount: Money(cents: 510_000))]).balance.cents == 8889)
    let refusal = #expect(throws: Refusal.self) {
      try fund([.init(year: 2025, label: "p", amount: Money(cents: 510_001))])
    }
    #expect(refusal?.says(PricingRefusal.fundOverdrawn) == true)
    #expect(refusal?.diagnostics[0].message.values["balance"] == .money(Money(cents: 510_000)))
  }

  @Test func `Money of a later year does not pay for an earlier one`() throws {
    #expect(throws: Refusal.self) { try fund([.init(year: 2024, label: "p", amount: Money(cents: 1))]) }
    #expect(try fund([.init(year: 2024, label: "p", amount: Money(cents: 1))], opening: 1).balance.cents == 518_889)
  }

  @Test(arguments: 0..<50) func `Whatever is asked of it, the fund is never overdrawn and loses no cent`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let spendings = (0..<20).map { number in
      CarbonFund.Spending(
        year: Int.random(in: 2024...2027, using: &random), label: "\(number)",
        amount: Money(cents: Int64.random(in: 0...60_000, using: &random)))
    }
    guard let fund = try? fund(spendings, opening: 500_000) else { return }
    #expect(fund.movements.allSatisfy { $0.balance >= .zero })
    #expect(fund.opening + fund.movements.map(\.amount).total() == fund.balance)
  }

  @Test func `A shadow price fills no fund`() throws {
    let shadow = PricePolicy(name: "s", kind: .shadow, perimeter: .scope1, prices: policy.prices)
    let refusal = #expect(throws: Refusal.self) {
      try CarbonFund(shadow, opening: .zero, contributions: [], spendings: [])
    }
    #expect(refusal?.says(PricingRefusal.fundWithoutFee) == true)
  }

  @Test func `A use without a price of its own takes that of all, else is refused`() throws {
    #expect(try policy.schedule(for: .capex) == policy.prices[.all])
    let narrow = PricePolicy(
      name: "n", kind: .shadow, perimeter: .scope1, prices: [.capex: PriceSchedule(flat: Rational(1))])
    let refusal = #expect(throws: Refusal.self) { try narrow.schedule(for: .purchasing) }
    #expect(refusal?.says(PricingRefusal.useWithoutPrice) == true)
  }

  @Test func `Amounts that do not fit are refused, not wrapped`() throws {
    let most = CarbonFund.Contribution(year: 2025, label: "a", emissions: CarbonMass.limit)
    let dear = PricePolicy(
      name: "d", kind: .fee, perimeter: .scope1, prices: [.all: PriceSchedule(flat: Rational(1_000_000))])
    let refusal = #expect(throws: Refusal.self) {
      try CarbonFund(dear, opening: .zero, contributions: Array(repeating: most, count: 1000), spendings: [])
    }
    #expect(refusal?.says(PricingRefusal.tooLarge) == true)
  }
}
