import Disclosure
import InvoiceUseCases
import Invoicing
import Quantities
import UseCases
import Wording

/// An invoice as a page of text.
struct InvoiceText {
  let speaker: Speaker

  /// Lines that are shown of one invoice.
  private static let shown = 50

  func text(_ invoice: Invoice, file: String) -> String {
    let head = speaker.say(
      InvoiceTextMessage.head,
      [
        "type": .message(Message(type(of: invoice))), "number": .text(invoice.number),
        "date": .date(invoice.issueDate), "code": .text(invoice.type.code), "syntax": .text(invoice.syntax.rawValue),
      ])
    var lines = [speaker.say(.text(file)), "  " + head]
    lines.append("  \(party(invoice.seller)) → \(party(invoice.buyer))")
    lines += table(invoice).lines(indent: 4)
    if invoice.lines.count > InvoiceText.shown { lines.append("    …") }
    lines.append("  " + totals(invoice))
    if invoice.type.isCredit || invoice.totals.net < .zero {
      lines.append(
        "  "
          + speaker.say(
            InvoiceTextMessage.signed,
            ["net": amount(invoice.signedNet), "currency": .text(invoice.currency)]))
    }
    return (lines + carbon(invoice).map { "  " + $0 }).joined(separator: "\n") + "\n"
  }

  private func type(of invoice: Invoice) -> InvoiceTextMessage {
    switch (invoice.type.isCredit, invoice.type.isSelfBilled) {
    case (true, true): .typeSelfBilledCredit
    case (true, false): .typeCredit
    case (false, true): .typeSelfBilled
    case (false, false): invoice.type.isCorrection ? .typeCorrected : .typeInvoice
    }
  }

  private func party(_ party: InvoiceParty) -> String {
    guard let siren = party.siren else { return speaker.say(.text(party.name)) }
    return speaker.say(InvoiceTextMessage.party, ["name": .text(party.name), "siren": .text(siren)])
  }

  private func table(_ invoice: Invoice) -> Table {
    var table = Table(.left, .left, .right, .right, .right)
    guard !invoice.lines.isEmpty else { return table }
    let hasCarbon = invoice.lines.contains { $0.carbon != nil }
    table.add(
      speaker.say(InvoiceTextMessage.headLine), speaker.say(InvoiceTextMessage.headItem),
      speaker.say(InvoiceTextMessage.headQuantity), speaker.say(InvoiceTextMessage.headAmount),
      hasCarbon ? speaker.say(InvoiceTextMessage.headCarbon) : "")
    for line in invoice.lines.prefix(InvoiceText.shown) {
      let name = speaker.say(.text(line.name))
      table.add(
        speaker.say(.text(line.id)), name.count > 40 ? "\(name.prefix(39))…" : name, quantity(line),
        speaker.say(amount(line.netAmount)), line.carbon.map { speaker.numbers.integer($0.content.grams) } ?? "")
    }
    return table
  }

  private func quantity(_ line: InvoiceLine) -> String {
    if let quantity = line.quantity { return speaker.numbers.quantity(quantity) }
    guard let value = line.invoicedQuantity else { return "" }
    let places = value.denominator == 1 ? 0 : min(value.exactPlaces, 6)
    return "\(speaker.numbers.decimal(value.decimalText(places: places))) \(speaker.say(.text(line.unitCode)))"
  }

  private func totals(_ invoice: Invoice) -> String {
    speaker.say(
      InvoiceTextMessage.totals,
      [
        "net": amount(invoice.totals.net), "vat": amount(invoice.totals.vat ?? .zero),
        "gross": amount(invoice.totals.gross), "due": amount(invoice.totals.due), "currency": .text(invoice.currency),
      ])
  }

  private func carbon(_ invoice: Invoice) -> [String] {
    guard let carbon = try? invoice.carbon() else { return [speaker.say(InvoiceTextMessage.carbonNone)] }
    var lines: [String] = []
    if let content = carbon.content {
      lines.append(speaker.say(InvoiceTextMessage.carbon, ["carbon": .carbon(content)]))
    } else {
      let known = carbon.lines.compactMap(\.self)
      lines.append(
        speaker.say(
          InvoiceTextMessage.carbonPartial,
          ["count": .integer(known.count), "lines": .integer(carbon.lines.count), "carbon": .carbon(known.total())]))
    }
    if let basis = carbon.basis, let factor = basis.factor, let year = basis.year, let isClosed = basis.isClosed {
      lines.append(
        speaker.say(
          basis.unit == .euro ? InvoiceTextMessage.carbonBasis : .carbonBasisUnit,
          [
            "unit": .localized(basis.unit.label),
            "grams": .decimal(factor.rational, places: 3), "year": .text(year),
            "state": .message(Message(isClosed ? TransmissionMessage.closed : .estimated)),
          ]))
    }
    return lines
  }

  private func amount(_ value: Rational) -> MessageValue { .decimal(value, places: min(value.exactPlaces, 6)) }
}
