// What a value of the API looks like: written out as JSON Schema, checked against what comes in, shown by an example.

import CanonicalJSON

/// The shape of a JSON value.
indirect enum Schema: Sendable {
  /// A string.
  case text(TextForm)
  /// One of these strings.
  case choice([String])
  /// A whole number within bounds.
  case integer(ClosedRange<Int64>)
  /// `true` or `false`.
  case flag
  /// Values of one shape, so many at most.
  case list(Schema, most: Int)
  /// These members and no others.
  case object([Member])
  /// Members of any name, with values of one shape.
  case map(Schema)
  /// The shape, or `null`.
  case optional(Schema)
  /// Exactly one of these shapes.
  case oneOf([Schema])
  /// Any object: a document with a format of its own.
  case document
  /// A shape that has a name.
  case named(SchemaName)

  /// A member of an object.
  struct Member: Sendable {
    let name: String
    let schema: Schema
    var isRequired = true
  }

  /// An object whose members are all there.
  static func all(_ members: KeyValuePairs<String, Schema>) -> Schema {
    .object(members.map { Member(name: $0.key, schema: $0.value) })
  }

  /// An object with members that may be missing.
  static func some(_ members: KeyValuePairs<String, Schema>, or others: KeyValuePairs<String, Schema>) -> Schema {
    .object(
      members.map { Member(name: $0.key, schema: $0.value) }
        + others.map { Member(name: $0.key, schema: $0.value, isRequired: false) })
  }

  /// One word and no other.
  static func word(_ word: String) -> Schema { .choice([word]) }

  /// Grams of CO2e: up to a hundred million tonnes, captures below zero.
  static let grams = Schema.integer(-100_000_000_000_000...100_000_000_000_000)
  /// Any count.
  static let count = Schema.integer(0...1_000_000_000_000)

  /// The shape as JSON Schema 2020-12.
  var json: JSONValue {
    switch self {
    case .text(let form): form.json
    case .choice(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
    case .integer(let range):
      ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .flag: ["type": "boolean"]
    case .list(let schema, let most): ["type": "array", "items": schema.json, "maxItems": .integer(Int64(most))]
    case .object(let members):
      [
        "type": "object", "additionalProperties": false,
        "properties": .object(Dictionary(members.map { ($0.name, $0.schema.json) }) { first, _ in first }),
        "required": .array(members.filter(\.isRequired).map { .string($0.name) }),
      ]
    case .map(let schema): ["type": "object", "additionalProperties": schema.json]
    case .optional(let schema): ["anyOf": [schema.json, ["type": "null"]]]
    case .oneOf(let schemas): ["oneOf": .array(schemas.map(\.json))]
    case .document: ["type": "object"]
    case .named(let name): ["$ref": .string("#/components/schemas/\(name.rawValue)")]
    }
  }

  /// A value of that shape.
  var example: JSONValue { example(inside: []) }

  /// A shape that holds itself ends where it comes again.
  private func example(inside names: [SchemaName]) -> JSONValue {
    switch self {
    case .text(let form): .string(form.example)
    case .choice(let words): .string(words.first ?? "")
    case .integer(let range): .integer(min(max(412_000, range.lowerBound), range.upperBound))
    case .flag: true
    case .list(.named(let name), _) where names.contains(name): []
    case .list(let schema, _): [schema.example(inside: names)]
    case .object(let members):
      .object(Dictionary(members.map { ($0.name, $0.schema.example(inside: names)) }) { first, _ in first })
    case .map(let schema): ["key": schema.example(inside: names)]
    case .optional(let schema): schema.example(inside: names)
    case .oneOf(let schemas): schemas.first?.example(inside: names) ?? .null
    case .document: [:]
    case .named(let name): name.schema.example(inside: names + [name])
    }
  }
}
