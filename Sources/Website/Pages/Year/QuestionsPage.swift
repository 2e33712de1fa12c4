// Step 4: only the questions that matter, heaviest first, all in one form: one screen, answered together.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum QuestionsPage {
  /// What the button that takes every quantity read in labels sends.
  static let everyProposal = "all"
  /// Smaller questions shown; what is beyond carries next to nothing.
  private static let mostSmaller = 60

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Saves all answers as one change.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    do throws(Refusal) {
      let edits = try QuestionAnswers(desk, try list(desk).list).edits()
      let isLeaving = visit.form["go"] == "account"
      guard !edits.isEmpty else { return .redirect(desk.path(isLeaving ? "/account" : "/questions")) }
      let change = try desk.change(edits)
      return isLeaving ? .redirect(desk.path("/account")) : change.leading(to: desk.path("/questions"))
    } catch { return try page(visit, error) }
  }

  private static func list(_ desk: YearDesk) throws(Refusal) -> (books: CarbonBooks, list: QuestionList) {
    let visit = desk.visit
    let books = try desk.books().books.books
    let last = try LastYear(visit.firm, before: desk.year)
    return (
      books,
      try QuestionList(books, settings: desk.settings.file.settings, library: visit.library, lastYear: last)
    )
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    let (books, list) = try list(desk)
    let production = books.accounts.map(\.production).total()
    let content: HTML = """
      \(Piece.heading(visit.say(QuestionsMessage.title), visit.say(list.main.isEmpty ? QuestionsMessage.none : .lead)))
      \(visit.errors(refusal))\(YearChange.notice(visit, now: production))
      \(desk.year.isClosed ? Piece.notice("note", visit.say(QuestionsMessage.closed)) : .empty)
      \(figures(visit, production, list))\(PurchasesPage.resale(desk, books))\
      \(try SupplyOffers.hint(desk.year, desk.settings.file.settings, visit))\(invoices(desk))
      \(answers(desk, list, books, refused: Set(refusal?.diagnostics.compactMap(\.field) ?? [])))
      """
    return visit.yearPage(
      visit.say(QuestionsMessage.title), .questions, desk.year, reached: desk.reached, content,
      status: refusal == nil ? 200 : 422)
  }

  /// Suppliers' electronic invoices answer some of the questions by themselves.
  private static func invoices(_ desk: YearDesk) -> HTML {
    guard desk.mayChange else { return .empty }
    return "<p><a href=\"\(desk.path("/invoices"))\">\(desk.visit.say(ReceivedInvoicesMessage.link))</a></p>"
  }

  private static func figures(_ visit: FirmVisit, _ production: CarbonMass, _ list: QuestionList) -> HTML {
    """
    <div class="figures">\(Piece.figure(
      visit.numbers.carbon(production), visit.say(QuestionsMessage.production),
      detail: visit.say(QuestionsMessage.productionDetail)))
    \(Piece.figure(
      visit.numbers.carbon(list.estimated.map(\.carbon).total()), visit.say(QuestionsMessage.openCarbon),
      detail: estimates(visit, list)))</div>
    """
  }

  /// What is still estimated: questions nobody answered, small ones, and estimates that were kept.
  private static func estimates(_ visit: FirmVisit, _ list: QuestionList) -> String {
    let kept = list.estimated.count { $0.state == .acknowledged }
    let small = list.smaller.count { $0.isOpen }
    let counts: [(QuestionsMessage, Int)] = [(.openCount, list.open.count), (.smallCount, small), (.keptCount, kept)]
    return counts.filter { $0.0 == .openCount || $0.1 > 0 }
      .map { visit.say($0.0, ["count": .integer($0.1)]) }.joined(separator: ", ")
  }

  /// What the Enter key presses: browsers take the first button of a form, which must not be one that takes proposals.
  private static let enter: HTML =
    "<button class=\"hidden\" name=\"go\" value=\"stay\" tabindex=\"-1\" aria-hidden=\"true\"></button>"

  /// One click for all quantities that labels give.
  private static func proposals(_ list: QuestionList, _ visit: FirmVisit) -> HTML {
    let count = list.open.count { $0.isProposalWhole }
    guard count > 1 else { return .empty }
    return Piece.notice(
      "note", visit.say(QuestionsMessage.useAllLead, ["count": .integer(count)]),
      """
      <p><button class="button quiet small" name="use" value="\(everyProposal)">\
      \(visit.say(QuestionsMessage.useAll))</button></p>
      """)
  }

  /// - Parameter refused: the ids of the questions that something is wrong with: their panel is open.
  private static func answers(
    _ desk: YearDesk, _ list: QuestionList, _ books: CarbonBooks, refused: Set<String>
  ) -> HTML {
    let visit = desk.visit
    let isOpen = { (questions: [Question]) -> HTML in
      questions.contains { refused.contains($0.id) } ? " open" : .empty
    }
    let cards = { (questions: ArraySlice<Question>) -> [HTML] in
      questions.map { QuestionCard(question: $0, desk: desk).html }
    }
    let smaller: HTML =
      list.smaller.isEmpty
      ? .empty
      : """
      <details\(isOpen(list.smaller))><summary>\(visit.say(QuestionsMessage.smaller, ["count": .integer(list.smaller.count)]))</summary>
      \(Piece.text(visit.say(QuestionsMessage.smallerLead, ["share": .share(list.leastShare)]), class: "muted"))\
      \(cards(list.smaller.prefix(mostSmaller)))</details>
      """
    let suppliers: HTML =
      list.suppliers.isEmpty
      ? .empty
      : """
      <details\(isOpen(list.suppliers))><summary>\(visit.say(QuestionsMessage.contents, ["count": .integer(list.suppliers.count)]))</summary>
      \(Piece.text(visit.say(QuestionsMessage.contentsLead), class: "muted"))\(cards(list.suppliers.prefix(mostSmaller)))</details>
      """
    let statements = StatementFields(
      desk: desk, suppliers: Set(books.journal.entries.compactMap(\.supplier)), refused: refused
    ).html
    let content: HTML = """
      \(cards(list.main[...]))\(smaller)\(suppliers)\(statements)
      """
    guard desk.mayChange else {
      return """
        <fieldset disabled class="plain">\(content)</fieldset>\
        <p class="actions">\(Piece.button(desk.path("/account"), visit.say(WebsiteMessage.next)))</p>
        """
    }
    return desk.form(
      desk.path("/questions"),
      """
      \(enter)\(proposals(list, visit))\(content)
      <p class="actions"><button class="button" name="go" value="account">\(visit.say(QuestionsMessage.saveAndGo))</button>
      <button class="button quiet" name="go" value="stay">\(visit.say(QuestionsMessage.save))</button></p>
      """)
  }
}
