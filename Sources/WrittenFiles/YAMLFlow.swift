// YAML on one line, as settings files are written: {account: "6061", quantity: 118102 kWh}.

/// A map in flow style whose members stand in the order they were added.
package struct YAMLFlow {
  private var members: [String] = []

  /// An empty map.
  package init() {}

  /// The map.
  package var text: String { "{" + members.joined(separator: ", ") + "}" }

  /// Adds a text, quoted where YAML might read something else.
  package mutating func add(_ key: String, _ value: String) { add(key, raw: value.yamlScalar) }

  /// Adds a map.
  package mutating func add(_ key: String, flow: YAMLFlow) { add(key, raw: flow.text) }

  /// Adds what is YAML already.
  package mutating func add(_ key: String, raw: String) { members.append("\(key.yamlScalar): \(raw)") }

  /// Adds where something was read, unless nothing is said.
  package mutating func add(evidence: String) { if !evidence.isEmpty { add("evidence", raw: evidence.quotedForYAML) } }
}

extension String {
  /// The text as a YAML scalar: as it stands where it is a plain word, number or day, else quoted.
  package var yamlScalar: String {
    let isPlain =
      !isEmpty && first != " " && first != "-" && first != ":" && last != " "
      && unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789 .:/_-".unicodeScalars.contains($0))
      }
      && !contains(": ") && last != ":" && !String.yamlWords.contains(lowercased())
    return isPlain ? self : quotedForYAML
  }

  /// Words that YAML takes for something else than text.
  private static let yamlWords: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
}
