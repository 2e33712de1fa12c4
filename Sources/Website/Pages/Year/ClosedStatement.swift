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
  private let words: StatementWords
  private let parts: [(seal: StoredSeal, statement: InvoiceStatement, example: DocumentExample)]

  init(_ visit: FirmVisit, _ year: StoredYear, _ words: StatementWords) throws(Refusal) {
    self.visit = visit
    self.year = year
    self.words = words
    let seals = try visit.firm.seals(of: year.id, version: nil)
    let publication = try PublishYear.shown(year, of: visit.firm)
    let address = publication.map { PublicAccountPage.address($0.code, visit.site) }
    self.seals = seals
    self.publication = publication
    books = try CurrentBooks.of(year, visit)
    parts = seals.compactMap { seal in
      guard let statement = InvoiceStatement(sealed: seal.sealed.account, link: address) else { return nil }
      return (seal, statement, words.example(statement, seal.activity, isOnly: seals.count == 1))
    }
  }

  /// Whether the examples could be reckoned.
  var isRight: Bool { !parts.contains { $0.example.isRefused } }

  func html(_ errors: HTML) throws(Refusal) -> HTML {
    let link = try self.link()
    let versions = try SealedVersions(visit, year)
    var sections: [HTML] = []
    for part in parts {
      let account = books.accounts.first { $0.id == part.seal.activity }
      let factors = try account.map { account throws(Refusal) in try StatementFactors(account, visit, year) }
      sections.append(
        words.section(
          part.statement, part.seal.activity, name: name(part.seal), part.example,
          factors?.emptying(link: address) ?? .empty))
    }
    return """
      \(Piece.heading(visit.say(StatementPageMessage.title), visit.say(StatementPageMessage.leadClosed)))\(errors)
      \(Piece.notice("good", visit.say(StatementPageMessage.sealed), Piece.text(visit.say(StatementPageMessage.sealedLead))))
      \(sections)
      \(link)\(files)\(facts)\(versions.list)\(next)\(reopening)
      """
  }

  /// What an activity is called, where the firm has several.
  private func name(_ seal: StoredSeal) -> String? {
    guard seals.count > 1 else { return nil }
    return books.accounts.first { $0.id == seal.activity }?.label ?? seal.activity
  }

  private var address: String? { publication.map { PublicAccountPage.address($0.code, visit.site) } }

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
    let sheets = seals.map { seal -> (LinkPath, String) in
      guard let name = name(seal) else {
        return (visit.path(year, "/statement.pdf"), visit.say(StatementPageMessage.filePDF))
      }
      return (
        visit.path(year, "/statement.pdf", ["activity": seal.activity]),
        visit.say(StatementPageMessage.filePDFOf, ["activity": .text(name)])
      )
    }
    let others: [(String, StatementPageMessage)] = [
      ("/documents", .documents), ("/account.json", .fileJSON), ("/dossier.zip", .fileDossier),
      ("/verification", .fileVerifier),
    ]
    let links =
      sheets + others.map { (visit.path(year, $0.0), visit.say($0.1)) }
      + [(visit.path("/invoices"), visit.say(StampPageMessage.link))]
    return Piece.section(
      visit.say(StatementPageMessage.files),
      "<ul>\(links.map { "<li><a href=\"\($0.0)\">\($0.1)</a></li>" as HTML })</ul>")
  }

  private var facts: HTML {
    HTML(
      seals.map { seal in
        let signature = seal.sealed.seal.signature?.fingerprint
        let closed = seal.sealed.account["closed_on"]?.text.flatMap { CalendarDate($0) }
        let heading: HTML = name(seal).map { "<h3>\($0)</h3>" } ?? .empty
        let terms = Piece.terms([
          (visit.say(StatementPageMessage.closedOn), "\(closed.map(visit.numbers.date) ?? "")"),
          (visit.say(StatementPageMessage.version), "\(seal.version)"),
          (visit.say(StatementPageMessage.seal), "<span class=\"code\">\(seal.sealed.seal.sha256)</span>"),
          (
            visit.say(StatementPageMessage.key),
            "<span class=\"code\">\(signature ?? visit.say(StatementPageMessage.unsigned))</span>"
          ),
        ])
        return "\(heading)\(terms)"
      })
  }

  private var next: HTML {
    """
    <p class="actions">\(Piece.button(visit.path("/price"), visit.say(StatementPageMessage.nextPrice), class: "quiet"))
    \(Piece.button(visit.path("/ledger"), visit.say(StatementPageMessage.nextYear), class: "quiet"))</p>
    """
  }

  private var reopening: HTML {
    guard visit.firm.may(.close) else { return .empty }
    // What was sent and refused comes back open, with what was typed.
    let isSent = visit.form.has("reason")
    let form: HTML = """
      \(Field.lines("reason", visit.say(StatementPageMessage.reopenReason), value: visit.form["reason"], rows: 2, hint: visit.say(StatementPageMessage.reopenHint), most: 400))
      <p class="actions">\(Field.submit(visit.say(StatementPageMessage.reopenButton), class: "danger"))</p>
      """
    return """
      <details id="reopen"\(isSent ? " open" : .empty)><summary>\(visit.say(StatementPageMessage.reopenTitle))</summary>
      \(Piece.text(visit.say(StatementPageMessage.reopenLead)))\(visit.form(visit.path(year, "/reopen"), form))</details>
      """
  }
}
