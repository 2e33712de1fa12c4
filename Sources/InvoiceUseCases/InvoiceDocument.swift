// Invoices as JSON for other programs: exact, in the terms of EN 16931.

import CanonicalJSON
import Invoicing
import Quantities

/// Writes invoices as JSON values. Amounts and quantities are decimal strings, carbon whole grams.
public enum InvoiceDocument {
  /// Invoices that were read, and files that were refused.
  public static func json(read: [(file: String, invoice: Invoice)], refused: [Diagnostic]) -> JSONValue {
    .object([
      "format": "sillage.invoices/1",
      "invoices": .array(read.map { json($0.invoice, file: $0.file) }),
      "refused": .array(refused.map(reason)),
    ])
  }

  /// An invoice.
  public static func json(_ invoice: Invoice, file: String) -> JSONValue {
    .object([
      "file": .string(file), "syntax": .string(invoice.syntax.rawValue),
      "specification": .string(invoice.specification), "number": .string(invoice.number),
      "issue_date": .string(invoice.issueDate.iso), "type": .string(invoice.type.code),
      "is_credit": .bool(invoice.type.isCredit), "is_self_billed": .bool(invoice.type.isSelfBilled),
      "currency": .string(invoice.currency), "preceding": .array(invoice.precedingInvoices.map { .string($0) }),
      "seller": party(invoice.seller), "buyer": party(invoice.buyer),
      "lines": .array(invoice.lines.map { line($0, of: invoice) }),
      "allowances_charges": .array(invoice.adjustments.map(adjustment)),
      "vat": .array(invoice.vatBreakdown.map(vat)), "totals": totals(invoice),
      "carbon": carbon(invoice), "doubts": .array(invoice.doubts.map(reason)),
    ])
  }

  private static func party(_ party: InvoiceParty) -> JSONValue {
    .object([
      "name": .string(party.name), "siren": .optional(party.siren), "siret": .optional(party.siret),
      "vat_id": .string(party.vatID), "country": .string(party.country),
    ])
  }

  private static func line(_ line: InvoiceLine, of invoice: Invoice) -> JSONValue {
    let quantity = invoice.signedQuantity(of: line)
    return .object([
      "id": .string(line.id), "name": .string(line.name), "description": .string(line.description),
      "seller_id": .string(line.sellerID), "quantity": .optional(line.invoicedQuantity?.amountText),
      "unit_code": .string(line.unitCode), "net": .string(line.netAmount.amountText),
      "signed_net": .string(invoice.signedNet(of: line).amountText),
      "signed_quantity": .optional(quantity?.value.amountText), "unit": .optional(quantity?.unit.symbol),
      "vat_category": .string(line.vatCategory), "vat_rate": .optional(line.vatRate?.amountText),
      "attributes": .array(
        line.attributes.map { .object(["name": .string($0.name), "value": .string($0.value)]) }),
      "is_counted": .bool(line.isCounted), "carbon_g": line.carbon.map { .integer($0.content.grams) } ?? .null,
    ])
  }

  private static func adjustment(_ adjustment: InvoiceAdjustment) -> JSONValue {
    .object([
      "is_charge": .bool(adjustment.isCharge), "amount": .string(adjustment.amount.amountText),
      "reason": .string(adjustment.reason),
    ])
  }

  private static func vat(_ vat: InvoiceVAT) -> JSONValue {
    .object([
      "category": .string(vat.category), "rate": .optional(vat.rate?.amountText),
      "base": .string(vat.base.amountText), "amount": .string(vat.amount.amountText),
    ])
  }

  private static func totals(_ invoice: Invoice) -> JSONValue {
    let totals = invoice.totals
    return .object([
      "lines": .optional(totals.lines?.amountText), "allowances": .optional(totals.allowances?.amountText),
      "charges": .optional(totals.charges?.amountText), "net": .string(totals.net.amountText),
      "vat": .optional(totals.vat?.amountText), "gross": .string(totals.gross.amountText),
      "paid": .optional(totals.paid?.amountText), "rounding": .optional(totals.rounding?.amountText),
      "due": .string(totals.due.amountText), "signed_net": .string(invoice.signedNet.amountText),
      "signed_gross": .string(invoice.signedGross.amountText),
    ])
  }

  private static func carbon(_ invoice: Invoice) -> JSONValue {
    guard let carbon = try? invoice.carbon() else { return .null }
    let basis = carbon.basis
    return .object([
      "content_g": carbon.content.map { .integer($0.grams) } ?? .null,
      "adjustments_g": .integer(carbon.adjustments.grams),
      "noted_g": carbon.noted.map { .integer($0.grams) } ?? .null,
      "factor_g_per_eur": .optional(basis?.unit == .euro ? basis?.factor?.gramsText : nil),
      "factor_g": .optional(basis?.factor?.gramsText), "factor_unit": .optional(basis?.unit.symbol),
      "account": .optional(basis?.account),
      "year": .optional(basis?.year), "is_closed": basis?.isClosed.map { .bool($0) } ?? .null,
      "method": .optional(basis?.method), "link": .optional(basis?.link), "seal": .optional(basis?.seal),
    ])
  }

  private static func reason(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      "file": .optional(diagnostic.file), "key": .string(diagnostic.message.key),
      "field": .optional(diagnostic.field), "line": diagnostic.line.map { .integer(Int64($0)) } ?? .null,
    ])
  }
}
