// How a string of the API is written: amounts, days, codes.

import CanonicalJSON

/// A form of strings.
struct TextForm: Sendable {
  /// A regular expression for the whole string, in what ECMAScript and Swift agree on; nil for any.
  var pattern: String?
  /// Unicode scalars, at least.
  var least = 0
  /// Unicode scalars, at most.
  var most: Int
  /// One such string.
  let example: String

  /// The form as JSON Schema.
  var json: JSONValue {
    var members: [String: JSONValue] = ["type": "string", "maxLength": .integer(Int64(most))]
    if let pattern { members["pattern"] = .string("^\(pattern)$") }
    if least > 0 { members["minLength"] = .integer(Int64(least)) }
    return .object(members)
  }

  /// Whether a string is of this form.
  func holds(_ text: String) -> Bool {
    guard (least...most).contains(text.unicodeScalars.count) else { return false }
    guard let pattern else { return true }
    guard let regex = try? Regex(pattern) else { preconditionFailure("the table's patterns can be read") }
    return (try? regex.matchingSemantics(.unicodeScalar).wholeMatch(in: text)) != nil
  }
}

extension Schema {
  /// A day: `2024-12-31`.
  static let date = Schema.text(
    TextForm(pattern: "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", most: 10, example: "2024-12-31"))
  /// A moment in UTC.
  static let moment = Schema.text(
    TextForm(
      pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", most: 20, example: "2025-03-01T09:30:00Z"))
  /// Euros, with a point and two decimals at most.
  static let euros = Schema.text(
    TextForm(pattern: "-?[0-9]{1,16}([.][0-9]{1,2})?", most: 20, example: "1250.00"))
  /// Euros that are not negative, as they are sent.
  static let positiveEuros = Schema.text(
    TextForm(pattern: "[0-9]{1,12}([.][0-9]{1,2})?", most: 15, example: "1250.00"))
  /// A decimal number as it is given out.
  static let decimal = Schema.text(
    TextForm(pattern: "-?[0-9]{1,39}([.][0-9]{1,18})?", most: 60, example: "329.6"))
  /// A quantity as it is sent: above zero.
  static let quantity = Schema.text(
    TextForm(pattern: "(0[.][0-9]{0,5}[1-9]|[1-9][0-9]{0,11}([.][0-9]{1,6})?)", most: 19, example: "118102"))
  /// Grams of CO2e per euro or unit, as they are sent.
  static let intensity = Schema.text(
    TextForm(pattern: "[0-9]{1,8}([.][0-9]{1,3})?", most: 12, example: "329.604"))
  /// SHA-256 in hexadecimal.
  static let sha256 = Schema.text(
    TextForm(
      pattern: "[0-9a-f]{64}", most: 64,
      example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
  /// A SIREN.
  static let siren = Schema.text(TextForm(pattern: "[0-9]{9}", most: 9, example: "732829320"))
  /// The name of a fiscal year.
  static let yearName = Schema.text(TextForm(pattern: "[0-9]{4}", most: 4, example: "2024"))
  /// A short name made of ASCII letters, digits, `_` and `-`.
  static let id = Schema.text(TextForm(pattern: "[A-Za-z0-9_-]{1,60}", most: 60, example: "menuiserie"))
  /// A NAF code.
  static let naf = Schema.text(TextForm(pattern: "[0-9]{2}[.][0-9]{2}[A-Z]", most: 6, example: "16.23Z"))
  /// A ledger account.
  static let account = Schema.text(TextForm(pattern: "[0-9A-Za-z]{1,20}", most: 20, example: "60611"))
  /// The id of a factor.
  static let factor = Schema.text(
    TextForm(pattern: "[A-Za-z0-9.:_-]{1,120}", most: 120, example: "energy.electricity"))
  /// The code of a published account.
  static let code = Schema.text(TextForm(pattern: "[0-9A-Za-z-]{1,64}", most: 64, example: "7hq2k9mzx4vd"))

  /// Words that come in: on one line, without characters that no screen shows.
  static func line(_ example: String, least: Int = 1, most: Int = 200) -> Schema {
    .text(
      TextForm(
        pattern: "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029]*", least: least, most: most, example: example))
  }

  /// Words that go out.
  static func words(_ example: String) -> Schema { .text(TextForm(most: 20_000, example: example)) }
}
