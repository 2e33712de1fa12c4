// The page of shared rules: the firm's own, the person's book beside them, and what applying some would do.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct RuleBookView {
  private let visit: FirmVisit
  private let year: StoredYear
  private let own: [OwnRule]
  private let text: String?
  private let book: RuleBook

  init(_ visit: FirmVisit) throws(Refusal) {
    self.visit = visit
    year = try visit.year()
    own = try SettingsInForce(visit.firm, year).file.settings.rules
    text = try visit.store.person(visit.person.id).ruleBook()
    book = try RuleBook(text: text)
  }

  /// Names the book as it was shown.
  static func fingerprint(_ text: String?) -> String { Fingerprint.sha256(text ?? "") }

  /// The effect of rules of the book on the year, with a form to apply them.
  func preview(_ chosen: [Int]) throws(Refusal) -> HTML {
    let chosen = chosen.filter(book.rules.indices.contains)
    guard !chosen.isEmpty else { throw Refusal(Diagnostic(.error, AdviserRefusal.noRule)) }
    let result = try PreviewSettings(visit.library, visit.firm, at: visit.now)
      .run(year: year, chosen.map { .rule(book.rules[$0]) })
    var table = DataTable(
      visit.say(RuleBookPageMessage.effectLead, ["count": .integer(chosen.count)]),
      [
        .text(visit.say(RuleBookPageMessage.effectActivity)), .number(visit.say(RuleBookPageMessage.effectBefore)),
        .number(visit.say(RuleBookPageMessage.effectAfter)), .number(visit.say(RuleBookPageMessage.effectChange)),
      ])
    for change in result.changes {
      let label = result.books.accounts.first { $0.activity.id == change.activity }?.activity.label
      table.add([
        "\(label ?? change.activity)", mass(change.before), mass(change.after),
        change.difference == .zero ? "\(visit.say(RuleBookPageMessage.effectNone))" : mass(change.difference),
      ])
    }
    let fields = chosen.map { Field.hidden("rule", "\($0)") }
    let apply = visit.form(
      visit.path(year, "/rules/apply"),
      """
      \(fields)\(Field.hidden("version", "\(result.version)"))\(Field.hidden("book", RuleBookView.fingerprint(text)))
      <p class="actions">\(Field.submit(visit.say(RuleBookPageMessage.apply)))</p>
      """)
    return Piece.section(visit.say(RuleBookPageMessage.effect), id: "effect", table.html + apply)
  }

  private func mass(_ mass: CarbonMass?) -> HTML { mass.map { "\(visit.numbers.carbon($0))" } ?? "–" }

  func answer(_ refusal: Refusal? = nil, effect: HTML = .empty) throws(Refusal) -> Answer {
    let title = visit.say(RuleBookPageMessage.title)
    let content: HTML = """
      \(Piece.heading(title, visit.say(RuleBookPageMessage.lead)))\(visit.errors(refusal))\(done)
      \(year.isClosed ? Piece.notice("note", visit.say(RuleBookPageMessage.closed)) : .empty)
      \(effect)\(bookSection)\(ownSection)
      """
    return visit.yearPage(title, nil, year, content, status: refusal == nil ? 200 : 422)
  }

  private var done: HTML {
    let messages: [String: RuleBookPageMessage] = [
      "copied": .copied, "forgotten": .forgotten, "applied": .applied,
    ]
    guard let message = messages[visit.query["done"]] else { return .empty }
    return Piece.notice("good", visit.say(message))
  }

  private var bookSection: HTML {
    let title = visit.say(RuleBookPageMessage.book)
    guard !book.rules.isEmpty else {
      return Piece.section(title, Piece.text(visit.say(RuleBookPageMessage.bookNone)))
    }
    let chosen = Set(visit.query.all("rule").compactMap { Int($0) })
    let items = book.standings(beside: own).enumerated().map { position, item -> HTML in
      let ticked = visit.query.has("preview") ? chosen.contains(position) : item.standing == .new
      return rule(item.rule, position, isTicked: ticked, standing(item.standing), prefix: "book")
    }
    let removable = book.rules.enumerated().map {
      rule($0.element, $0.offset, isTicked: false, .empty, prefix: "forget")
    }
    let forget = visit.form(
      visit.path(year, "/rules/forget"),
      """
      \(Field.hidden("book", RuleBookView.fingerprint(text)))
      <ul class="plain">\(removable)</ul>
      <p class="actions">\(Field.submit(visit.say(RuleBookPageMessage.forget), class: "danger small"))</p>
      """)
    let preview: HTML =
      year.isClosed
      ? "<ul class=\"plain\">\(items)</ul>"
      : """
      <form method="get" action="\(visit.path(year, "/rules"))#effect">\(Field.hidden("preview", "1"))
      <ul class="plain">\(items)</ul>
      <p class="actions">\(Field.submit(visit.say(RuleBookPageMessage.preview)))</p></form>
      """
    return Piece.section(
      title,
      """
      \(Piece.text(visit.say(RuleBookPageMessage.bookLead)))\(preview)
      <details><summary>\(visit.say(RuleBookPageMessage.forget))</summary>\(forget)</details>
      """)
  }

  private var ownSection: HTML {
    let title = visit.say(RuleBookPageMessage.own)
    guard !own.isEmpty else { return Piece.section(title, Piece.text(visit.say(RuleBookPageMessage.ownNone))) }
    let items = own.enumerated().map { rule($0.element, $0.offset, isTicked: true, .empty, prefix: "own") }
    let copy = visit.form(
      visit.path(year, "/rules/copy"),
      """
      <ul class="plain">\(items)</ul>
      <p class="actions">\(Field.submit(visit.say(RuleBookPageMessage.copy), class: "quiet"))</p>
      """)
    return Piece.section(title, Piece.text(visit.say(RuleBookPageMessage.ownLead)) + copy)
  }

  private func standing(_ standing: RuleBook.Standing) -> HTML {
    switch standing {
    case .new: "<span class=\"tag good\">\(visit.say(RuleBookPageMessage.new))</span>"
    case .same: "<span class=\"tag\">\(visit.say(RuleBookPageMessage.same))</span>"
    case .conflicting(let outcome):
      """
      <span class="tag warn">\(visit.say(RuleBookPageMessage.conflicting))</span>\
      <span class="hint">\(visit.words(outcome))</span>
      """
    }
  }

  private func rule(_ rule: OwnRule, _ position: Int, isTicked: Bool, _ mark: HTML, prefix: String) -> HTML {
    """
    <li><label class="choice"><input type="checkbox" name="rule" value="\(position)" id="\(prefix)-\(position)"\
    \(isTicked ? " checked" : .empty)><span><span class="choice-label">\(visit.words(rule.match))</span> \(mark)\
    <span class="hint">\(visit.words(rule.outcome))</span></span></label></li>
    """
  }
}
