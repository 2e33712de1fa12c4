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
  /// The factor that was in force before that account was closed; nil when there was none.
  public let previousFactor: CarbonIntensity?
  /// The day `previousFactor` came into force; nil: before that account's year ended.
  public let previousClosedOn: CalendarDate?
  /// The day that account was closed: its factor is in force from that day.
  public let closedOn: CalendarDate?
  /// What the activity did with what it bought.
  public let kind: String
  /// The firm, where its settings said so.
  public let siren: String?
  /// The seal of that account, in hexadecimal: the next one chains to it.
  public let seal: String

  /// The factors in force in the year that opens: until the account was closed, the one before; from that day, its own.
  func schedule(from start: CalendarDate) -> Transmission {
    guard let closedOn, closedOn > start else { return Transmission(factors: [.init(from: start, factor: factor)]) }
    var factors = [Transmission.InForce(from: closedOn, factor: factor)]
    let before = max(previousClosedOn ?? start, start)
    if let previousFactor, before < closedOn { factors.append(.init(from: before, factor: previousFactor)) }
    return Transmission(factors: factors)
  }

  /// An opening.
  public init(
    activity: String, year: FiscalYear, balance: CarbonMass, factor: CarbonIntensity, factorUnit: String,
    previousFactor: CarbonIntensity? = nil, previousClosedOn: CalendarDate? = nil, closedOn: CalendarDate? = nil,
    kind: String = Activity.Kind.production.rawValue, siren: String? = nil, seal: String
  ) {
    self.activity = activity
    self.year = year
    self.balance = balance
    self.factor = factor
    self.factorUnit = factorUnit
    self.previousFactor = previousFactor
    self.previousClosedOn = previousClosedOn
    self.closedOn = closedOn
    self.kind = kind
    self.siren = siren
    self.seal = seal
  }
}
