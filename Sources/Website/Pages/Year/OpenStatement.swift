// The last step of a year that is still open: what will be printed, and the form that closes.

import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct OpenStatement {
  private let visit: FirmVisit
  private let year: StoredYear
  private let books: StoredBooks

  init(_ visit: FirmVisit, _ year: StoredYear) throws(Refusal) {
    self.visit = visit
    self.year = year
    books = try CurrentBooks.of(year, visit)
  }

  func html(_ errors: HTML) -> HTML {
    """
    \(Piece.heading(visit.say(StatementPageMessage.title), visit.say(StatementPageMessage.leadOpen)))\(errors)
    \(books.accounts.map(section))
    \(closing)
    """
  }

  private func section(_ account: StoredBooks.Account) -> HTML {
    let words = StatementWords(visit: visit, year: year)
    let statement = InvoiceStatement(
      kind: account.kind, factor: account.closingFactor, unit: account.factorUnit, year: year.period.label,
      isClosed: false)
    let name = books.accounts.count > 1 ? " — \(account.label)" : ""
    return Piece.section(
      visit.say(StatementPageMessage.print) + name,
      "\(words.sentences(statement, account.id))\(words.example(statement))")
  }

  private var closing: HTML {
    let title = visit.say(StatementPageMessage.closeTitle)
    if books.accounts.contains(where: { $0.mode == .budget }) {
      return Piece.section(title, Piece.notice("warn", visit.say(StatementPageMessage.closeBudget)))
    }
    guard visit.firm.may(.close) else {
      return Piece.section(title, Piece.notice("note", visit.say(StatementPageMessage.closeRole)))
    }
    let estimates = books.missing.filter { $0.carbon > .zero }
    let confirm: HTML =
      estimates.isEmpty
      ? .empty
      : Piece.notice(
        "warn",
        visit.say(
          StatementPageMessage.closeEstimates,
          ["count": .integer(estimates.count), "carbon": .carbon(estimates.map(\.carbon).total())]),
        "<p><a href=\"\(visit.path(year, "/questions"))\">\(visit.say(AccountMessage.betterLink))</a></p>")
    let day = max(visit.now.day, year.period.end)
    let form: HTML = """
      \(confirm)
      <details><summary>\(visit.say(StatementPageMessage.closeDay)) : \(visit.numbers.date(day))</summary>
      \(Field("day", visit.say(StatementPageMessage.closeDay), type: "date", value: day.iso).html)</details>
      \(Field.tick("publish", visit.say(StatementPageMessage.closePublish), isTicked: true, hint: visit.say(StatementPageMessage.closePublishHint)))
      <p class="actions">\(Field.submit(visit.say(StatementPageMessage.closeButton)))</p>
      """
    return Piece.section(
      title,
      Piece.text(visit.say(StatementPageMessage.closeLead)) + visit.form(visit.path(year, "/close"), form))
  }
}
