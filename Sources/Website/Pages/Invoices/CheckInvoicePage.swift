// An invoice read out: who, what, its sums worked out again, and the carbon it carries. Nothing is kept.

import InvoiceUseCases
import Invoicing
import Markup
import Quantities
import Storage
import UseCases

enum CheckInvoicePage {
  /// Invoices shown whole; the others are counted.
  private static let most = 20

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { page(visit, form(visit)) }

  static func receive(_ visit: FirmVisit) throws(Refusal) -> any UploadReceiver {
    try InvoiceReceiver(visit) { (received, _) in result(visit, received) }
  }

  private static func result(_ visit: FirmVisit, _ sent: ReceivedInvoices) -> Answer {
    var received = sent
    let read = received.read()
    guard !read.isEmpty else {
      let refusal = received.refused.isEmpty ? Refusal(Diagnostic(.error, InvoiceDropRefusal.noFile)) : nil
      let errors = visit.errors(refusal) + InvoiceDrop.refused(received.refused, visit)
      return page(visit, errors + form(visit), status: 422)
    }
    let shown = read.prefix(most).map { InvoiceView(visit: visit, invoice: $0.invoice, file: $0.file).html }
    let more: HTML =
      read.count > most
      ? Piece.text(visit.say(CheckInvoiceMessage.more, ["count": .integer(read.count - most)]), class: "muted")
      : .empty
    return page(
      visit,
      """
      \(InvoiceDrop.refused(received.refused, visit))\(shown)\(more)
      <p><a href="\(visit.path("/invoices/check"))">\(visit.say(CheckInvoiceMessage.again))</a></p>
      """)
  }

  private static func form(_ visit: FirmVisit) -> HTML {
    InvoiceDrop.form(visit, visit.path("/invoices/check"), button: visit.say(CheckInvoiceMessage.button))
  }

  private static func page(_ visit: FirmVisit, _ content: HTML, status: Int = 200) -> Answer {
    let title = visit.say(CheckInvoiceMessage.title)
    return visit.firmPage(
      title,
      """
      <p><a href="\(visit.path("/invoices"))">\(visit.say(StampPageMessage.title))</a></p>
      \(Piece.heading(title, visit.say(CheckInvoiceMessage.lead)))\(content)
      """, status: status)
  }
}
