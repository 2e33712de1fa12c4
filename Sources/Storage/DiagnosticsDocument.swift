// Diagnostics as text, to be put into words later, by another process and in any language.

import CanonicalJSON
import Databases
import Quantities

/// Writes and reads diagnostics as canonical JSON, exactly.
enum DiagnosticsDocument {
  /// The text of diagnostics.
  static func text(_ diagnostics: [Diagnostic]) -> String {
    JSONValue.array(diagnostics.map(json)).canonicalText
  }

  /// The diagnostics of a text. Throws when it is no such text.
  static func read(_ text: String) throws -> [Diagnostic] {
    guard let elements = try JSONValue(parsing: Array(text.utf8)).elements else { throw unreadable }
    return try elements.map(diagnostic)
  }

  /// More decimals than a message shows, and few enough that their power of ten is a number.
  private static let mostPlaces = 18

  private static let unreadable = SQLError(.damaged, "diagnostics that cannot be read")

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      "severity": .string(diagnostic.severity.rawValue), "message": json(diagnostic.message),
      "file": .optional(diagnostic.file), "line": diagnostic.line.map { .integer(Int64($0)) } ?? .null,
      "field": .optional(diagnostic.field),
    ])
  }

  private static func diagnostic(_ json: JSONValue) throws -> Diagnostic {
    guard let severity = json["severity"]?.text.flatMap(Diagnostic.Severity.init(rawValue:)),
      let message = json["message"]
    else { throw unreadable }
    return Diagnostic(
      kept: try self.message(message), severity, file: json["file"]?.text, line: json["line"]?.integer.map(Int.init),
      field: json["field"]?.text)
  }

  private static func json(_ message: Message) -> JSONValue {
    .object(["key": .string(message.key), "values": .object(message.values.mapValues(json))])
  }

  private static func message(_ json: JSONValue) throws -> Message {
    guard let key = json["key"]?.text, case .object(let values) = json["values"] else { throw unreadable }
    return Message(kept: key, try values.mapValues(value))
  }

  /// A value as an object of one member, whose name says what it is.
  private static func json(_ value: MessageValue) -> JSONValue {
    switch value {
    case .text(let text): ["text": .string(text)]
    case .integer(let number): ["integer": .integer(Int64(number))]
    case .money(let money): ["cents": .integer(money.cents)]
    case .carbon(let mass): ["grams": .integer(mass.grams)]
    case .intensity(let intensity, let unit): ["intensity": .string(intensity.gramsText), "per": .string(unit)]
    case .share(let share): ["share": json(share)]
    case .decimal(let number, let places): ["decimal": json(number), "places": .integer(Int64(places))]
    case .quantity(let quantity): ["quantity": json(quantity.value), "unit": .string(quantity.unit.symbol)]
    case .date(let date): ["date": .string(date.iso)]
    case .localized(let text): ["fr": .string(text.fr), "en": .string(text.en)]
    case .message(let message): ["message": json(message)]
    }
  }

  /// A fraction as text: 128 bits do not fit a JSON number.
  private static func json(_ number: Rational) -> JSONValue { .string("\(number.numerator)/\(number.denominator)") }

  private static func rational(_ json: JSONValue?) -> Rational? {
    guard let parts = json?.text?.split(separator: "/"), parts.count == 2, let numerator = Int128(parts[0]),
      let denominator = Int128(parts[1])
    else { return nil }
    return try? Rational(numerator, over: denominator)
  }

  private static func value(_ json: JSONValue) throws -> MessageValue {
    if let text = json["text"]?.text { return .text(text) }
    if let number = json["integer"]?.integer { return .integer(Int(number)) }
    if let cents = json["cents"]?.integer { return .money(Money(cents: cents)) }
    if let grams = json["grams"]?.integer { return .carbon(CarbonMass(grams: grams)) }
    if let date = json["date"]?.text.flatMap({ CalendarDate($0) }) { return .date(date) }
    if let share = rational(json["share"]) { return .share(share) }
    if let fr = json["fr"]?.text, let en = json["en"]?.text { return .localized(LocalizedText(fr: fr, en: en)) }
    if let inner = json["message"] { return .message(try message(inner)) }
    if let text = json["intensity"]?.text, let per = json["per"]?.text,
      let intensity = CarbonIntensity(grams: text)
    {
      return .intensity(intensity, per: per)
    }
    if let number = rational(json["decimal"]), let places = json["places"]?.count, places <= mostPlaces {
      return .decimal(number, places: places)
    }
    if let number = rational(json["quantity"]), let unit = json["unit"]?.text {
      return .quantity(Quantity(number, Unit(unit)))
    }
    throw unreadable
  }
}
