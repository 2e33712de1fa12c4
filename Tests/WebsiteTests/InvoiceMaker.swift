// Electronic invoices for tests of the site: of purchases that a ledger has, as their suppliers would send them.

import Accounting
import CarbonAccounting
import Invoicing
import Quantities
import TestSupport
import UseCases

/// A small UBL invoice of one line.
struct InvoiceMaker {
  var number = "F-1"
  var date = "2023-06-30"
  var seller = "Fournisseur"
  /// The seller's SIREN; nil for an invoice that does not say it.
  var siren: String?
  var net = Money(cents: 10_000)
  var quantity = "1"
  var unit = "C62"

  /// The joinery's own invoice to a customer, of 30 June 2024.
  static func outgoing() throws -> [UInt8] { try Checkout.bytes("Tests/InvoicingTests/Fixtures/ubl-invoice.xml") }

  var bytes: [UInt8] {
    let amount = net.decimalText
    func category(_ name: String) -> String {
      "<cac:\(name)><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:\(name)>"
    }
    let register = siren.map { "<cbc:CompanyID schemeID=\"0002\">\($0)</cbc:CompanyID>" } ?? ""
    func euros(_ name: String) -> String { "<cbc:\(name) currencyID=\"EUR\">\(amount)</cbc:\(name)>" }
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
        <cbc:ID>\(number)</cbc:ID>
        <cbc:IssueDate>\(date)</cbc:IssueDate>
        <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
        <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
        <cac:AccountingSupplierParty><cac:Party>
          <cac:PostalAddress><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
          <cac:PartyLegalEntity><cbc:RegistrationName>\(seller)</cbc:RegistrationName>\(register)</cac:PartyLegalEntity>
        </cac:Party></cac:AccountingSupplierParty>
        <cac:AccountingCustomerParty><cac:Party>
          <cac:PostalAddress><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
          <cac:PartyLegalEntity><cbc:RegistrationName>Menuiserie Garnier</cbc:RegistrationName></cac:PartyLegalEntity>
        </cac:Party></cac:AccountingCustomerParty>
        <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount><cac:TaxSubtotal>
          \(euros("TaxableAmount"))<cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount>\(category("TaxCategory"))
        </cac:TaxSubtotal></cac:TaxTotal>
        <cac:LegalMonetaryTotal>\(euros("LineExtensionAmount"))\(euros("TaxExclusiveAmount"))\(euros("TaxInclusiveAmount"))\(euros("PayableAmount"))</cac:LegalMonetaryTotal>
        <cac:InvoiceLine>
          <cbc:ID>1</cbc:ID>
          <cbc:InvoicedQuantity unitCode="\(unit)">\(quantity)</cbc:InvoicedQuantity>
          \(euros("LineExtensionAmount"))
          <cac:Item><cbc:Name>Article</cbc:Name>\(category("ClassifiedTaxCategory"))</cac:Item>
          <cac:Price>\(euros("PriceAmount"))<cbc:BaseQuantity unitCode="\(unit)">\(quantity)</cbc:BaseQuantity></cac:Price>
        </cac:InvoiceLine>
      </Invoice>
      """.utf8)
  }

  /// The same with the content of a closed account of its seller on it, and that content.
  func transmitted(_ milligrams: Int64 = 162_325) throws -> (bytes: [UInt8], content: CarbonMass) {
    let stamp = try InvoiceStamp(
      factor: CarbonIntensity(milligrams: milligrams), account: "atelier", year: "2022", isClosed: true, link: nil,
      seal: String(repeating: "0f", count: 32))
    let stamped = try stamp.stamp(bytes, at: SiteHarness.now) { _, _ in "note" }
    return (stamped.bytes, stamped.content)
  }
}

/// Purchases of a ledger that an invoice can be of.
struct LedgerPurchases {
  /// One document of one supplier.
  struct Purchase {
    let supplier: LedgerSupplier
    let piece: String
    let account: String
    let amount: Money
    /// Whether it is counted by a quantity that was reckoned from its amount.
    let isProvisional: Bool
  }

  let all: [Purchase]

  init(_ books: CarbonBooks) {
    var seen: Set<String> = []
    var lines: [(line: LedgerFact, isProvisional: Bool)] = []
    for entry in books.journal.entries {
      var isProvisional = false
      if case .physical(_, _, let origin) = entry.basis, origin != .measured { isProvisional = true }
      for line in entry.lines where line.supplier != nil && !line.piece.isEmpty && seen.insert(line.id).inserted {
        lines.append((line, isProvisional))
      }
    }
    let groups = Dictionary(grouping: lines) { "\($0.line.piece)|\($0.line.supplier?.name ?? "")" }
    all = groups.sorted { $0.key < $1.key }.compactMap { _, lines in
      guard let first = lines.first, let supplier = first.line.supplier else { return nil }
      return Purchase(
        supplier: supplier, piece: first.line.piece, account: first.line.account,
        amount: lines.map(\.line.balance).total(), isProvisional: first.isProvisional)
    }
  }
}

extension InvoiceMaker {
  /// The invoice of a purchase.
  init(_ purchase: LedgerPurchases.Purchase, quantity: String = "1", unit: String = "C62") {
    self.init(
      number: purchase.piece, seller: purchase.supplier.name, net: purchase.amount, quantity: quantity, unit: unit)
  }
}
