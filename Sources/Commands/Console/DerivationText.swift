import Quantities
import Wording

extension Speaker {
  /// A derivation as an indented tree: each figure, then what it comes from.
  func text(_ derivation: Derivation, depth: Int = 0) -> [String] {
    let margin = String(repeating: "  ", count: depth)
    let colon = language == .fr ? " : " : ": "
    var line = margin + (depth == 0 ? "" : "· ") + say(derivation.title)
    if let value = derivation.value { line += colon + exact(value) }
    var lines = line.wrapped(width: 120, indent: margin + "    ").split(separator: "\n").map(String.init)
    if let citation = derivation.citation {
      let source = [citation.text, citation.reference, citation.url].filter { !$0.isEmpty }.joined(separator: " — ")
      if !source.isEmpty { lines.append("\(margin)    [\(source)]") }
    }
    return lines + derivation.inputs.flatMap { text($0, depth: depth + 1) }
  }

  /// A value without rounding for the eye: an explanation must add up to the gram.
  private func exact(_ value: MessageValue) -> String {
    if case .carbon(let mass) = value { return "\(numbers.integer(mass.grams)) g CO2e" }
    return say(value)
  }
}
