// YAML on one line, as settings files are written: {account: "6061", quantity: 118102 kWh}.

import CarbonAccounting

/// A map in flow style whose members stand in the order they were added.
struct YAMLFlow {
  private var members: [String] = []

  /// The map.
  var text: String { "{" + members.joined(separator: ", ") + "}" }

  /// Adds a text, quoted where YAML might read something else.
  mutating func add(_ key: String, _ value: String) { add(key, raw: value.yamlScalar) }

  /// Adds a map.
  mutating func add(_ key: String, flow: YAMLFlow) { add(key, raw: flow.text) }

  /// Adds what is YAML already.
  mutating func add(_ key: String, raw: String) { members.append("\(key.yamlScalar): \(raw)") }

  /// Adds the criteria that are given.
  mutating func add(_ match: LineMatch) {
    let criteria = [
      ("account", match.account), ("journal", match.journal), ("supplier", match.supplier), ("label", match.label),
    ]
    for (key, value) in criteria { if let value { add(key, raw: value.quotedForYAML) } }
  }

  /// Adds where something was read, unless nothing is said.
  mutating func add(evidence: String) { if !evidence.isEmpty { add("evidence", raw: evidence.quotedForYAML) } }
}

extension String {
  /// The text as a YAML scalar: as it stands where it is a plain word, number or day, else quoted.
  var yamlScalar: String {
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
