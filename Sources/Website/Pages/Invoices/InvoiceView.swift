// One invoice on a page.

import Disclosure
import InvoiceUseCases
import Invoicing
import Markup
import Quantities
import UseCases
import Wording

struct InvoiceView {
  let visit: FirmVisit
  let invoice: Invoice
  /// Its file.
  let file: String

  /// Lines shown of one invoice.
  private static let lines = 50

  var html: HTML {
    let title = "\(visit.say(type)) \(shown(invoice.number))"
    return Piece.section(
      title,
      """
      \(sums)
      \(Piece.terms([
        (visit.say(CheckInvoiceMessage.date), "\(visit.numbers.date(invoice.issueDate)) <span class=\"muted\">· \(file)</span>"),
        (visit.say(CheckInvoiceMessage.seller), party(invoice.seller)),
        (visit.say(CheckInvoiceMessage.buyer), party(invoice.buyer)),
        (visit.say(CheckInvoiceMessage.totals), "\(totals)"),
        (visit.say(CheckInvoiceMessage.carbon), carbon),
      ]))
      \(table)
      """)
  }

  private var type: InvoiceTextMessage {
    switch (invoice.type.isCredit, invoice.type.isSelfBilled) {
    case (true, true): .typeSelfBilledCredit
    case (true, false): .typeCredit
    case (false, true): .typeSelfBilled
    case (false, false): invoice.type.isCorrection ? .typeCorrected : .typeInvoice
    }
  }

  /// What others wrote may be longer than any page is wide.
  private func shown(_ text: String) -> String { text.count > 80 ? "\(text.prefix(79))…" : text }

  private func party(_ party: InvoiceParty) -> HTML {
    guard let siren = party.siren else { return "\(shown(party.name))" }
    let values: [String: MessageValue] = ["name": .text(shown(party.name)), "siren": .text(siren)]
    return "\(visit.say(InvoiceTextMessage.party, values))"
  }

  private func amount(_ value: Rational) -> MessageValue { .decimal(value, places: min(value.exactPlaces, 6)) }

  private var totals: String {
    visit.say(
      InvoiceTextMessage.totals,
      [
        "net": amount(invoice.totals.net), "vat": amount(invoice.totals.vat ?? .zero),
        "gross": amount(invoice.totals.gross), "due": amount(invoice.totals.due),
        "currency": .text(shown(invoice.currency)),
      ])
  }

  /// The document's content, and the account it comes from.
  private var carbon: HTML {
    guard let carbon = try? invoice.carbon() else { return "\(visit.say(InvoiceTextMessage.carbonNone))" }
    let known = carbon.lines.compactMap(\.self)
    let content =
      carbon.content.map { visit.say(InvoiceTextMessage.carbon, ["carbon": .carbon($0)]) }
      ?? visit.say(
        InvoiceTextMessage.carbonPartial,
        ["count": .integer(known.count), "lines": .integer(carbon.lines.count), "carbon": .carbon(known.total())])
    guard let basis = carbon.basis, let factor = basis.factor, let year = basis.year, let isClosed = basis.isClosed
    else { return "\(content)" }
    let account = visit.say(
      InvoiceTextMessage.carbonBasis,
      [
        "grams": .decimal(factor.rational, places: 3), "year": .text(shown(year)),
        "state": .message(Message(isClosed ? TransmissionMessage.closed : .estimated)),
      ])
    // What an invoice gives for a link is shown as text: nobody is led where a stranger wants them.
    let link: HTML = basis.link.map { "<br><span class=\"code\">\(shown($0))</span>" } ?? .empty
    return "\(content)<br><span class=\"muted\">\(account)</span>\(link)"
  }

  private var sums: HTML {
    let findings = InvoiceFindings(invoice)
    guard !findings.all.isEmpty else {
      return Piece.notice("good", visit.say(CheckInvoiceMessage.agree, ["count": .integer(findings.rules)]))
    }
    return Piece.notice(
      "warn", visit.say(CheckInvoiceMessage.differ, ["count": .integer(findings.all.count)]),
      "<ul class=\"errors\">\(findings.all.prefix(20).map { InvoiceFindings.html($0, visit) })</ul>")
  }

  private var table: HTML {
    guard !invoice.lines.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(
        CheckInvoiceMessage.lines,
        ["count": .integer(min(invoice.lines.count, InvoiceView.lines)), "lines": .integer(invoice.lines.count)]),
      [
        .text(visit.say(InvoiceTextMessage.headItem)), .number(visit.say(InvoiceTextMessage.headQuantity)),
        .number(visit.say(InvoiceTextMessage.headAmount)), .number(visit.say(InvoiceTextMessage.headCarbon)),
      ])
    for line in invoice.lines.prefix(InvoiceView.lines) {
      table.add([
        "\(shown(line.name))", "\(quantity(line))", "\(visit.speaker.say(amount(line.netAmount)))",
        "\(line.carbon.map { visit.numbers.integer($0.content.grams) } ?? "—")",
      ])
    }
    return table.html
  }

  private func quantity(_ line: InvoiceLine) -> String {
    if let quantity = line.quantity { return visit.numbers.quantity(quantity) }
    guard let value = line.invoicedQuantity else { return "" }
    let number = visit.speaker.say(.decimal(value, places: value.denominator == 1 ? 0 : min(value.exactPlaces, 6)))
    // C62 is "one" of what is sold: it says nothing that the number does not.
    return line.unitCode == "C62" ? number : "\(number) \(shown(line.unitCode))"
  }
}
