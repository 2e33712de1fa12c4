// Quantities as people write them in a settings file: "118 102 kWh", "3,2 t", "1 250 kg", "2 500 000 €".

import Quantities

/// Reads values written by hand, within bounds that leave room for every sum of an account.
package enum WrittenValue {
  /// Why a text is not a value.
  package enum Fault: Error, Equatable {
    /// Not written as such a value is.
    case form
    /// A value, but outside what is possible, which the text says: `0 < … ≤ 10^15`.
    case range(String)
    /// `63,695` is 63695 where a comma parts thousands and 63,70 where it parts decimals.
    case ambiguous(grouped: String, decimal: String)
  }

  /// A number from 0 to 10^9 with spaces between thousands, comma or point.
  package static func number(_ text: String) throws(Fault) -> Rational {
    try plain(text).within(.zero, Rational(1_000_000_000), "0 ≤ … ≤ 10^9")
  }

  /// A number above 0 and a unit.
  package static func quantity(_ text: String) throws(Fault) -> Quantity {
    let (number, unit) = try split(text)
    guard !unit.isEmpty else { throw .form }
    guard number > .zero, number <= Rational(1_000_000_000_000_000) else { throw .range("0 < … ≤ 10^15") }
    return Quantity(number, Unit(unit))
  }

  /// A mass of CO2e in g, kg or t; kilograms when no unit is given would be a guess, so a unit is asked for.
  package static func carbon(_ text: String) throws(Fault) -> CarbonMass {
    let (number, unit) = try split(text)
    let bare = unit.folded.replacing("co2e", with: "").replacing("co2", with: "").trimmed
    guard let ratio: Int64 = ["g": 1, "kg": 1000, "t": 1_000_000][bare] else { throw .form }
    let limit = Rational(100_000_000_000_000)
    guard let grams = try? number.times(Rational(ratio)), grams.magnitude <= limit,
      let mass = try? CarbonMass(rounding: grams)
    else { throw .range("|…| ≤ 10^8 t") }
    return mass
  }

  /// A mass that is not negative.
  package static func positiveCarbon(_ text: String) throws(Fault) -> CarbonMass {
    let mass = try carbon(text)
    guard mass >= .zero else { throw .range("0 ≤ … ≤ 10^8 t") }
    return mass
  }

  /// An amount above 0 in euros, with or without the sign.
  package static func positiveMoney(_ text: String) throws(Fault) -> Money {
    let amount = try money(text)
    guard amount > .zero else { throw .range("0 < … ≤ 10^13 €") }
    return amount
  }

  /// An amount of 0 or more in euros, with or without the sign.
  package static func money(_ text: String) throws(Fault) -> Money {
    var number = text.trimmed
    for sign in ["€", "EUR"] where number.hasSuffix(sign) { number = String(number.dropLast(sign.count)) }
    let value = try plain(number)
    guard value >= .zero, value <= Rational(10_000_000_000_000) else { throw .range("0 ≤ … ≤ 10^13 €") }
    guard let amount = Money(euros: number.withoutBlanks) else { throw .form }
    return amount
  }

  /// gCO2e per euro or unit, from 0 to 10^9: the number alone, or followed by `g`, `gCO2e`, `gCO2e/EUR`, `gCO2e/m3`.
  /// Three decimals are how factors are printed, so that a comma followed by three digits is no doubt here.
  package static func intensity(_ text: String) throws(Fault) -> CarbonIntensity {
    let head = text.numericHead
    let unit = String(text[head.endIndex...]).trimmed
    guard unit.isEmpty || isGrams(unit), let intensity = CarbonIntensity(grams: String(head).withoutBlanks) else {
      throw .form
    }
    _ = try intensity.rational.within(.zero, Rational(1_000_000_000), "0 ≤ … ≤ 10^9 g")
    return intensity
  }

  /// A day.
  package static func date(_ text: String) throws(Fault) -> CalendarDate {
    guard let date = CalendarDate(text) else { throw .form }
    return date
  }

  /// Grams, of what it may be per: a euro or a unit, never a thousand euros.
  private static func isGrams(_ unit: String) -> Bool {
    let parts = unit.split(separator: "/", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard parts.count <= 2, ["g", "gco2", "gco2e"].contains(parts[0].lowercased()) else { return false }
    guard parts.count == 2 else { return true }
    let base = parts[1]
    if base.contains("€") || base.lowercased().contains("eur") { return ["€", "eur"].contains(base.lowercased()) }
    return base.first?.isLetter ?? false
  }

  /// Splits "118 102 kWh" into the number and the unit.
  private static func split(_ text: String) throws(Fault) -> (Rational, String) {
    let head = text.numericHead
    return (try plain(String(head)), String(text[head.endIndex...]).trimmed)
  }

  /// A number without a power of ten, whose separator leaves no doubt.
  package static func plain(_ text: String) throws(Fault) -> Rational {
    guard text.numericHead.count == text.count, let number = Rational(decimal: text.withoutBlanks) else {
      throw .form
    }
    let parts = text.trimmed.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, parts[1].count == 3, (1...3).contains(parts[0].count), parts[0].first != "0",
      (parts[0] + parts[1]).allSatisfy({ $0.isASCII && $0.isNumber })
    {
      throw .ambiguous(
        grouped: String(parts[0] + parts[1]), decimal: number.decimalText(places: 2).replacing(".", with: ","))
    }
    return number
  }
}

extension Rational {
  /// The number, if it is within bounds, which `range` puts into words.
  package func within(
    _ least: Rational, _ most: Rational, _ range: String
  ) throws(WrittenValue.Fault) -> Rational {
    guard self >= least, self <= most else { throw .range(range) }
    return self
  }
}

extension String {
  /// What a number may be written with, from the start.
  fileprivate var numericHead: Substring {
    prefix { ($0.isASCII && $0.isNumber) || "-+,.".contains($0) || $0.isWhitespace }
  }

  package var withoutBlanks: String { filter { !$0.isWhitespace } }
}
