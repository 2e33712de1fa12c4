// A derivation as nested lists: entries, factors and prices open down.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct DerivationTree {
  let words: FigureWords
  let year: StoredYear
  /// Whether entries are open at once: where there are few.
  let isOpen: Bool

  private var visit: FirmVisit { words.visit }

  func html(_ derivation: Derivation) -> HTML { "<div class=\"derivation\">\(step(derivation))</div>" }

  private func step(_ derivation: Derivation) -> HTML {
    let value: HTML = words.value(derivation).map { " <span class=\"value\">\($0)</span>" } ?? .empty
    let head: HTML = "\(title(derivation))\(value)"
    let source: HTML = derivation.citation.map(source) ?? .empty
    let details = words.details(derivation)
    if !details.isEmpty {
      return """
        <details><summary>\(head)</summary><ul>\(details.map { "<li>\($0)</li>" as HTML })</ul>\(source)</details>
        """
    }
    let inputs: HTML =
      derivation.inputs.isEmpty
      ? .empty : "<ul>\(derivation.inputs.map { "<li>\(step($0))</li>" as HTML })</ul>"
    guard isEntry(derivation) else { return "<p>\(head)\(source)</p>\(inputs)" }
    return "<details\(isOpen ? " open" : .empty)><summary>\(head)</summary>\(source)\(inputs)</details>"
  }

  private func isEntry(_ derivation: Derivation) -> Bool {
    [CarbonMessage.figureEntry, .figureStatement].contains { $0.rawValue == derivation.title.key }
  }

  /// A category leads on to its entries.
  private func title(_ derivation: Derivation) -> HTML {
    let title = words.title(derivation)
    guard derivation.title.key == CarbonMessage.figureCategory.rawValue,
      case .text(let id) = derivation.title.values["category"]
    else { return "\(title)" }
    return "<a href=\"\(visit.path(year, "/explain", ["figure": id]))\">\(title)</a>"
  }

  private func source(_ citation: Citation) -> HTML {
    let text = [visit.evidence(citation.text), citation.reference].filter { !$0.isEmpty }.joined(separator: ", ")
    guard !text.isEmpty else { return .empty }
    guard citation.url.hasPrefix("https://") else { return "<span class=\"source\">\(text)</span>" }
    return """
      <span class="source">\(text) — <a href="\(citation.url)" rel="noreferrer">\(visit.say(ReviewMessage.source))</a></span>
      """
  }
}
