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
  /// Up to how many cards their entries are open.
  private static let openAtOnce = 3

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let figure = visit.query["figure"]
    let title = visit.say(ReviewMessage.explainTitle)
    let books = try visit.books(of: year)
    let explanation: (derivations: [Derivation], others: (count: Int, carbon: CarbonMass))
    do throws(Refusal) {
      explanation = try explain(figure, visit.query["activity"], of: books)
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
    // The sum of one entry is that entry: a heading would say it twice.
    let isOne = explanation.derivations.count == 2 && explanation.derivations[0].title.isOfOne
    let derivations = explanation.derivations.dropFirst(isOne ? 1 : 0)
    let tree = DerivationTree(
      words: FigureWords(visit, books, figure: figure), year: year, isOpen: derivations.count <= openAtOnce)
    let content: HTML = """
      \(Piece.heading(title, visit.say(ReviewMessage.explainLead)))
      \(derivations.map { "<div class=\"card\">\(tree.html($0))</div>" as HTML })
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

extension Message {
  /// Whether it heads the sum of a single entry.
  fileprivate var isOfOne: Bool { key == CarbonMessage.figureSelection.rawValue && values["count"] == .integer(1) }
}
