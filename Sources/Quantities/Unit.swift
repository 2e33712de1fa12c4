/// A unit of measure, by its symbol. Only fixed ratios convert; kWh of gas on gross and net calorific value do not.
public struct Unit: Sendable, Hashable {
  /// The symbol, as factors write it after `kgCO2e/`.
  public let symbol: String

  /// The unit of that symbol. Any symbol is a unit; those listed in `definition` convert.
  public init(_ symbol: String) { self.symbol = Unit.spellings[symbol.lowercased()] ?? symbol }

  /// Kilowatt-hour (electricity, heat, or fuel where the calorific basis is not said).
  public static let kilowattHour = Unit("kWh")
  /// Kilowatt-hour of fuel on gross calorific value (PCS), as French gas bills count.
  public static let kilowattHourGross = Unit("kWh_pcs")
  /// Kilowatt-hour of fuel on net calorific value (PCI).
  public static let kilowattHourNet = Unit("kWh_pci")
  /// Litre.
  public static let litre = Unit("L")
  /// Kilogram.
  public static let kilogram = Unit("kg")
  /// Tonne.
  public static let tonne = Unit("t")
  /// Cubic metre.
  public static let cubicMetre = Unit("m3")
  /// Kilometre travelled by a vehicle.
  public static let kilometre = Unit("km")
  /// Euro excluding VAT.
  public static let euro = Unit("EUR")

  struct Definition {
    let base: String
    let ratio: Rational
  }

  /// The unit in its base unit; nil when it converts to nothing else.
  var definition: Definition? { Unit.definitions[symbol] }

  private static let definitions: [String: Definition] = [
    "kWh": Definition(base: "kWh", ratio: .one),
    "MWh": Definition(base: "kWh", ratio: Rational(1000)),
    "kWh_pcs": Definition(base: "kWh_pcs", ratio: .one),
    "MWh_pcs": Definition(base: "kWh_pcs", ratio: Rational(1000)),
    "kWh_pci": Definition(base: "kWh_pci", ratio: .one),
    "MWh_pci": Definition(base: "kWh_pci", ratio: Rational(1000)),
    "L": Definition(base: "L", ratio: .one),
    "m3": Definition(base: "L", ratio: Rational(1000)),
    "kg": Definition(base: "kg", ratio: .one),
    "t": Definition(base: "kg", ratio: Rational(1000)),
  ]

  /// Everyday spellings, lower case, of the symbols above.
  private static let spellings: [String: String] = [
    "kwh": "kWh", "mwh": "MWh", "kwh_pcs": "kWh_pcs", "kwh pcs": "kWh_pcs", "mwh_pcs": "MWh_pcs", "mwh pcs": "MWh_pcs",
    "kwh_pci": "kWh_pci", "kwh pci": "kWh_pci", "mwh_pci": "MWh_pci", "mwh pci": "MWh_pci",
    "l": "L", "litre": "L", "litres": "L", "m3": "m3", "m³": "m3", "kg": "kg", "t": "t", "tonne": "t", "tonnes": "t",
    "km": "km", "passenger.km": "passenger.km", "passager.km": "passenger.km", "t.km": "t.km", "tonne.km": "t.km",
    "eur": "EUR", "€": "EUR", "m2": "m2", "m²": "m2", "h": "h", "mj": "MJ",
    "piece": "piece", "pieces": "piece", "pièce": "piece", "pièces": "piece",
  ]
}
