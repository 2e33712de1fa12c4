// Numbers as people type them into a form: read as the settings file reads them, refused in words that name the field.

import Quantities

/// Why a typed number is refused; texts in `Sources/Wording/Data/typed.yaml`.
public enum TypedMessage: String, MessageKey {
  case form = "typed.form"
  case range = "typed.range"
  case ambiguous = "typed.ambiguous"
  case date = "typed.date"
  case carbon = "typed.carbon"
  case money = "typed.money"
}

/// Reads what was typed.
public enum TypedValue {
  /// A quantity above 0 in a unit.
  public static func quantity(_ text: String, _ unit: String, field: String) throws(Refusal) -> Quantity {
    try read(text, field) { (text) throws(WrittenValue.Fault) in
      let quantity = try WrittenValue.quantity("\(text) \(unit)")
      // Letters after the number would be taken for part of the unit.
      guard quantity.unit == Unit(unit) else { throw .form }
      return quantity
    }
  }

  /// A quantity above 0 that names its unit: `1 250 L`.
  public static func quantity(_ text: String, field: String) throws(Refusal) -> Quantity {
    try read(text, field) { (text) throws(WrittenValue.Fault) in try WrittenValue.quantity(text) }
  }

  /// A mass of CO2e, negative for a capture.
  ///
  /// - Parameter unit: `g`, `kg` or `t`.
  public static func carbon(_ text: String, _ unit: String, field: String) throws(Refusal) -> CarbonMass {
    try read(text, field) { (text) throws(WrittenValue.Fault) in try WrittenValue.carbon("\(text) \(unit)") }
  }

  /// A mass of CO2e of 0 or more that names its unit: `85 t`.
  public static func carbon(_ text: String, field: String) throws(Refusal) -> CarbonMass {
    try read(text, field, .carbon) { (text) throws(WrittenValue.Fault) in try WrittenValue.positiveCarbon(text) }
  }

  /// An amount of 0 or more in euros.
  public static func money(_ text: String, field: String) throws(Refusal) -> Money {
    try read(text, field, .money) { (text) throws(WrittenValue.Fault) in try WrittenValue.money(text) }
  }

  /// A number from 0 to a billion.
  public static func number(_ text: String, field: String) throws(Refusal) -> Rational {
    try read(text, field) { (text) throws(WrittenValue.Fault) in try WrittenValue.number(text) }
  }

  /// Grams of CO2e per euro or unit, from 0, three decimals at most.
  public static func intensity(_ text: String, field: String) throws(Refusal) -> CarbonIntensity {
    try read(text, field) { (text) throws(WrittenValue.Fault) in try WrittenValue.intensity(text) }
  }

  /// A day, as browsers send it: `2024-12-31`.
  public static func date(_ text: String, field: String) throws(Refusal) -> CalendarDate {
    guard let date = CalendarDate(text) else { throw refusal(.date, text, field) }
    return date
  }

  private static func read<T>(
    _ text: String, _ field: String, _ form: TypedMessage = .form, _ body: (String) throws(WrittenValue.Fault) -> T
  ) throws(Refusal) -> T {
    do throws(WrittenValue.Fault) {
      return try body(String(text.prefix(60)))
    } catch {
      switch error {
      case .form: throw refusal(form, text, field)
      case .range(let range): throw refusal(.range, text, field, ["range": .text(range)])
      case .ambiguous(let grouped, let decimal):
        throw refusal(.ambiguous, text, field, ["grouped": .text(grouped), "decimal": .text(decimal)])
      }
    }
  }

  private static func refusal(
    _ key: TypedMessage, _ text: String, _ field: String, _ values: [String: MessageValue] = [:]
  ) -> Refusal {
    Refusal(
      Diagnostic(
        .error, key, values.merging(["text": .text(String(text.prefix(60))), "field": .text(field)]) { old, _ in old }))
  }
}
