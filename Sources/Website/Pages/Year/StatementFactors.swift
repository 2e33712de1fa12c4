// The factors a firm may print, side by side: the last closed one, the one of this year, the one that empties the balance.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct StatementFactors {
  private let visit: FirmVisit
  private let account: StoredBooks.Account
  private let year: String
  /// The account that this one opens from.
  private let last: StoredSeal?

  init(_ account: StoredBooks.Account, _ visit: FirmVisit, _ year: StoredYear) throws(Refusal) {
    self.visit = visit
    self.account = account
    self.year = year.period.label
    last = try visit.firm.openingSeals(of: year).first { $0.activity == account.id }
  }

  /// The factors of a year that is open, and when each may be printed.
  var table: HTML {
    var table = DataTable(
      visit.say(StatementPageMessage.factors),
      [
        .text(visit.say(StatementPageMessage.factorName)), .number(visit.say(StatementPageMessage.factorValue)),
        .text(visit.say(StatementPageMessage.factorUse)),
      ])
    func add(_ name: StatementPageMessage, _ statement: InvoiceStatement, _ use: StatementPageMessage) {
      table.add([
        "\(visit.say(name, ["year": .text(statement.year)]))", "\(visit.speaker.say(statement.factorText))",
        "\(visit.say(use))",
      ])
    }
    if let last, let statement = InvoiceStatement(sealed: last.sealed.account) {
      add(.factorLast, statement, .factorLastUse)
    }
    add(.factorClosing, statement(account.closingFactor), .factorClosingUse)
    if account.balance != nil { add(.factorEmptying, statement(account.emptyingFactor), .factorEmptyingUse) }
    return table.html
  }

  /// The sentence of the factor that empties the balance, where it differs, with its justification written out for the
  /// verifier.
  ///
  /// - Parameter link: where the account is shown; nil while it is not.
  func emptying(link: String?) -> HTML {
    guard let balance = account.balance, account.emptyingFactor != account.closingFactor else { return .empty }
    let justification = visit.say(
      TransmissionMessage.justification,
      [
        "emptying": .intensity(account.emptyingFactor, per: account.factorUnit),
        "closing": .intensity(account.closingFactor, per: account.factorUnit),
        "inputs": .carbon(account.expected.inputs), "balance": .carbon(balance),
        "revenue": .money(account.expected.revenue),
      ])
    let sentence = visit.speaker.say(statement(account.emptyingFactor, link: link).sentence)
    return """
      <details><summary>\(visit.say(StatementPageMessage.other))</summary>\(Piece.text(visit.say(StatementPageMessage.otherLead)))
      \(StatementWords.copy(visit, sentence, id: "other-\(account.id)"))
      <h3>\(visit.say(StatementPageMessage.otherJustification))</h3>
      \(StatementWords.copy(visit, justification, id: "why-\(account.id)"))</details>
      """
  }

  /// What an estimated factor lets the firm print.
  private func statement(_ factor: CarbonIntensity, link: String? = nil) -> InvoiceStatement {
    InvoiceStatement(
      kind: account.kind, factor: factor, unit: account.factorUnit, year: year, isClosed: false, link: link)
  }
}
