// "Why 412 kg?": a figure opened down to ledger lines, factors, sources and rules.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

/// Words of the pages that open figures; texts in `review.yaml`.
public enum ReviewMessage: String, MessageKey {
  case explainTitle = "review.explain-title"
  case explainLead = "review.explain-lead"
  case explainOthers = "review.explain-others"
  case explainBack = "review.explain-back"
  case source = "review.source"
  case entriesTitle = "review.entries-title"
  case entriesLead = "review.entries-lead"
  case entriesCaption = "review.entries-caption"
  case entriesSearch = "review.entries-search"
  case entriesButton = "review.entries-button"
  case entriesNone = "review.entries-none"
  case entry = "review.entry"
  case date = "review.date"
  case account = "review.account"
  case category = "review.category"
  case amount = "review.amount"
  case carbon = "review.carbon"
  case pages = "review.pages"
  case page = "review.page"
  case csv = "review.csv"
}

enum ExplainPage {
  /// How many entries are opened on one page.
  private static let opened = 40

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let figure = visit.query["figure"]
    let title = visit.say(ReviewMessage.explainTitle)
    let explanation: (derivations: [Derivation], others: (count: Int, carbon: CarbonMass))
    do throws(Refusal) {
      explanation = try explain(figure, visit.query["activity"], of: try visit.books(of: year))
    } catch {
      guard error.says(UseCaseMessage.explainNothing) else { throw error }
      return visit.yearPage(title, .account, year, Piece.heading(title) + visit.errors(error), status: 404)
    }
    let others: HTML =
      explanation.others.count == 0
      ? .empty
      : Piece.text(
        visit.say(
          ReviewMessage.explainOthers,
          ["count": .integer(explanation.others.count), "carbon": .carbon(explanation.others.carbon)]))
    let content: HTML = """
      \(Piece.heading(title, visit.say(ReviewMessage.explainLead)))
      \(explanation.derivations.map { "<div class=\"card\">\(DerivationTree(visit: visit, year: year).html($0))</div>" as HTML })
      \(others)<p>\(Piece.button(visit.path(year, "/account"), visit.say(ReviewMessage.explainBack), class: "quiet"))</p>
      """
    return visit.yearPage(title, .account, year, content)
  }

  static func explain(
    _ figure: String, _ activity: String, of books: CarbonBooks
  ) throws(Refusal) -> (derivations: [Derivation], others: (count: Int, carbon: CarbonMass)) {
    let keys: [String: CarbonMessage] = [
      "production": .figureFactor, "factor": .figureFactor, "revenue": .figureFactor, "opening": .figureFactor,
      "balance": .figureBalance, "emptying": .figureEmptying,
    ]
    guard let key = keys[figure] else {
      let found = try ExplainFigure.explain(figure, in: books, limit: opened)
      return (found.derivations, found.others)
    }
    let account = books.accounts.first { $0.activity.id == activity } ?? books.accounts.first
    let all: [Derivation]
    do { all = try account?.derivations() ?? [] } catch {
      throw Refusal(Diagnostic(.error, CarbonMessage.overflow))
    }
    return (all.filter { $0.title.key == key.rawValue }, (0, .zero))
  }
}

/// A derivation as nested lists.
private struct DerivationTree {
  let visit: FirmVisit
  let year: StoredYear

  func html(_ derivation: Derivation) -> HTML {
    """
    <div class="derivation">\(line(derivation))\
    \(derivation.inputs.isEmpty ? .empty : "<ul>\(derivation.inputs.map { "<li>\(html($0))</li>" as HTML })</ul>")</div>
    """
  }

  private func line(_ derivation: Derivation) -> HTML {
    let value: HTML = derivation.value.map { " <span class=\"value\">\(exact($0))</span>" } ?? .empty
    return "<p>\(title(derivation))\(value)\(derivation.citation.map(source) ?? .empty)</p>"
  }

  /// A category leads on to its entries.
  private func title(_ derivation: Derivation) -> HTML {
    guard derivation.title.key == CarbonMessage.figureCategory.rawValue,
      case .text(let id) = derivation.title.values["category"]
    else { return "\(visit.speaker.say(derivation.title))" }
    return "<a href=\"\(visit.path(year, "/explain", ["figure": id]))\">\(visit.categoryName(id))</a>"
  }

  private func source(_ citation: Citation) -> HTML {
    let text = [citation.text, citation.reference].filter { !$0.isEmpty }.joined(separator: ", ")
    guard citation.url.hasPrefix("https://") else { return "<span class=\"source\">\(text)</span>" }
    return """
      <span class="source">\(text) — <a href="\(citation.url)" rel="noreferrer">\(visit.say(ReviewMessage.source))</a></span>
      """
  }

  /// A value without rounding for the eye: an explanation adds up to the gram.
  private func exact(_ value: MessageValue) -> String {
    if case .carbon(let mass) = value { return "\(visit.numbers.integer(mass.grams)) g CO2e" }
    return visit.speaker.say(value)
  }
}
