// Messages as JSON that loses nothing: put into words later, by another process and in any language.

import CanonicalJSON
import Quantities

/// Writes and reads messages, each value with what it is.
public enum MessageDocument {
  /// It is no message.
  public struct Unreadable: Error {}

  /// More decimals than a message shows, and few enough that their power of ten is a number.
  private static let mostPlaces: Int64 = 18

  /// A message as JSON.
  public static func json(_ message: Message) -> JSONValue {
    .object(["key": .string(message.key), "values": .object(message.values.mapValues(json))])
  }

  /// The message of such JSON. Throws when it is none.
  public static func message(_ json: JSONValue) throws -> Message {
    guard let key = json["key"]?.text, case .object(let values) = json["values"] else { throw Unreadable() }
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
    case .factor(let value, let unit): ["factor": .string(value), "unit": .string(unit)]
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
    if let value = json["factor"]?.text, let unit = json["unit"]?.text { return .factor(value, unit: unit) }
    if let number = rational(json["decimal"]), let places = json["places"]?.integer, (0...mostPlaces).contains(places) {
      return .decimal(number, places: Int(places))
    }
    if let number = rational(json["quantity"]), let unit = json["unit"]?.text {
      return .quantity(Quantity(number, Unit(unit)))
    }
    throw Unreadable()
  }
}
