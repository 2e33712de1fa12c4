import Quantities
import Testing

@testable import Invoicing

/// Invoices are read in the terms of EN 16931, whatever they are written in.
@Suite struct InvoiceReaderTests {
  @Test func `A UBL invoice is read whole`() throws {
    let invoice = try Fixtures.invoice("ubl-invoice.xml")
    #expect(invoice.syntax == .ublInvoice && invoice.number == "F-2024-0117" && invoice.type == .invoice)
    #expect(invoice.issueDate.iso == "2024-06-30" && invoice.currency == "EUR")
    #expect(invoice.specification == "urn:cen.eu:en16931:2017" && invoice.orderReference == "BC-88")
    #expect(invoice.period.start?.iso == "2024-06-01" && invoice.period.end?.iso == "2024-06-30")
    #expect(invoice.notes == ["Livraison sur chantier"])
    #expect(invoice.seller.name == "Menuiserie Garnier & Leroux" && invoice.seller.tradingName == "Les Copeaux")
    #expect(invoice.seller.siren == "732829320" && invoice.seller.siret == nil && invoice.seller.country == "FR")
    #expect(invoice.seller.vatID == "FR44732829320" && invoice.seller.endpoint?.scheme == "0225")
    #expect(invoice.buyer.siret == "99900011000012" && invoice.buyer.siren == "999000110")
    #expect(invoice.adjustments.map(\.amount) == [Rational("50"), Rational("30.05")])
    #expect(invoice.adjustments.map(\.isCharge) == [false, true])
    #expect(invoice.vatBreakdown.map(\.base) == [Rational("1042.55"), Rational("150.12")])
    #expect(invoice.totals.lines == Rational("1212.62") && invoice.totals.net == Rational("1192.67"))
    #expect(invoice.totals.vat == Rational("223.52") && invoice.totals.gross == Rational("1416.19"))
    #expect(invoice.totals.paid == Rational("416.19") && invoice.totals.due == Rational("1000"))
    #expect(invoice.lines.map(\.id) == ["1", "2", "3"])
    let first = invoice.lines[0]
    #expect(first.name == "Fenêtre \"Loire\"" && first.description == "Chêne, 215 x 100" && first.sellerID == "FEN-215")
    #expect(first.attributes == [InvoiceAttribute(name: "Essence", value: "Chêne")] && first.quantity == nil)
    #expect(first.adjustments.map(\.amount) == [Rational("20")] && first.netPrice == Rational("510"))
    #expect(invoice.lines[1].baseQuantity == Rational("1000") && invoice.lines[1].vatRate == Rational("10"))
    #expect(invoice.lines[1].quantity == Quantity(Rational("1250.5"), .kilowattHour))
    #expect(invoice.lines[2].quantity == Quantity(Rational("0.25"), .tonne))
    #expect(invoice.doubts.isEmpty)
  }

  @Test func `A UBL credit note is read, with other prefixes and on one line`() throws {
    let note = try Fixtures.invoice("ubl-credit-note.xml")
    #expect(note.syntax == .ublCreditNote && note.type == .creditNote && note.precedingInvoices == ["F-2024-0117"])
    #expect(note.seller.siren == "732829320", "from the VAT number")
    #expect(note.signedNet == Rational("-200") && note.signedNet(of: note.lines[0]) == Rational("-200"))
    #expect(note.signedQuantity(of: note.lines[0]) == Quantity(Rational("-40"), .litre))
  }

  @Test func `A CII invoice is read whole`() throws {
    let invoice = try Fixtures.invoice("cii-invoice.xml")
    #expect(invoice.syntax == .crossIndustry && invoice.number == "FA-2024-31" && invoice.issueDate.iso == "2024-09-15")
    #expect(invoice.seller.siren == "732829320" && invoice.seller.siret == "73282932000074")
    #expect(invoice.lines.map(\.id) == ["10", "20"] && invoice.lines.map(\.vatCategory) == ["S", "S"])
    #expect(invoice.lines[0].quantity == Quantity(Rational("568.38"), .litre))
    #expect(invoice.lines[0].netPrice == Rational("1.1234") && invoice.lines[0].standardID?.scheme == "0160")
    #expect(invoice.lines[0].classifications.map(\.value) == ["15111500"])
    #expect(invoice.signedNet(of: invoice.lines[1]) == Rational("-37.5"), "a deposit given back")
    #expect(invoice.totals.vat == Rational("120.2") && invoice.totals.due == Rational("721.22"))
  }

  @Test(arguments: [("381", -1), ("261", -1), ("380", 1), ("384", 1), ("389", 1), ("326", 1)])
  func `The type says the sign of what is stated as positive`(code: String, sign: Int64) throws {
    let bytes = try Fixtures.changed("ubl-invoice.xml", [("TypeCode>380<", "TypeCode>\(code)<")])
    let invoice = try InvoiceReader().read(bytes)
    #expect(invoice.signedNet == (try Rational(sign).times(Rational("1192.67"))))
    #expect(invoice.signedNet(of: invoice.lines[0]) == (try Rational(sign).times(Rational("1000"))))
    #expect(invoice.signedNet(of: invoice.adjustments[0]) == (try Rational(-sign).times(Rational("50"))))
    #expect(invoice.type.isSelfBilled == (code == "389" || code == "261"))
    #expect(invoice.type.isCorrection == (code == "384"))
  }

  @Test func `A credit note whose lines are negative under positive totals gives back once`() throws {
    let bytes = try Fixtures.changed(
      "ubl-credit-note.xml",
      [
        (
          "<CreditedQuantity unitCode=\"LTR\">40</CreditedQuantity><LineExtensionAmount currencyID=\"EUR\">200.00",
          "<CreditedQuantity unitCode=\"LTR\">40</CreditedQuantity><LineExtensionAmount currencyID=\"EUR\">-200.00"
        )
      ])
    let note = try InvoiceReader().read(bytes)
    #expect(note.signedNet == Rational("-200") && note.signedNet(of: note.lines[0]) == Rational("-200"))
    #expect(note.signedQuantity(of: note.lines[0]) == Quantity(Rational("-40"), .litre))
  }

  @Test func `A credit note with negative totals is read by the standard, and doubted`() throws {
    let bytes = try Fixtures.changed("ubl-credit-note.xml", [("\"EUR\">2", "\"EUR\">-2"), ("\"EUR\">4", "\"EUR\">-4")])
    let note = try InvoiceReader().read(bytes)
    #expect(note.signedNet == Rational("200"))
    #expect(note.doubts.map(\.message.key) == ["invoice.credit-negative"])
  }

  @Test func `Units that carbon is accounted by become ours; others are left alone`() throws {
    let expected: [(String, Quantity?)] = [
      ("MWH", Quantity(Rational("250"), .kilowattHour)), ("HLT", Quantity(Rational("25"), .litre)),
      ("MTQ", Quantity(Rational("0.25"), .cubicMetre)), ("GRM", Quantity(Rational("0.00025"), .kilogram)),
      ("KMT", Quantity(Rational("0.25"), .kilometre)), ("HUR", Quantity(Rational("0.25"), Unit("h"))),
      ("MTK", Quantity(Rational("0.25"), Unit("m2"))), ("H87", Quantity(Rational("0.25"), Unit("piece"))), ("C62", nil),
      ("XPP", nil), ("kwh", nil),
    ]
    for (code, quantity) in expected {
      let bytes = try Fixtures.changed("ubl-invoice.xml", [("unitCode=\"TNE\"", "unitCode=\"\(code)\"")])
      #expect(try InvoiceReader().read(bytes).lines[2].quantity == quantity, "\(code)")
    }
  }

  @Test func `What is missing or malformed is named, all of it, with its term, line and place`() throws {
    let bytes = try Fixtures.changed(
      "ubl-invoice.xml",
      [
        ("<cbc:ID>F-2024-0117</cbc:ID>", ""), ("2024-06-30</cbc:IssueDate>", "30/06/2024</cbc:IssueDate>"),
        (">62.50<", ">62,50<"), ("currencyID=\"EUR\">1416.19</cbc:TaxInclusiveAmount>", "></cbc:TaxInclusiveAmount>"),
        (">380<", ">facture<"),
      ])
    do {
      _ = try InvoiceReader().read(bytes)
      Issue.record("read all the same")
    } catch {
      let found = error.diagnostics.map { "\($0.message.key) \($0.field ?? "")" }
      #expect(
        Set(found) == [
          "invoice.missing BT-1", "invoice.not-date BT-2", "invoice.not-number BT-131 (3)", "invoice.missing BT-112",
          "invoice.type-unknown BT-3",
        ])
      #expect(error.diagnostics.allSatisfy { ($0.line ?? 0) > 0 })
    }
  }

  @Test(arguments: ["1e5", "1 000", "1,5", "0x1F", "NaN", "--1", "1.2.3", ".", "1234567890123456789012345678901"])
  func `A number is a decimal of XML Schema or nothing`(_ text: String) throws {
    let bytes = try Fixtures.changed("ubl-invoice.xml", [(">1192.67<", ">\(text)<")])
    #expect(Fixtures.refusal { _ = try InvoiceReader().read(bytes) } == ["invoice.not-number"])
  }

  @Test func `Dates may say a time zone, numbers a sign`() throws {
    let bytes = try Fixtures.changed(
      "ubl-invoice.xml", [("2024-06-30</cbc:IssueDate>", "2024-06-30+02:00</cbc:IssueDate>"), (">62.50<", ">+62.5<")])
    let invoice = try InvoiceReader().read(bytes)
    #expect(invoice.issueDate.iso == "2024-06-30" && invoice.lines[2].netAmount == Rational("62.5"))
  }

  @Test func `Groups and information of the EXTENDED profile are not counted twice`() throws {
    let bytes = try Fixtures.changed(
      "cii-invoice.xml",
      [
        (
          "<ram:LineID>20</ram:LineID>",
          "<ram:LineID>20</ram:LineID><ram:LineStatusReasonCode>INFORMATION</ram:LineStatusReasonCode>"
        )
      ])
    #expect(try InvoiceReader().read(bytes).countedLines.map(\.id) == ["10"])
  }

  @Test(arguments: [
    ("<a/>", "invoice.not-invoice"),
    ("<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "invoice.other-document"),
    (
      "<x:CrossIndustryOrder xmlns:x='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'/>",
      "invoice.other-document"
    ),
    ("<x:CrossIndustryDocument xmlns:x='urn:ferd:CrossIndustryDocument:invoice:1p0'/>", "invoice.older-zugferd"),
    ("<Invoice xmlns='urn:example'/>", "invoice.not-invoice"), ("not XML", "xml.unreadable"), ("", "xml.unreadable"),
  ])
  func `What is no invoice is refused with its reason`(_ text: String, _ key: String) {
    #expect(Fixtures.refusal { _ = try InvoiceReader().read(Array(text.utf8)) } == [key])
  }

  @Test func `An empty invoice says what it lacks`() {
    let text = "<Invoice xmlns='\(UBLInvoiceReader.invoice)'/>"
    let reasons = Fixtures.refusal { _ = try InvoiceReader().read(Array(text.utf8)) }
    #expect(reasons.count == 7 && Set(reasons) == ["invoice.missing"])
  }
}
