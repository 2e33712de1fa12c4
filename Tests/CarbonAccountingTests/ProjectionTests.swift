import CarbonAccounting
import Quantities
import Testing

/// The worked facts of the method about the carry-over, year by year.
@Suite("What the carry-over does")
struct ProjectionTests {
  private func project(
    _ policy: CarryOverProjection.Policy, production: Int64, balance: Int64, years: Int = 12
  ) throws -> [CarryOverProjection.Year] {
    try CarryOverProjection.years(
      years, after: CarbonMass(grams: production), balance: CarbonMass(grams: balance),
      inputs: CarbonMass(grams: 1_000_000), revenue: Money(cents: 100_000_000), policy: policy)
  }

  @Test("Carried literally, a first year with S = 0 gives 1, 2, 2, 1, 0, 0 and again")
  func literal() throws {
    let later = try project(.closing, production: 1_000_000, balance: 1_000_000)
    #expect(later.map { $0.production.grams / 1_000_000 } == [2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1])
  }

  @Test(
    "A shock swings for ever with a period of six years at the closing factor", arguments: [1000, 37_000, -250_000])
  func period(shock: Int64) throws {
    let years = try project(.closing, production: 1_000_000 + shock, balance: shock)
    for (now, later) in zip(years, years.dropFirst(6)) {
      #expect(now.production == later.production)
      #expect(now.balance == later.balance)
    }
    #expect(years.contains { $0.balance.magnitude >= CarbonMass(grams: abs(shock)) })
  }

  @Test("The emptying factor brings the balance to nil within a rounding of the factor", arguments: [1000, -250_000])
  func emptying(shock: Int64) throws {
    let years = try project(.emptying, production: 1_000_000 + shock, balance: shock)
    for year in years { #expect(year.balance.magnitude.grams <= 500) }
  }

  @Test("Growing revenue makes the swing diverge: at 5 % a year it is multiplied by 1.025 a year")
  func growth() {
    // With R and p growing by g, P(n) = p(n) + P(n-1) - g P(n-2). Two runs differ by d, which obeys the same law
    // without p; d(n+1) d(n-1) - d(n)^2 is then multiplied each year by the product of the roots, so by the square
    // of their modulus.
    let growth = 1.05
    var deviation = [1.0, 0.3]
    for n in 2..<40 { deviation.append(deviation[n - 1] - growth * deviation[n - 2]) }
    var casoratian: [Double] = []
    for n in 1..<39 {
      let product: Double = deviation[n + 1] * deviation[n - 1]
      casoratian.append(product - deviation[n] * deviation[n])
    }
    for n in 1..<casoratian.count {
      let ratio: Double = casoratian[n] / casoratian[n - 1]
      #expect(abs(ratio.squareRoot() - 1.025) < 0.0005)
    }
  }
}
