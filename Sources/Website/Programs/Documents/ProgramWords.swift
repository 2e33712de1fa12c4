// Words in both languages, and figures as programs read them.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Wording

/// A message for programs: its key, and its words.
enum ProgramWords {
  static let schema = Schema.all([
    "key": .words("transmission.sentence"),
    "fr": .words("Contenu carbone : 329,604 g CO2e par € HT, compte 2024 clos."),
    "en": .words("Carbon content: 329.604 g CO2e per € excl. VAT, account 2024, closed."),
  ])

  static func json(_ message: Message, _ site: Site) -> JSONValue {
    [
      "key": .string(message.key), "fr": .string(site.speaker(.fr).say(message)),
      "en": .string(site.speaker(.en).say(message)),
    ]
  }

  /// A text of a data file.
  static func json(_ text: LocalizedText) -> JSONValue { ["fr": .string(text.fr), "en": .string(text.en)] }

  /// The shape of a text of a data file.
  static let localized = Schema.all(["fr": .words("Électricité"), "en": .words("Electricity")])
}

extension JSONValue {
  /// A count.
  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }
  /// Whole grams.
  static func grams(_ mass: CarbonMass) -> JSONValue { .integer(mass.grams) }
  /// Whole grams, or nothing.
  static func grams(_ mass: CarbonMass?) -> JSONValue { mass.map { .integer($0.grams) } ?? .null }
  /// Euros as a decimal string.
  static func euros(_ amount: Money) -> JSONValue { .string(amount.decimalText) }
  /// A value, or `null`.
  static func optional<Value>(_ value: Value?, _ json: (Value) -> JSONValue) -> JSONValue { value.map(json) ?? .null }
}
