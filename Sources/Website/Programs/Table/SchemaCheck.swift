// Whether a value has the shape that the table says: for what comes in, and in tests for what goes out.

import CanonicalJSON

extension Schema {
  /// Where the value is not of this shape, as a path (`answers/0/quantity`); nil when it is. The value itself is the empty
  /// path.
  func fault(in value: JSONValue, at place: String = "") -> String? {
    switch (self, value) {
    case (.text(let form), .string(let text)): return form.holds(text) ? nil : place
    case (.choice(let words), .string(let text)): return words.contains(text) ? nil : place
    case (.integer(let range), .integer(let number)): return range.contains(number) ? nil : place
    case (.flag, .bool), (.document, .object), (.optional, .null): return nil
    case (.list(let schema, let most), .array(let elements)):
      guard elements.count <= most else { return place }
      for (position, element) in elements.enumerated() {
        if let fault = schema.fault(in: element, at: Schema.path(place, String(position))) { return fault }
      }
      return nil
    case (.object(let members), .object(let values)): return Schema.fault(in: values, members, at: place)
    case (.map(let schema), .object(let values)):
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        if let fault = schema.fault(in: value, at: Schema.path(place, name)) { return fault }
      }
      return nil
    case (.optional(let schema), _): return schema.fault(in: value, at: place)
    case (.oneOf(let schemas), _): return Schema.fault(in: value, oneOf: schemas, at: place)
    case (.named(let name), _): return name.schema.fault(in: value, at: place)
    default: return place
    }
  }

  private static func fault(in values: [String: JSONValue], _ members: [Member], at place: String) -> String? {
    let known = Set(members.map(\.name))
    if let stranger = values.keys.filter({ !known.contains($0) }).min() { return path(place, stranger) }
    for member in members {
      guard let value = values[member.name] else {
        if member.isRequired { return path(place, member.name) }
        continue
      }
      if let fault = member.schema.fault(in: value, at: path(place, member.name)) { return fault }
    }
    return nil
  }

  /// The fault that lies deepest is that of the shape that was meant.
  private static func fault(in value: JSONValue, oneOf schemas: [Schema], at place: String) -> String? {
    let faults = schemas.map { $0.fault(in: value, at: place) }
    let holding = faults.count { $0 == nil }
    if holding == 1 { return nil }
    return holding > 1 ? place : faults.compactMap(\.self).filter { !$0.hasSuffix("/kind") }.max() ?? place
  }

  private static func path(_ place: String, _ name: String) -> String { place.isEmpty ? name : place + "/" + name }
}
