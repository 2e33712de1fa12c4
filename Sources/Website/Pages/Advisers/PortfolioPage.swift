// Every firm somebody takes part in, on one page: what needs attention first.

import Foundation
import Markup
import Quantities
import Storage
import UseCases

enum PortfolioPage {
  /// The most firms a portfolio shows.
  private static let most = 1000
  /// Firms on a page: where each stands is read in full for these only.
  private static let perPage = 25
  /// From this many firms on, there is something to search among.
  private static let searchable = 6

  static func show(_ visit: PersonVisit) throws(Refusal) -> Answer {
    let all = try visit.store.person(visit.person.id).portfolio(limit: most)
    let words = String(visit.query["q"].prefix(100))
    let found = all.filter { $0.matches(words) }.sorted(by: PortfolioEntry.needsAttention)
    let last = max(0, (found.count - 1) / perPage)
    let page = min(max((Int(visit.query["page"]) ?? 1) - 1, 0), last)
    let content: HTML = """
      \(Piece.heading(visit.say(AdviserMessage.title), visit.say(all.count > 1 ? AdviserMessage.lead : .leadOne)))
      <p class="actions">\(Piece.button(LinkPath("/firms/new"), visit.say(AdviserMessage.newFirm), class: all.isEmpty ? "" : "quiet"))
      \(Piece.button(LinkPath("/firms/upload"), visit.say(AdviserMessage.dropMany), class: "quiet"))</p>
      \(all.count >= searchable ? search(words, visit) : .empty)
      \(try list(Array(found.dropFirst(page * perPage).prefix(perPage)), of: found.count, all: all.count, visit))
      \(pager(page, last, words, visit))
      """
    return visit.page(visit.say(AdviserMessage.title), content)
  }

  private static func search(_ words: String, _ visit: PersonVisit) -> HTML {
    let field = Field("q", visit.say(AdviserMessage.search), type: "search", value: words).with {
      $0.isRequired = false
      $0.most = 100
    }
    return """
      <form method="get" action="/firms" class="row">\(field.html)\
      \(Field.submit(visit.say(AdviserMessage.searchButton), class: "quiet"))</form>
      """
  }

  private static func list(
    _ entries: [PortfolioEntry], of count: Int, all: Int, _ visit: PersonVisit
  ) throws(Refusal) -> HTML {
    guard all > 0 else { return Piece.card(Piece.text(visit.say(AdviserMessage.empty))) }
    guard !entries.isEmpty else { return Piece.text(visit.say(AdviserMessage.searchNothing)) }
    var table = DataTable(
      visit.say(AdviserMessage.count, ["count": .integer(count)]),
      [
        .text(visit.say(AdviserMessage.firm)), .text(visit.say(AdviserMessage.year)),
        .text(visit.say(AdviserMessage.stands)), .text(visit.say(AdviserMessage.missing)),
        .text(visit.say(AdviserMessage.closed)), .text(visit.say(AdviserMessage.reminders)),
      ])
    for entry in entries { table.add(try PortfolioRow(entry, visit).cells) }
    return "<section class=\"wide\">\(table.html)</section>"
  }

  private static func pager(_ page: Int, _ last: Int, _ words: String, _ visit: PersonVisit) -> HTML {
    guard last > 0 else { return .empty }
    func link(_ number: Int, _ key: AdviserMessage) -> HTML {
      Piece.button(LinkPath("/firms", ["q": words, "page": "\(number + 1)"]), visit.say(key), class: "quiet small")
    }
    return """
      <p class="actions">\(page > 0 ? link(page - 1, .previous) : .empty)
      <span class="muted">\(page + 1) / \(last + 1)</span>
      \(page < last ? link(page + 1, .following) : .empty)</p>
      """
  }
}

extension PortfolioEntry {
  /// How soon somebody should look at the firm: the smaller, the sooner.
  private var rank: Int {
    if openReminders > 0 { return 0 }
    if pendingJob != nil { return 4 }
    if !hasLedger { return 1 }
    if carbon == nil { return 2 }
    return year?.isClosed == true ? 5 : 3
  }

  /// What needs attention comes first; then by name.
  static func needsAttention(_ a: PortfolioEntry, _ b: PortfolioEntry) -> Bool {
    (a.rank, a.organisation.name.folded, a.organisation.id) < (b.rank, b.organisation.name.folded, b.organisation.id)
  }

  /// Whether the name or the SIREN holds every word.
  func matches(_ words: String) -> Bool {
    let text = "\(organisation.name) \(organisation.siren ?? "")".folded
    return words.folded.split(separator: " ").allSatisfy { text.contains($0) }
  }
}
