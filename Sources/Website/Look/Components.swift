// The pieces pages are made of.

import Markup
import Quantities
import UseCases
import Wording

/// Pieces of pages that need no words of their own.
enum Piece {
  /// A heading with what the page is for.
  static func heading(_ title: String, _ lead: String = "") -> HTML {
    "<div class=\"heading\"><h1>\(title)</h1>\(lead.isEmpty ? .empty : "<p class=\"lead\">\(lead)</p>")</div>"
  }

  /// A section under a heading.
  static func section(_ title: String, id: String = "", _ content: HTML) -> HTML {
    let mark: HTML = id.isEmpty ? .empty : " id=\"\(id)\""
    return "<section\(mark)><h2>\(title)</h2>\(content)</section>"
  }

  /// A card.
  static func card(_ content: HTML, class name: String = "") -> HTML { "<div class=\"card \(name)\">\(content)</div>" }

  /// What a reader should know: `note`, `good`, `warn` or `bad`.
  static func notice(_ kind: String, _ title: String, _ text: HTML = .empty) -> HTML {
    "<div class=\"notice \(kind)\" role=\"\(kind == "bad" ? "alert" : "status")\"><p class=\"notice-title\">\(title)</p>\(text)</div>"
  }

  /// A paragraph.
  static func text(_ text: String, class name: String = "") -> HTML { "<p class=\"\(name)\">\(text)</p>" }

  /// A link that leads on, as a button.
  static func button(_ path: LinkPath, _ text: String, class name: String = "") -> HTML {
    "<a class=\"button \(name)\" href=\"\(path)\">\(text)</a>"
  }

  /// A figure that matters, with its name; it opens where there is a calculation behind it.
  static func figure(_ value: String, _ label: String, opens path: LinkPath? = nil, detail: String = "") -> HTML {
    let shown: HTML = path.map { "<a href=\"\($0)\">\(value)</a>" } ?? "\(value)"
    return """
      <div class="figure"><p class="figure-label">\(label)</p><p class="figure-value">\(shown)</p>\
      \(detail.isEmpty ? .empty : "<p class=\"figure-detail\">\(detail)</p>")</div>
      """
  }

  /// Terms and what they stand for.
  static func terms(_ pairs: [(String, HTML)]) -> HTML {
    "<dl class=\"terms\">\(pairs.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>"
  }
}

extension Visiting {
  /// What is wrong with what was sent: what, where, why, what to do. What is wrong in the same way in several places is
  /// said once, with its places.
  func errors(_ refusal: Refusal?) -> HTML {
    guard let refusal, !refusal.diagnostics.isEmpty else { return .empty }
    let items = Finding.all(refusal.diagnostics).prefix(20).map { $0.html(self) }
    return Piece.notice("bad", say(WebsiteMessage.errorsTitle), "<ul class=\"errors\">\(items)</ul>")
  }
}
