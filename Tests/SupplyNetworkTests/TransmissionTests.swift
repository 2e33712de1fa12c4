import CarbonAccounting
import Quantities
import Testing

@testable import SupplyNetwork

/// Firms that keep their accounts year by year, each with what its suppliers last closed, beside the contents of the
/// whole network at once.
@Suite("Transmission year by year")
struct TransmissionTests {
  /// A firm's books over the years, kept by the rule of the product.
  private struct Firm {
    let revenue: Money
    let direct: CarbonMass
    let purchases: [(supplier: Int, amount: Money)]
    var production = CarbonMass.zero
    var balance = CarbonMass.zero
    /// The factor of its last year's invoices, and of its last closed account.
    var printed = CarbonIntensity(milligrams: 0)

    /// What enters in a year when suppliers' invoices carry these.
    func inputs(_ contents: [CarbonIntensity]) throws -> CarbonMass {
      try purchases.reduce(direct) { $0 + (try contents[$1.supplier].content(of: $1.amount)) }
    }
  }

  /// A ring in which each firm also buys from one or two others: every firm is in loops.
  private func firms(_ count: Int, seed: UInt64) -> [Firm] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let revenue = Int64.random(in: 500_000_00...5_000_000_00, using: &random)
      let others = (0..<2).map { _ in Int.random(in: 0..<count, using: &random) }.filter { $0 != number }
      let suppliers = [(number + 1) % count] + others
      let share = Double.random(in: 0.3...0.6, using: &random) / Double(suppliers.count)
      return Firm(
        revenue: Money(cents: revenue),
        direct: CarbonMass(grams: revenue / 100 * Int64.random(in: 20...900, using: &random)),
        purchases: suppliers.map { ($0, Money(cents: Int64(Double(revenue) * share))) })
    }
  }

  private func solved(_ firms: [Firm]) throws -> [Double] {
    var sample = SampleNetwork()
    for (number, firm) in firms.enumerated() {
      sample.firms.append(.init(name: "F\(number)", cents: firm.revenue.cents, direct: firm.direct.grams))
      for purchase in firm.purchases {
        sample.purchases.append(
          .init(customer: "F\(number)", supplier: "F\(purchase.supplier)", cents: purchase.amount.cents))
      }
    }
    let solution = try sample.solved()
    return try (0..<firms.count).map { try #require(solution.content($0)) }
  }

  /// The largest relative distance between what invoices carry and the solved contents, year by year.
  private func distances(_ start: [Firm], policy: CarryOverProjection.Policy, years: Int) throws -> [Double] {
    let contents = try solved(start)
    var firms = start
    // Every firm's first year: nothing is known of suppliers, and production is deemed transmitted.
    for number in firms.indices {
      firms[number].production = firms[number].direct
      firms[number].printed = try CarbonIntensity(of: firms[number].direct, per: firms[number].revenue)
    }
    return try (0..<years).map { _ in
      let closed = firms.map(\.printed)
      for number in firms.indices {
        let firm = firms[number]
        let year = try #require(
          try CarryOverProjection.years(
            1, after: firm.production, balance: firm.balance, inputs: firm.inputs(closed), revenue: firm.revenue,
            policy: policy
          ).first)
        (firms[number].production, firms[number].balance) = (year.production, year.balance)
        firms[number].printed = year.factor
      }
      return zip(firms, contents).map { abs(Double($0.printed.milligrams) / 1000 - $1) / $1 }.max() ?? 0
    }
  }

  @Test(arguments: [3, 10, 50])
  func `With the factor that empties the balance, invoices come to carry the contents of the network`(count: Int) throws
  {
    for seed in 1...5 as ClosedRange<UInt64> {
      let distances = try distances(firms(count, seed: seed), policy: .emptying, years: 80)
      // Factors are printed with three decimals: nearer than that invoices cannot come.
      #expect(distances.last ?? 1 < 1e-4, "seed \(seed): \(distances.last ?? 1)")
      #expect(distances[0] > 0.05 && distances[30] < distances[0] / 20, "seed \(seed)")
    }
  }

  @Test(arguments: [3, 10, 50])
  func `With the closing factor and the balance carried over, they swing ever further from them`(count: Int) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      // The first years still come nearer, from contents that know nothing of suppliers.
      let distances = try distances(firms(count, seed: seed), policy: .closing, years: 48)
      let (early, late) = (distances[6..<18].max() ?? 0, distances[36..<48].max() ?? 0)
      #expect(late > 2 * early && late > 0.2, "seed \(seed): \(early), then \(late)")
    }
  }
}
