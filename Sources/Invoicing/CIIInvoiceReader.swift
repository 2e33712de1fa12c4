// Reads the Cross Industry Invoice of UN/CEFACT, as EN 16931-3-3 binds it; Factur-X and ZUGFeRD 2 are made of it.

import Quantities
import XML

/// Reads a CII document.
struct CIIInvoiceReader {
  static let invoice = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  static let aggregates = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  static let unqualified = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
  static let qualified = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"

  private let root: XMLElement
  private let limits: InvoiceLimits
  private var fields = InvoiceFields()

  init(_ root: XMLElement, _ limits: InvoiceLimits) {
    self.root = root
    self.limits = limits
  }

  /// The invoice.
  ///
  /// - Throws: a refusal that names every value that is missing or malformed.
  mutating func read() throws(Refusal) -> Invoice {
    let document = root["ExchangedDocument"] ?? root
    let trade = root["SupplyChainTradeTransaction"] ?? root
    let agreement = trade["ApplicableHeaderTradeAgreement"] ?? trade
    let settlement = trade["ApplicableHeaderTradeSettlement"] ?? trade
    let issued = fields.date(document["IssueDateTime"]?.children.first, "BT-2", in: document)
    let type = fields.type(document["TypeCode"], in: document)
    let currency = fields.text(settlement["InvoiceCurrencyCode"], "BT-5", in: settlement)
    var invoice = Invoice(.crossIndustry, issueDate: issued, type: type, totals: totals(settlement, currency))
    invoice.specification =
      root["ExchangedDocumentContext"]?.text("GuidelineSpecifiedDocumentContextParameter", "ID") ?? ""
    invoice.number = fields.text(document["ID"], "BT-1", in: document)
    invoice.currency = currency
    invoice.language = document["LanguageID"]?.text
    invoice.orderReference = agreement.text("BuyerOrderReferencedDocument", "IssuerAssignedID")
    invoice.precedingInvoices = settlement.children("InvoiceReferencedDocument")
      .map { $0.text("IssuerAssignedID") }.filter { !$0.isEmpty }
    invoice.notes = document.children("IncludedNote").map { $0.text("Content") }.filter { !$0.isEmpty }
    invoice.seller = party(agreement["SellerTradeParty"])
    invoice.buyer = party(agreement["BuyerTradeParty"])
    invoice.period = period(settlement["BillingSpecifiedPeriod"], "BT-73", "BT-74")
    invoice.adjustments = adjustments(settlement, "BT-99", "BT-92")
    invoice.vatBreakdown = vatBreakdown(settlement)
    invoice.lines = try lines(trade)
    try fields.check()
    return invoice
  }

  private mutating func totals(_ settlement: XMLElement, _ currency: String) -> InvoiceTotals {
    let place = settlement["SpecifiedTradeSettlementHeaderMonetarySummation"] ?? settlement
    var totals = InvoiceTotals(
      net: fields.number(place["TaxBasisTotalAmount"], "BT-109", in: place),
      gross: fields.number(place["GrandTotalAmount"], "BT-112", in: place),
      due: fields.number(place["DuePayableAmount"], "BT-115", in: place))
    totals.lines = fields.number(place["LineTotalAmount"], "BT-106")
    totals.allowances = fields.number(place["AllowanceTotalAmount"], "BT-107")
    totals.charges = fields.number(place["ChargeTotalAmount"], "BT-108")
    totals.paid = fields.number(place["TotalPrepaidAmount"], "BT-113")
    totals.rounding = fields.number(place["RoundingAmount"], "BT-114")
    // A second one may give the VAT in the currency of the tax office.
    let taxes = place.children("TaxTotalAmount")
    totals.vat = fields.number(taxes.first { $0.attribute("currencyID") == currency } ?? taxes.first, "BT-110")
    return totals
  }

  private mutating func vatBreakdown(_ settlement: XMLElement) -> [InvoiceVAT] {
    var found: [InvoiceVAT] = []
    for part in settlement.children("ApplicableTradeTax") {
      found.append(
        InvoiceVAT(
          category: part.text("CategoryCode"), rate: fields.number(part["RateApplicablePercent"], "BT-119"),
          base: fields.number(part["BasisAmount"], "BT-116", in: part),
          amount: fields.number(part["CalculatedAmount"], "BT-117", in: part)))
    }
    return found
  }

  private func party(_ element: XMLElement?) -> InvoiceParty {
    var party = InvoiceParty()
    guard let element else { return party }
    party.name = element.text("Name")
    party.tradingName = element.text("SpecifiedLegalOrganization", "TradingBusinessName")
    party.legalID = element["SpecifiedLegalOrganization", "ID"]?.identifier()
    party.ids = (element.children("ID") + element.children("GlobalID")).compactMap { $0.identifier() }
    party.vatID =
      element.children("SpecifiedTaxRegistration").first { $0["ID"]?.attribute("schemeID") == "VA" }?.text("ID") ?? ""
    party.endpoint = element["URIUniversalCommunication", "URIID"]?.identifier()
    party.country = element.text("PostalTradeAddress", "CountryID")
    return party
  }

  private mutating func period(_ element: XMLElement?, _ start: String, _ end: String) -> InvoicePeriod {
    InvoicePeriod(
      start: fields.date(element?["StartDateTime", "DateTimeString"], start),
      end: fields.date(element?["EndDateTime", "DateTimeString"], end))
  }

  private mutating func adjustments(_ place: XMLElement, _ charge: String, _ allowance: String) -> [InvoiceAdjustment] {
    var found: [InvoiceAdjustment] = []
    for element in place.children("SpecifiedTradeAllowanceCharge") {
      let isCharge = ["true", "1"].contains(element.text("ChargeIndicator", "Indicator"))
      found.append(
        InvoiceAdjustment(
          isCharge: isCharge,
          amount: fields.number(element["ActualAmount"], isCharge ? charge : allowance, in: element),
          reason: element.text("Reason"), vatCategory: element.text("CategoryTradeTax", "CategoryCode"),
          vatRate: fields.number(
            element["CategoryTradeTax", "RateApplicablePercent"], isCharge ? "BT-103" : "BT-96")))
    }
    return found
  }
}

extension CIIInvoiceReader {
  private mutating func lines(_ trade: XMLElement) throws(Refusal) -> [InvoiceLine] {
    let elements = trade.children("IncludedSupplyChainTradeLineItem")
    guard elements.count <= limits.lines else {
      throw InvoiceRefusal.tooManyLines.refusal(["limit": .integer(limits.lines)])
    }
    var found: [InvoiceLine] = []
    for (position, element) in elements.enumerated() {
      let id = element.text("AssociatedDocumentLineDocument", "LineID")
      fields.lineID = id.isEmpty ? String(position + 1) : id
      found.append(line(element))
    }
    fields.lineID = nil
    return found
  }

  private mutating func line(_ element: XMLElement) -> InvoiceLine {
    let agreement = element["SpecifiedLineTradeAgreement"] ?? element
    let settlement = element["SpecifiedLineTradeSettlement"] ?? element
    var line = InvoiceLine()
    line.id = fields.lineID ?? ""
    line.note = element.text("AssociatedDocumentLineDocument", "IncludedNote", "Content")
    let status = element.text("AssociatedDocumentLineDocument", "LineStatusReasonCode")
    line.isCounted = !["GROUP", "INFORMATION"].contains(status)
    let quantity = element["SpecifiedLineTradeDelivery", "BilledQuantity"]
    line.invoicedQuantity = fields.number(quantity, "BT-129")
    line.unitCode = quantity?.attribute("unitCode") ?? ""
    let amount = settlement["SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"]
    line.netAmount =
      line.isCounted ? fields.number(amount, "BT-131", in: element) : fields.number(amount, "BT-131") ?? .zero
    line.netPrice = fields.number(agreement["NetPriceProductTradePrice", "ChargeAmount"], "BT-146")
    line.baseQuantity = fields.number(agreement["NetPriceProductTradePrice", "BasisQuantity"], "BT-149") ?? .one
    line.buyerAccount = settlement.text("ReceivableSpecifiedTradeAccountingAccount", "ID")
    line.period = period(settlement["BillingSpecifiedPeriod"], "BT-134", "BT-135")
    line.adjustments = adjustments(settlement, "BT-141", "BT-136")
    line.vatCategory = settlement.text("ApplicableTradeTax", "CategoryCode")
    line.vatRate = fields.number(settlement["ApplicableTradeTax", "RateApplicablePercent"], "BT-152")
    if let product = element["SpecifiedTradeProduct"] { describe(product, &line) }
    return line
  }

  private func describe(_ product: XMLElement, _ line: inout InvoiceLine) {
    line.name = product.text("Name")
    line.description = product.text("Description")
    line.sellerID = product.text("SellerAssignedID")
    line.buyerID = product.text("BuyerAssignedID")
    line.standardID = product["GlobalID"]?.identifier()
    line.classifications = product.children("DesignatedProductClassification")
      .compactMap { $0["ClassCode"]?.identifier("listID") }
    line.attributes = product.children("ApplicableProductCharacteristic")
      .map { InvoiceAttribute(name: $0.text("Description"), value: $0.text("Value")) }
  }
}
