// Suppliers' electronic invoices beside the ledger: shown first, taken into the account when they are confirmed.

import Accounting
import CarbonAccounting
import InvoiceUseCases
import Invoicing
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum ReceivedInvoicesPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    // After a change it is told what the change did.
    let notice: HTML =
      visit.query["before"].isEmpty
      ? .empty : YearChange.notice(visit, now: try desk.books().books.books.accounts.map(\.production).total())
    return page(desk, notice + form(desk))
  }

  /// Takes files in and shows what they say: nothing is changed yet.
  static func receive(_ visit: FirmVisit) throws(Refusal) -> any UploadReceiver {
    try InvoiceReceiver(visit) { (received, _) throws(Refusal) in try preview(visit, received) }
  }

  /// Puts what was ticked into the settings. What they say already is not recorded again.
  static func take(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    var offer: InvoiceOffer?
    do throws(Refusal) {
      let sent = try InvoiceOffer(visit.form)
      offer = sent
      let edits = try sent.edits(beside: desk.settings.file)
      guard !edits.isEmpty else {
        return page(desk, nothing(desk, known: sent.answers.count) + form(desk))
      }
      return try desk.change(edits).leading(to: desk.path("/invoices"))
    } catch {
      let boxes = try offer?.form(desk, suppliers(desk.books().books.books))
      return page(desk, visit.errors(error) + (boxes ?? form(desk)), status: 422)
    }
  }

  private static func preview(_ visit: FirmVisit, _ sent: ReceivedInvoices) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    guard desk.mayChange else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearClosed, ["year": .text(desk.year.period.label)]))
    }
    var received = sent
    let read = received.read().map(\.invoice)
    guard !read.isEmpty else {
      let refusal = received.refused.isEmpty ? Refusal(Diagnostic(.error, InvoiceDropRefusal.noFile)) : nil
      let errors = visit.errors(refusal) + InvoiceDrop.refused(received.refused, visit)
      return page(desk, errors + form(desk), status: 422)
    }
    let books = try desk.books().books.books
    let taken = PurchaseInvoices(read, in: books)
    let offer = InvoiceOffer(taken, desk.settings.file)
    let boxes =
      offer.answers.isEmpty
      ? nothing(desk, known: offer.known)
      : Piece.section(
        visit.say(ReceivedInvoicesMessage.offer),
        Piece.text(visit.say(ReceivedInvoicesMessage.offerLead)) + (try offer.form(desk, suppliers(books))))
    return page(
      desk,
      """
      \(InvoiceDrop.refused(received.refused, visit))\(boxes)\(aside(desk, taken, offer))
      \(ReadInvoicesTable(visit: visit).html(Array(zip(read, taken.items))))
      <p><a href="\(desk.path("/invoices"))">\(visit.say(ReceivedInvoicesMessage.again))</a></p>
      """)
  }

  private static func suppliers(_ books: CarbonBooks) -> Set<LedgerSupplier> {
    Set(books.journal.entries.compactMap(\.supplier))
  }

  private static func nothing(_ desk: YearDesk, known: Int) -> HTML {
    let visit = desk.visit
    return Piece.notice(
      "note",
      known > 0
        ? visit.say(ReceivedInvoicesMessage.already, ["count": .integer(known)])
        : visit.say(ReceivedInvoicesMessage.nothing))
  }

  /// What stays out, beside what the table says of each invoice.
  private static func aside(_ desk: YearDesk, _ taken: PurchaseInvoices, _ offer: InvoiceOffer) -> HTML {
    let visit = desk.visit
    var items = taken.partial.prefix(50).map { visit.speaker.say($0) }
    if !offer.answers.isEmpty, offer.known > 0 {
      items.append(visit.say(ReceivedInvoicesMessage.already, ["count": .integer(offer.known)]))
    }
    if offer.unfit > 0 { items.append(visit.say(ReceivedInvoicesMessage.tooLong, ["count": .integer(offer.unfit)])) }
    guard !items.isEmpty else { return .empty }
    return Piece.section(
      visit.say(ReceivedInvoicesMessage.partial), "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>")
  }

  private static func form(_ desk: YearDesk) -> HTML {
    let visit = desk.visit
    guard desk.mayChange else { return Piece.notice("note", visit.say(ReceivedInvoicesMessage.readOnly)) }
    let how: [ReceivedInvoicesMessage] = [.howLedger, .howContent, .howQuantity]
    return """
      \(InvoiceDrop.form(visit, desk.path("/invoices"), button: visit.say(ReceivedInvoicesMessage.send)))
      \(Piece.section(
        visit.say(ReceivedInvoicesMessage.how), "<ul>\(how.map { "<li>\(visit.say($0))</li>" as HTML })</ul>"))
      """
  }

  private static func page(_ desk: YearDesk, _ content: HTML, status: Int = 200) -> Answer {
    let visit = desk.visit
    let title = visit.say(ReceivedInvoicesMessage.title)
    return visit.yearPage(
      title, .purchases, desk.year, reached: desk.reached,
      "\(Piece.heading(title, visit.say(ReceivedInvoicesMessage.lead)))\(content)", status: status)
  }
}
