// The invoices that were read, one by one: what they say, whether their sums agree, what became of them.

import InvoiceUseCases
import Invoicing
import Markup
import Quantities
import UseCases
import Wording

struct ReadInvoicesTable {
  let visit: FirmVisit

  /// Invoices shown of each kind; the others are counted.
  private static let most = 200

  private struct Row {
    let invoice: Invoice
    let item: PurchaseInvoices.Item
    let findings: [Diagnostic]
    /// Whether somebody should look at it: the ledger does not have it, or something in it is odd.
    var isOdd: Bool { !item.isMatched || !findings.isEmpty }
  }

  /// Those to be looked at in sight, the others folded away.
  ///
  /// - Parameter read: each invoice with what became of it beside the ledger.
  func html(_ read: [(invoice: Invoice, item: PurchaseInvoices.Item)]) -> HTML {
    let rows = read.map { Row(invoice: $0.invoice, item: $0.item, findings: InvoiceFindings($0.invoice).all) }
    let odd = rows.filter(\.isOdd)
    let usual = rows.filter { !$0.isOdd }
    let count: [String: MessageValue] = ["count": .integer(usual.count)]
    return Piece.section(
      visit.say(ReceivedInvoicesMessage.read, ["count": .integer(rows.count)]),
      """
      \(odd.isEmpty ? .empty : table(odd, ReceivedInvoicesMessage.tableOdd))
      \(usual.isEmpty
        ? .empty
        : "<details><summary>\(visit.say(ReceivedInvoicesMessage.usual, count))</summary>\(table(usual, .tableLead))</details>")
      """)
  }

  private func table(_ rows: [Row], _ caption: ReceivedInvoicesMessage) -> HTML {
    var table = DataTable(
      visit.say(caption),
      [
        .text(visit.say(ReceivedInvoicesMessage.number)), .text(visit.say(ReceivedInvoicesMessage.supplier)),
        .text(visit.say(ReceivedInvoicesMessage.date)), .number(visit.say(ReceivedInvoicesMessage.amount)),
        .text(visit.say(ReceivedInvoicesMessage.sums)), .text(visit.say(ReceivedInvoicesMessage.outcome)),
      ])
    for row in rows.prefix(ReadInvoicesTable.most) {
      let invoice = row.invoice
      table.add([
        "\(shown(invoice.number))", "\(shown(invoice.seller.name))", "\(visit.numbers.date(invoice.issueDate))",
        "\(amount(invoice))", sums(row.findings), "\(visit.speaker.say(row.item.outcome))",
      ])
    }
    let others = rows.count - ReadInvoicesTable.most
    guard others > 0 else { return table.html }
    return table.html
      + Piece.text(visit.say(ReceivedInvoicesMessage.more, ["count": .integer(others)]), class: "muted")
  }

  /// What others wrote may be longer than any table is wide.
  private func shown(_ text: String) -> String { text.count > 80 ? "\(text.prefix(79))…" : text }

  private func amount(_ invoice: Invoice) -> String {
    let net = invoice.signedNet
    if invoice.currency == "EUR", net.exactPlaces <= 2, let money = Money(euros: net.decimalText(places: 2)) {
      return visit.numbers.euros(money)
    }
    return "\(visit.speaker.say(.decimal(net, places: min(net.exactPlaces, 6)))) \(shown(invoice.currency))"
  }

  /// Whether the sums agree and nothing is odd.
  private func sums(_ findings: [Diagnostic]) -> HTML {
    guard !findings.isEmpty else { return "\(visit.say(ReceivedInvoicesMessage.sumsAgree))" }
    return """
      <details><summary>\(visit.say(ReceivedInvoicesMessage.sumsDiffer, ["count": .integer(findings.count)]))</summary>\
      <ul class="errors">\(findings.prefix(20).map { InvoiceFindings.html($0, visit) })</ul></details>
      """
  }
}
