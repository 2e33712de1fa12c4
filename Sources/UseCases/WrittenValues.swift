// Quantities as people write them in a settings file: "118 102 kWh", "3,2 t", "1 250 kg", "2 500 000 €".

import Quantities

/// Reads values written by hand.
enum WrittenValue {
  /// A number with spaces between thousands, comma or point.
  static func number(_ text: String) -> Rational? { Rational(decimal: withoutBlanks(text)) }

  /// A number and a unit.
  static func quantity(_ text: String) -> Quantity? {
    guard let (number, unit) = split(text), !unit.isEmpty else { return nil }
    return Quantity(number, Unit(unit))
  }

  /// A mass of CO2e in g, kg or t; kilograms when no unit is given would be a guess, so a unit is asked for.
  static func carbon(_ text: String) -> CarbonMass? {
    guard let (number, unit) = split(text) else { return nil }
    let bare = unit.folded.replacing("co2e", with: "").replacing("co2", with: "").trimmed
    guard let ratio: Int64 = ["g": 1, "kg": 1000, "t": 1_000_000][bare], let grams = try? number.times(Rational(ratio))
    else { return nil }
    return try? CarbonMass(rounding: grams)
  }

  /// An amount in euros, with or without the sign.
  static func money(_ text: String) -> Money? {
    Money(euros: withoutBlanks(text).replacing("€", with: "").replacing("EUR", with: ""))
  }

  /// gCO2e per euro or unit, with or without the unit.
  static func intensity(_ text: String) -> CarbonIntensity? {
    let number = text.prefix { $0.isNumber || $0 == "," || $0 == "." || $0.isWhitespace }
    return CarbonIntensity(grams: withoutBlanks(String(number)))
  }

  /// Splits "118 102 kWh" into the number and the unit.
  private static func split(_ text: String) -> (Rational, String)? {
    let head = text.prefix { $0.isNumber || "-+,.".contains($0) || $0.isWhitespace }
    guard let number = number(String(head)) else { return nil }
    return (number, String(text[head.endIndex...]).trimmed)
  }

  private static func withoutBlanks(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
