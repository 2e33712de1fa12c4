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
  private let words: StatementWords
  private let parts: [(account: StoredBooks.Account, statement: InvoiceStatement, example: DocumentExample)]

  init(_ visit: FirmVisit, _ year: StoredYear, _ words: StatementWords) throws(Refusal) {
    self.visit = visit
    self.year = year
    self.words = words
    let books = try CurrentBooks.of(year, visit)
    self.books = books
    parts = books.accounts.map { account in
      let statement = InvoiceStatement(
        kind: account.kind, factor: account.closingFactor, unit: account.factorUnit, year: year.period.label,
        isClosed: false)
      return (account, statement, words.example(statement, account.id, isOnly: books.accounts.count == 1))
    }
  }

  /// Whether the examples could be reckoned.
  var isRight: Bool { !parts.contains { $0.example.isRefused } }

  func html(_ errors: HTML) throws(Refusal) -> HTML {
    let versions = try SealedVersions(visit, year)
    var sections: [HTML] = []
    for part in parts {
      let factors = try StatementFactors(part.account, visit, year)
      sections.append(
        words.section(
          part.statement, part.account.id, name: parts.count > 1 ? part.account.label : nil, part.example,
          "\(factors.table)\(factors.emptying(link: nil))"))
    }
    return """
      \(Piece.heading(visit.say(StatementPageMessage.title), visit.say(StatementPageMessage.leadOpen)))\(errors)
      \(versions.notice)\(sections)
      \(closing)\(versions.list)
      """
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
