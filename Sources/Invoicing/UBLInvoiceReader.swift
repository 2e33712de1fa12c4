// Reads UBL 2.1: the documents Invoice and CreditNote of OASIS, as EN 16931-3-2 binds them.

import Quantities
import XML

/// Reads a UBL document.
struct UBLInvoiceReader {
  static let invoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  static let creditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  static let aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  static let basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"

  private let root: XMLElement
  private let limits: InvoiceLimits
  private var fields = InvoiceFields()
  private var isCreditNote: Bool { root.namespace == UBLInvoiceReader.creditNote }

  init(_ root: XMLElement, _ limits: InvoiceLimits) {
    self.root = root
    self.limits = limits
  }

  /// The invoice.
  ///
  /// - Throws: a refusal that names every value that is missing or malformed.
  mutating func read() throws(Refusal) -> Invoice {
    let issued = fields.date(root["IssueDate"], "BT-2", in: root)
    let type: InvoiceType =
      isCreditNote && root["CreditNoteTypeCode"] == nil
      ? .creditNote : fields.type(root[isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode"], in: root)
    var invoice = Invoice(isCreditNote ? .ublCreditNote : .ublInvoice, issueDate: issued, type: type, totals: totals())
    invoice.specification = root.text("CustomizationID")
    invoice.number = fields.text(root["ID"], "BT-1", in: root)
    invoice.currency = fields.text(root["DocumentCurrencyCode"], "BT-5", in: root)
    invoice.language = root.children("Note").lazy.compactMap { $0.attribute("languageID") }.first
    invoice.orderReference = root.text("OrderReference", "ID")
    invoice.precedingInvoices = root.children("BillingReference")
      .map { $0.text("InvoiceDocumentReference", "ID") }.filter { !$0.isEmpty }
    invoice.notes = root.children("Note").map(\.text).filter { !$0.isEmpty }
    invoice.seller = party(root["AccountingSupplierParty", "Party"])
    invoice.buyer = party(root["AccountingCustomerParty", "Party"])
    invoice.period = period(root["InvoicePeriod"], "BT-73", "BT-74")
    invoice.adjustments = adjustments(root, "BT-99", "BT-92")
    invoice.vatBreakdown = vatBreakdown(invoice.currency)
    invoice.totals.vat = fields.number(taxTotal(invoice.currency)?["TaxAmount"], "BT-110")
    invoice.lines = try lines()
    try fields.check()
    return invoice
  }

  private mutating func totals() -> InvoiceTotals {
    let place = root["LegalMonetaryTotal"] ?? root
    var totals = InvoiceTotals(
      net: fields.number(place["TaxExclusiveAmount"], "BT-109", in: place),
      gross: fields.number(place["TaxInclusiveAmount"], "BT-112", in: place),
      due: fields.number(place["PayableAmount"], "BT-115", in: place))
    totals.lines = fields.number(place["LineExtensionAmount"], "BT-106")
    totals.allowances = fields.number(place["AllowanceTotalAmount"], "BT-107")
    totals.charges = fields.number(place["ChargeTotalAmount"], "BT-108")
    totals.paid = fields.number(place["PrepaidAmount"], "BT-113")
    totals.rounding = fields.number(place["PayableRoundingAmount"], "BT-114")
    return totals
  }

  /// The VAT in the invoice's currency; another total may give it in that of the tax office.
  private func taxTotal(_ currency: String) -> XMLElement? {
    let all = root.children("TaxTotal")
    return all.first { $0["TaxSubtotal"] != nil }
      ?? all.first { $0["TaxAmount"]?.attribute("currencyID") == currency } ?? all.first
  }

  private mutating func vatBreakdown(_ currency: String) -> [InvoiceVAT] {
    var found: [InvoiceVAT] = []
    for part in taxTotal(currency)?.children("TaxSubtotal") ?? [] {
      found.append(
        InvoiceVAT(
          category: part.text("TaxCategory", "ID"), rate: fields.number(part["TaxCategory", "Percent"], "BT-119"),
          base: fields.number(part["TaxableAmount"], "BT-116", in: part),
          amount: fields.number(part["TaxAmount"], "BT-117", in: part)))
    }
    return found
  }

  private func party(_ element: XMLElement?) -> InvoiceParty {
    var party = InvoiceParty()
    guard let element else { return party }
    party.name = element.text("PartyLegalEntity", "RegistrationName")
    party.tradingName = element.text("PartyName", "Name")
    if party.name.isEmpty { party.name = party.tradingName }
    party.legalID = element["PartyLegalEntity", "CompanyID"]?.identifier()
    party.ids = element.children("PartyIdentification").compactMap { $0["ID"]?.identifier() }
    party.vatID =
      element.children("PartyTaxScheme").first { $0.text("TaxScheme", "ID") == "VAT" }?.text("CompanyID") ?? ""
    party.endpoint = element["EndpointID"]?.identifier()
    party.country = element.text("PostalAddress", "Country", "IdentificationCode")
    return party
  }

  private mutating func period(_ element: XMLElement?, _ start: String, _ end: String) -> InvoicePeriod {
    InvoicePeriod(start: fields.date(element?["StartDate"], start), end: fields.date(element?["EndDate"], end))
  }

  private mutating func adjustments(_ place: XMLElement, _ charge: String, _ allowance: String) -> [InvoiceAdjustment] {
    var found: [InvoiceAdjustment] = []
    for element in place.children("AllowanceCharge") {
      let isCharge = ["true", "1"].contains(element.text("ChargeIndicator"))
      found.append(
        InvoiceAdjustment(
          isCharge: isCharge, amount: fields.number(element["Amount"], isCharge ? charge : allowance, in: element),
          reason: element.text("AllowanceChargeReason"), vatCategory: element.text("TaxCategory", "ID"),
          vatRate: fields.number(element["TaxCategory", "Percent"], isCharge ? "BT-103" : "BT-96")))
    }
    return found
  }
}

extension UBLInvoiceReader {
  private mutating func lines() throws(Refusal) -> [InvoiceLine] {
    let elements = root.children(isCreditNote ? "CreditNoteLine" : "InvoiceLine")
    guard elements.count <= limits.lines else {
      throw InvoiceRefusal.tooManyLines.refusal(["limit": .integer(limits.lines)])
    }
    var found: [InvoiceLine] = []
    for (position, element) in elements.enumerated() {
      fields.lineID = element["ID"].map(\.text) ?? String(position + 1)
      found.append(line(element))
    }
    fields.lineID = nil
    return found
  }

  private mutating func line(_ element: XMLElement) -> InvoiceLine {
    var line = InvoiceLine()
    line.id = fields.lineID ?? ""
    line.note = element.text("Note")
    let quantity = element[isCreditNote ? "CreditedQuantity" : "InvoicedQuantity"]
    line.invoicedQuantity = fields.number(quantity, "BT-129")
    line.unitCode = quantity?.attribute("unitCode") ?? ""
    line.netAmount = fields.number(element["LineExtensionAmount"], "BT-131", in: element)
    line.netPrice = fields.number(element["Price", "PriceAmount"], "BT-146")
    line.baseQuantity = fields.number(element["Price", "BaseQuantity"], "BT-149") ?? .one
    line.buyerAccount = element.text("AccountingCost")
    line.period = period(element["InvoicePeriod"], "BT-134", "BT-135")
    line.adjustments = adjustments(element, "BT-141", "BT-136")
    guard let item = element["Item"] else { return line }
    line.name = item.text("Name")
    line.description = item.text("Description")
    line.sellerID = item.text("SellersItemIdentification", "ID")
    line.buyerID = item.text("BuyersItemIdentification", "ID")
    line.standardID = item["StandardItemIdentification", "ID"]?.identifier()
    line.classifications = item.children("CommodityClassification")
      .compactMap { $0["ItemClassificationCode"]?.identifier("listID") }
    line.attributes = item.children("AdditionalItemProperty")
      .map { InvoiceAttribute(name: $0.text("Name"), value: $0.text("Value")) }
    line.vatCategory = item.text("ClassifiedTaxCategory", "ID")
    line.vatRate = fields.number(item["ClassifiedTaxCategory", "Percent"], "BT-152")
    return line
  }
}
