// What the balance does over the next years, under the factor a firm chooses to print.

import Quantities

/// The years to come of an account with constant purchases and revenue, to the gram: shown, so that nobody is surprised.
///
/// With the closing factor of last year on each year's invoices, P(n) = p + P(n-1) - P(n-2): its roots lie on the unit
/// circle, so a shock swings for ever with a period of six years. The emptying factor brings the balance to nil.
public enum CarryOverProjection {
  /// Which factor a year's invoices carry.
  public enum Policy: Sendable, CaseIterable {
    /// The closing factor of the year before: P(n-1) / R.
    case closing
    /// (p + B(n-1)) / R.
    case emptying
  }

  /// One projected year.
  public struct Year: Sendable, Hashable {
    /// 1 for next year.
    public let number: Int
    /// The factor its invoices carry.
    public let factor: CarbonIntensity
    /// Its production carbon.
    public let production: CarbonMass
    /// Its balance at the end.
    public let balance: CarbonMass
  }

  /// Projects `years` years after a closed one.
  ///
  /// - Parameters:
  ///   - production: P(n) of the closed year.
  ///   - balance: B(n) of the closed year.
  ///   - inputs: p, the carbon that enters each year.
  ///   - revenue: R, each year.
  public static func years(
    _ years: Int, after production: CarbonMass, balance: CarbonMass, inputs: CarbonMass, revenue: Money,
    policy: Policy
  ) throws(QuantityError) -> [Year] {
    var (production, balance) = (production, balance)
    var projected: [Year] = []
    for number in 1...max(1, years) {
      let carried = policy == .closing ? production : inputs + balance
      let factor = try CarbonIntensity(of: carried, per: revenue)
      production = inputs + balance
      balance = production - (try factor.content(of: revenue))
      projected.append(Year(number: number, factor: factor, production: production, balance: balance))
    }
    return projected
  }
}
