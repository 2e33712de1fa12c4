// Pieces that the pages about carbon prices share: drawings, cautions, sources, steps of a calculation.

import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

extension Visiting {
  /// A drawing, which is slid sideways where it would be too small to read.
  func plot(_ svg: HTML) -> HTML {
    "<div class=\"plot-frame\" role=\"group\" tabindex=\"0\" aria-label=\"\(say(MarginMessage.scroll))\">\(svg)</div>"
  }

  /// A table of many columns, which is slid sideways where there is no room for all.
  func wide(_ table: DataTable) -> HTML {
    "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"\(say(MarginMessage.scrollTable))\">\(table.html)</div>"
  }

  /// What to know about a result; nothing where there is nothing.
  func cautions(_ found: [Diagnostic]) -> HTML {
    guard !found.isEmpty else { return .empty }
    let items = Finding.all(found).map { $0.html(self) }
    return Piece.section(say(MarginMessage.cautions), "<ul class=\"errors\">\(items)</ul>")
  }

  /// Who says a figure, with a link where there is one.
  func source(_ citation: Citation) -> HTML {
    let text = [citation.text, citation.reference].filter { !$0.isEmpty }.joined(separator: ", ")
    guard !text.isEmpty else { return .empty }
    guard citation.url.hasPrefix("https://") else { return "<span class=\"source\">\(text)</span>" }
    return """
      <span class="source">\(text) — <a href="\(citation.url)" rel="noreferrer">\(say(ReviewMessage.source))</a></span>
      """
  }

  /// A calculation that opens down to where each of its figures comes from.
  func opened(_ derivation: Derivation, named title: String) -> HTML {
    // A bare number beside a name says nothing: its unit is with the step inside.
    let said: HTML = if case .decimal = derivation.value { .empty } else { value(derivation) }
    return """
      <details><summary>\(title)\(said)</summary><div class="derivation">\(step(derivation))</div></details>
      """
  }

  private func step(_ derivation: Derivation) -> HTML {
    let inputs: HTML =
      derivation.inputs.isEmpty
      ? .empty : "<ul>\(derivation.inputs.map { "<li>\(step($0))</li>" as HTML })</ul>"
    return "<p>\(speaker.say(derivation.title))\(value(derivation))\(derivation.citation.map(source))</p>\(inputs)"
  }

  private func value(_ derivation: Derivation) -> HTML {
    switch derivation.value {
    case .message, nil: .empty
    case .carbon(let mass): " <span class=\"value\">\(numbers.integer(mass.grams)) g CO2e</span>"
    case .some(let value): " <span class=\"value\">\(speaker.say(value))</span>"
    }
  }
}
