extension JSONValue {
  /// The canonical bytes of RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, no blanks,
  /// the shortest escapes. Two equal values have the same bytes, whoever wrote them.
  public var canonicalText: String {
    var text = ""
    write(into: &text, indent: nil)
    return text
  }

  /// The same members in the same order, laid out for people: one member a line, two spaces a level.
  public var prettyText: String {
    var text = ""
    write(into: &text, indent: 0)
    return text + "\n"
  }

  private func write(into text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .string(let value): JSONValue.quote(value, into: &text)
    case .array(let elements):
      JSONValue.list(elements, "[", "]", indent, into: &text) { element, text, indent in
        element.write(into: &text, indent: indent)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      JSONValue.list(sorted, "{", "}", indent, into: &text) { member, text, indent in
        JSONValue.quote(member.key, into: &text)
        text += indent == nil ? ":" : ": "
        member.value.write(into: &text, indent: indent)
      }
    }
  }

  private static func list<Item>(
    _ items: [Item], _ open: String, _ close: String, _ indent: Int?, into text: inout String,
    write: (Item, inout String, Int?) -> Void
  ) {
    text += open
    let inner = indent.map { $0 + 1 }
    for (position, item) in items.enumerated() {
      if position > 0 { text += "," }
      breakLine(inner, into: &text)
      write(item, &text, inner)
    }
    if !items.isEmpty { breakLine(indent, into: &text) }
    text += close
  }

  private static func breakLine(_ indent: Int?, into text: inout String) {
    if let indent { text += "\n" + String(repeating: "  ", count: indent) }
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{08}": text += "\\b"
      case "\u{09}": text += "\\t"
      case "\u{0A}": text += "\\n"
      case "\u{0C}": text += "\\f"
      case "\u{0D}": text += "\\r"
      case "\u{00}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
