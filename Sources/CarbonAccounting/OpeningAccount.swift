import Quantities

/// What last year's sealed account hands to this year.
public struct OpeningAccount: Sendable, Hashable {
  /// The activity.
  public let activity: String
  /// The year it closed.
  public let year: FiscalYear
  /// B(n-1).
  public let balance: CarbonMass
  /// F(n-1), the factor of the last closed account.
  public let factor: CarbonIntensity
  /// What the factor multiplies: `EUR` or a unit.
  public let factorUnit: String
  /// The seal of that account, in hexadecimal: the next one chains to it.
  public let seal: String

  /// An opening.
  public init(
    activity: String, year: FiscalYear, balance: CarbonMass, factor: CarbonIntensity, factorUnit: String, seal: String
  ) {
    self.activity = activity
    self.year = year
    self.balance = balance
    self.factor = factor
    self.factorUnit = factorUnit
    self.seal = seal
  }
}
