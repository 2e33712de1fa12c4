import DelimitedText
import Quantities
import TestSupport
import Testing

@testable import Invoicing

/// Totals are worked out again by the rules of the standard, with their tolerances.
@Suite struct InvoiceCheckTests {
  private func findings(_ name: String, _ changes: [(String, String)] = []) throws -> [String] {
    let check = try InvoiceCheck(InvoiceReader().read(Fixtures.changed(name, changes)))
    return check.findings.map { finding in
      guard case .text(let rule)? = finding.message.values["rule"] else { return "?" }
      return "\(rule) \(finding.field ?? "")"
    }
  }

  @Test(arguments: Fixtures.all) func `A sound invoice passes`(_ name: String) throws {
    let check = try InvoiceCheck(Fixtures.invoice(name))
    #expect(check.findings.isEmpty && check.isPassed)
    #expect(check.rules.contains("BR-CO-10") && check.rules.contains("BR-S-08") && check.rules.contains("BR-CO-17"))
  }

  @Test func `Each total that differs is named by its rule`() throws {
    let file = "ubl-invoice.xml"
    #expect(
      try findings(file, [(">1212.62<", ">1212.63<")]) == ["BR-CO-10 BT-106", "BR-CO-13 BT-109"])
    #expect(
      try findings(file, [(">50.00</cbc:AllowanceTotalAmount>", ">50.01</cbc:AllowanceTotalAmount>")])
        == ["BR-CO-11 BT-107", "BR-CO-13 BT-109"])
    #expect(
      try findings(file, [(">30.05</cbc:ChargeTotalAmount>", ">30</cbc:ChargeTotalAmount>")])
        == ["BR-CO-12 BT-108", "BR-CO-13 BT-109"])
    #expect(try findings(file, [(">1192.67<", ">1192.68<")]) == ["BR-CO-13 BT-109", "BR-CO-15 BT-112"])
    #expect(try findings(file, [(">223.52<", ">223.53<")]) == ["BR-CO-14 BT-110", "BR-CO-15 BT-112"])
    #expect(try findings(file, [(">1416.19<", ">1416.18<")]) == ["BR-CO-15 BT-112", "BR-CO-16 BT-115"])
    #expect(
      try findings(file, [("\"EUR\">1000.00</cbc:PayableAmount>", "\"EUR\">999.99</cbc:PayableAmount>")])
        == ["BR-CO-16 BT-115"])
  }

  @Test func `The VAT of a category may be less than one apart, not one`() throws {
    let file = "cii-invoice.xml"
    func vat(_ amount: String, gross: String) throws -> [String] {
      try findings(file, [("120.20<", "\(amount)<"), ("721.22<", "\(gross)<")])
    }
    #expect(try vat("121.19", gross: "722.21").isEmpty)
    #expect(try vat("121.20", gross: "722.22") == ["BR-CO-17 BT-117 (S 20.00 %)"])
    #expect(try vat("119.21", gross: "720.23").isEmpty)
    #expect(try findings(file, [("<ram:BasisAmount>601.02<", "<ram:BasisAmount>602.01<")]).isEmpty)
    #expect(
      try findings(file, [("<ram:BasisAmount>601.02<", "<ram:BasisAmount>602.02<")]) == ["BR-S-08 BT-116 (S 20.00 %)"])
  }

  @Test func `A category without VAT has none, on exactly its lines`() throws {
    let zero = [("CategoryCode>S<", "CategoryCode>AE<"), ("Percent>20.00<", "Percent>0<")]
    let free = zero + [("120.20<", "0<"), ("721.22<", "601.02<")]
    #expect(try findings("cii-invoice.xml", free).isEmpty)
    #expect(try findings("cii-invoice.xml", zero).contains("BR-AE-09 BT-117 (AE 0.00 %)"))
    #expect(
      try findings("cii-invoice.xml", free + [("<ram:BasisAmount>601.02<", "<ram:BasisAmount>601.03<")])
        == ["BR-AE-08 BT-116 (AE 0.00 %)"])
  }

  @Test func `A line whose quantity and price do not make its amount is doubted, two cents apart it is not`() throws {
    #expect(try findings("ubl-invoice.xml", [("unitCode=\"KWH\">1250.5<", "unitCode=\"KWH\">1250.3<")]).isEmpty)
    let changes = [("unitCode=\"KWH\">1250.5<", "unitCode=\"KWH\">125.05<")]
    #expect(try findings("ubl-invoice.xml", changes) == ["PEPPOL-EN16931-R120 BT-131 (2)"])
    #expect(try InvoiceCheck(InvoiceReader().read(Fixtures.changed("ubl-invoice.xml", changes))).isPassed)
  }

  @Test func `An amount with more than two decimals is named, and kept exact`() throws {
    #expect(try findings("cii-invoice.xml", [(">-37.50<", ">-37.504<")]) == ["BR-DEC-23 BT-131 (20)"])
    #expect(
      try InvoiceReader().read(Fixtures.changed("cii-invoice.xml", [(">-37.50<", ">-37.504<")])).lines[1].netAmount
        .amountText == "-37.504")
  }

  @Test(.enabled(if: SharedInvoicesTests.isThere, Comment(rawValue: SharedData.absent)))
  func `Real invoices add up, but for those that hide what was paid or turn the sign of their lines`() throws {
    for row in try SharedInvoicesTests.expected() where row["outcome"] == "read" {
      let invoice = try InvoiceReader().read(SharedData.bytes("e-invoices/\(row["file"])"))
      let failed = try InvoiceCheck(invoice).findings.filter { $0.severity == .error }.map(\.message)
      // What was paid is taken off without being stated, in files of one program.
      let isPaid = Rational(decimal: row["due"]) == .zero
      let hasOtherSign = Rational(decimal: row["lines_sum"]) == Rational(decimal: row["line_total"])?.negated
      let wrong = isPaid || (hasOtherSign && row["lines"] != "0")
      #expect(failed.isEmpty == !wrong, "\(row["file"]) \(failed)")
    }
  }
}
