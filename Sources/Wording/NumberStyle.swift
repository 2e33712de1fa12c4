import Quantities

/// How a language writes numbers, amounts and dates. Rounds for the eye only; files carry the exact values.
public struct NumberStyle: Sendable {
  private let language: Language

  /// The style of a language.
  public init(_ language: Language) { self.language = language }

  /// Thin no-break space in French (U+202F), comma in English.
  private var groupSeparator: String { language == .fr ? "\u{202F}" : "," }
  private var decimalSeparator: String { language == .fr ? "," : "." }
  /// French puts a no-break space before %, €, and units alike; English only before units.
  private var gap: String { language == .fr ? "\u{202F}" : "" }

  /// `1 234 567`.
  public func integer(_ value: Int64) -> String { decimal(String(value)) }

  /// Groups the digits of a decimal text with a point: `-1234.50` becomes `-1 234,50`.
  public func decimal(_ text: String) -> String {
    let negative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    let whole = parts.first.map(String.init) ?? "0"
    var grouped = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { grouped += groupSeparator }
      grouped.append(digit)
    }
    let decimals = parts.count > 1 ? decimalSeparator + parts[1] : ""
    return (negative ? "\u{2212}" : "") + grouped + decimals
  }

  /// `1 437,12 €`.
  public func euros(_ amount: Money) -> String { withEuroSign(decimal(amount.decimalText)) }

  /// `1 437 €`: whole euros, for tables.
  public func wholeEuros(_ amount: Money) -> String { withEuroSign(decimal(amount.euros.decimalText(places: 0))) }

  /// French puts the sign after the number; English before it, but after a minus.
  private func withEuroSign(_ number: String) -> String {
    guard language == .en else { return number + "\u{202F}€" }
    return number.hasPrefix("\u{2212}") ? "\u{2212}€" + number.dropFirst() : "€" + number
  }

  /// Grams under a kilogram, kilograms with one decimal under a tonne, else tonnes with two: `412,30 t CO2e`.
  public func carbon(_ mass: CarbonMass) -> String {
    let size = abs(mass.grams)
    if size < 1000 { return "\(integer(mass.grams)) g CO2e" }
    if size < 1_000_000 { return "\(decimal(scaled(mass, by: 1000).decimalText(places: 1))) kg CO2e" }
    return "\(decimal(scaled(mass, by: 1_000_000).decimalText(places: 2))) t CO2e"
  }

  /// Kilograms without decimals, for tables that name the unit at the top.
  public func kilograms(_ mass: CarbonMass) -> String { decimal(scaled(mass, by: 1000).decimalText(places: 0)) }

  /// `12,4 %`.
  public func percent(_ share: Rational) -> String {
    let percent = (try? share.times(Rational(100))) ?? .zero
    return decimal(percent.decimalText(places: 1)) + gap + "%"
  }

  /// By how much something changed: `+0,7 %`, `−2,0 %`, `0,0 %`.
  public func change(_ share: Rational) -> String {
    let text = percent(share)
    return share > .zero && text != percent(.zero) ? "+" + text : text
  }

  /// Up to two decimals, without useless zeros: `10 196 kWh`, `568,38 L`.
  public func quantity(_ quantity: Quantity) -> String {
    let text = quantity.value.decimalText(places: quantity.value.denominator == 1 ? 0 : 2)
    return "\(decimal(text)) \(unit(quantity.unit))"
  }

  /// A unit in the language: `kWh PCS`, `repas`.
  public func unit(_ unit: Unit) -> String { language == .fr ? unit.label.fr : unit.label.en }

  /// A factor as its source writes it, in the language's digits: `0,215 kgCO2e/kWh PCS`.
  public func factor(_ value: String, unit text: String) -> String {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let counted = parts.count == 2 ? "\(parts[0])/\(unit(Unit(parts[1])))" : text
    return "\(decimal(value)) \(counted)"
  }

  /// `31/12/2024` in French, `31 Dec 2024` in English.
  public func date(_ date: CalendarDate) -> String {
    let day = (date.day < 10 ? "0" : "") + String(date.day)
    let month = (date.month < 10 ? "0" : "") + String(date.month)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return language == .fr ? "\(day)/\(month)/\(date.year)" : "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  private func scaled(_ mass: CarbonMass, by divisor: Int128) -> Rational {
    (try? Rational(Int128(mass.grams), over: divisor)) ?? .zero
  }
}
