// The last step of a closed year: what to print, where customers check it, and what to hand to whom.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct ClosedStatement {
  private let visit: FirmVisit
  private let year: StoredYear
  private let seals: [StoredSeal]
  private let publication: Publication?
  private let books: StoredBooks

  init(_ visit: FirmVisit, _ year: StoredYear) throws(Refusal) {
    self.visit = visit
    self.year = year
    seals = try visit.firm.seals(of: year.id, version: nil)
    let last = try visit.firm.publication(of: year.id)
    publication = last.flatMap { $0.withdrawnAt == nil && $0.version == year.closings ? $0 : nil }
    books = try CurrentBooks.of(year, visit)
  }

  func html(_ errors: HTML) throws(Refusal) -> HTML {
    let link = try self.link()
    return """
      \(Piece.heading(visit.say(StatementPageMessage.title), visit.say(StatementPageMessage.leadClosed)))\(errors)
      \(Piece.notice("good", visit.say(StatementPageMessage.sealed), Piece.text(visit.say(StatementPageMessage.sealedLead))))
      \(seals.map(section))
      \(link)\(files)\(facts)\(next)\(reopening)
      """
  }

  private func label(_ seal: StoredSeal) -> String {
    books.accounts.first { $0.id == seal.activity }?.label ?? seal.activity
  }

  private var address: String? { publication.map { PublicAccountPage.address($0.code, visit.site) } }

  private func section(_ seal: StoredSeal) -> HTML {
    guard let statement = InvoiceStatement(sealed: seal.sealed.account, link: address) else { return .empty }
    let words = StatementWords(visit: visit, year: year)
    let name = seals.count > 1 ? " — \(label(seal))" : ""
    return Piece.section(
      visit.say(StatementPageMessage.print) + name,
      "\(words.sentences(statement, seal.activity))\(words.example(statement))\(other(seal))")
  }

  /// The factor that empties the balance, where it differs, with its justification written out for the verifier.
  private func other(_ seal: StoredSeal) -> HTML {
    guard let account = books.accounts.first(where: { $0.id == seal.activity }), let balance = account.balance,
      account.emptyingFactor != account.closingFactor
    else { return .empty }
    let estimated = InvoiceStatement(
      kind: account.kind, factor: account.emptyingFactor, unit: account.factorUnit, year: year.period.label,
      isClosed: false, link: address)
    let justification = visit.say(
      TransmissionMessage.justification,
      [
        "emptying": .intensity(account.emptyingFactor, per: account.factorUnit),
        "closing": .intensity(account.closingFactor, per: account.factorUnit),
        "inputs": .carbon(account.expected.inputs), "balance": .carbon(balance),
        "revenue": .money(account.expected.revenue),
      ])
    return """
      <details><summary>\(visit.say(StatementPageMessage.other))</summary>\(Piece.text(visit.say(StatementPageMessage.otherLead)))
      \(StatementWords.copy(visit, visit.speaker.say(estimated.sentence), id: "other-\(seal.activity)"))
      <h3>\(visit.say(StatementPageMessage.otherJustification))</h3>
      \(StatementWords.copy(visit, justification, id: "why-\(seal.activity)"))</details>
      """
  }

  private func link() throws(Refusal) -> HTML {
    let title = visit.say(StatementPageMessage.link)
    guard let publication, let address else {
      let button: HTML =
        visit.firm.may(.close)
        ? visit.form(
          visit.path(year, "/publish"), Field.submit(visit.say(StatementPageMessage.publish), class: "quiet")) : .empty
      return Piece.section(title, Piece.text(visit.say(StatementPageMessage.linkNone)) + button)
    }
    let code = try QRCode(PublicAccountPage.url(publication.code, visit.site))
    let withdraw: HTML =
      visit.firm.may(.close)
      ? visit.form(
        visit.path(year, "/withdraw"), Field.submit(visit.say(StatementPageMessage.withdraw), class: "danger small"))
      : .empty
    return Piece.section(
      title, id: "link",
      """
      \(Piece.text(visit.say(StatementPageMessage.linkLead)))
      <div class="columns"><div><p><a class="code" href="/a/\(publication.code)">\(address)</a></p>\(withdraw)</div>
      <svg class="qr" viewBox="0 0 \(code.side) \(code.side)" shape-rendering="crispEdges" role="img" \
      aria-label="\(visit.say(StatementPageMessage.linkQR))"><path d="\(code.path)"/></svg></div>
      """)
  }

  private var files: HTML {
    let links: [(String, StatementPageMessage)] = [
      ("/statement.pdf", .filePDF), ("/account.json", .fileJSON), ("/dossier.zip", .fileDossier),
      ("/verification", .fileVerifier),
    ]
    return Piece.section(
      visit.say(StatementPageMessage.files),
      "<ul>\(links.map { "<li><a href=\"\(visit.path(year, $0.0))\">\(visit.say($0.1))</a></li>" as HTML })</ul>")
  }

  private var facts: HTML {
    HTML(
      seals.map { seal in
        let signature = seal.sealed.seal.signature?.fingerprint
        let closed = seal.sealed.account["closed_on"]?.text.flatMap { CalendarDate($0) }
        return Piece.terms([
          (visit.say(StatementPageMessage.closedOn), "\(closed.map(visit.numbers.date) ?? "")"),
          (visit.say(StatementPageMessage.version), "\(seal.version)"),
          (visit.say(StatementPageMessage.seal), "<span class=\"code\">\(seal.sealed.seal.sha256)</span>"),
          (
            visit.say(StatementPageMessage.key),
            "<span class=\"code\">\(signature ?? visit.say(StatementPageMessage.unsigned))</span>"
          ),
        ])
      })
  }

  private var next: HTML {
    "<p class=\"actions\">\(Piece.button(visit.path("/ledger"), visit.say(StatementPageMessage.nextYear), class: "quiet"))</p>"
  }

  private var reopening: HTML {
    guard visit.firm.may(.close) else { return .empty }
    let form: HTML = """
      \(Field.lines("reason", visit.say(StatementPageMessage.reopenReason), value: "", rows: 2, most: 400))
      <p class="actions">\(Field.submit(visit.say(StatementPageMessage.reopenButton), class: "danger"))</p>
      """
    return """
      <details><summary>\(visit.say(StatementPageMessage.reopenTitle))</summary>
      \(Piece.text(visit.say(StatementPageMessage.reopenLead)))\(visit.form(visit.path(year, "/reopen"), form))</details>
      """
  }
}
