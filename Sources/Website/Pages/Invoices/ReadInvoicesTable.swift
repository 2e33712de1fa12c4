// The invoices that were read, one by one: what they say, whether their sums agree, what became of them.

import Invoicing
import Markup
import Quantities
import UseCases
import Wording

struct ReadInvoicesTable {
  let visit: FirmVisit

  /// Invoices shown; the others are counted.
  private static let most = 200

  /// - Parameter rows: each invoice with what became of it beside the ledger.
  func html(_ rows: [(invoice: Invoice, item: PurchaseInvoices.Item)]) -> HTML {
    var table = DataTable(
      visit.say(ReceivedInvoicesMessage.tableLead),
      [
        .text(visit.say(ReceivedInvoicesMessage.number)), .text(visit.say(ReceivedInvoicesMessage.supplier)),
        .text(visit.say(ReceivedInvoicesMessage.date)), .number(visit.say(ReceivedInvoicesMessage.amount)),
        .text(visit.say(ReceivedInvoicesMessage.sums)), .text(visit.say(ReceivedInvoicesMessage.outcome)),
      ])
    for (invoice, item) in rows.prefix(ReadInvoicesTable.most) {
      let amount = visit.speaker.say(.decimal(invoice.signedNet, places: min(invoice.signedNet.exactPlaces, 6)))
      table.add([
        "\(shown(invoice.number))", "\(shown(invoice.seller.name))", "\(visit.numbers.date(invoice.issueDate))",
        "\(amount) \(shown(invoice.currency))", sums(invoice),
        "<span class=\"tag \(item.isMatched ? "good" : "warn")\">\(visit.speaker.say(item.outcome))</span>",
      ])
    }
    let others = rows.count - ReadInvoicesTable.most
    let more: HTML =
      others > 0
      ? Piece.text(visit.say(ReceivedInvoicesMessage.more, ["count": .integer(others)]), class: "muted") : .empty
    return Piece.section(visit.say(ReceivedInvoicesMessage.read, ["count": .integer(rows.count)]), table.html + more)
  }

  /// What others wrote may be longer than any table is wide.
  private func shown(_ text: String) -> String { text.count > 80 ? "\(text.prefix(79))…" : text }

  /// Whether the sums agree and nothing is odd.
  private func sums(_ invoice: Invoice) -> HTML {
    let findings = InvoiceFindings(invoice).all
    guard !findings.isEmpty else { return "\(visit.say(ReceivedInvoicesMessage.sumsAgree))" }
    return """
      <details><summary>\(visit.say(ReceivedInvoicesMessage.sumsDiffer, ["count": .integer(findings.count)]))</summary>\
      <ul class="errors">\(findings.prefix(20).map { InvoiceFindings.html($0, visit) })</ul></details>
      """
  }
}
