// The unit a footprint is per: those of PACT, found from the unit an account is kept in, and back.

import Quantities

/// How much of what a footprint is for.
public struct DeclaredUnit: Sendable, Hashable {
  /// What the product weighs per declared unit.
  public enum Mass: Sendable, Hashable {
    /// So many kilograms.
    case kilograms(String)
    /// It has none: energy, transport, hours, euros of sales.
    case notRelevant
    /// The account does not say: the firm must.
    case unknown
  }

  /// PACT's name of the unit: `kilogram`, `piece`…
  public let name: String
  /// How many of them, a decimal above zero.
  public let amount: String
  /// The mass of that much of the product.
  public let mass: Mass

  /// The declared unit of an account kept per `symbol`: `EUR`, or the symbol of a unit.
  ///
  /// PACT has no currency: one euro of sales excluding VAT is one piece, and the product's description says so. A unit
  /// that is not on PACT's list is a piece too.
  public init(symbol: String) {
    self = DeclaredUnit.known[symbol] ?? DeclaredUnit("piece", "1", .unknown)
  }

  private init(_ name: String, _ amount: String, _ mass: Mass) {
    self.name = name
    self.amount = amount
    self.mass = mass
  }

  /// The unit of a name on PACT's list; nil for a name that is not on it.
  public static func unit(named name: String) -> Unit? { units[name].map { Unit($0) } }

  private static let units = [
    "liter": "L", "kilogram": "kg", "cubic meter": "m3", "kilowatt hour": "kWh", "megajoule": "MJ",
    "ton kilometer": "t.km", "square meter": "m2", "piece": "piece", "hour": "h", "megabit second": "Mbit.s",
  ]

  private static let known: [String: DeclaredUnit] = [
    "EUR": DeclaredUnit("piece", "1", .notRelevant),
    "kg": DeclaredUnit("kilogram", "1", .kilograms("1")), "t": DeclaredUnit("kilogram", "1000", .kilograms("1000")),
    "L": DeclaredUnit("liter", "1", .unknown), "m3": DeclaredUnit("cubic meter", "1", .unknown),
    "m2": DeclaredUnit("square meter", "1", .unknown),
    "kWh": DeclaredUnit("kilowatt hour", "1", .notRelevant),
    "kWh_pcs": DeclaredUnit("kilowatt hour", "1", .notRelevant),
    "kWh_pci": DeclaredUnit("kilowatt hour", "1", .notRelevant),
    "MWh": DeclaredUnit("kilowatt hour", "1000", .notRelevant),
    "MWh_pcs": DeclaredUnit("kilowatt hour", "1000", .notRelevant),
    "MWh_pci": DeclaredUnit("kilowatt hour", "1000", .notRelevant),
    "t.km": DeclaredUnit("ton kilometer", "1", .notRelevant), "h": DeclaredUnit("hour", "1", .notRelevant),
    "hour": DeclaredUnit("hour", "1", .notRelevant), "km": DeclaredUnit("piece", "1", .notRelevant),
    "passenger.km": DeclaredUnit("piece", "1", .notRelevant),
  ]
}
