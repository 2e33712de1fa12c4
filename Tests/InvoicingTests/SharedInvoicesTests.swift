import DelimitedText
import Quantities
import TestSupport
import Testing

@testable import Invoicing

/// Invoices of many programs and countries: what they say was read beforehand by another reader (lxml, pypdf).
@Suite struct SharedInvoicesTests {
  static let isThere = SharedData.has("e-invoices/ubl/guide-example1.xml")

  /// The table of what is expected.
  static func expected() throws -> [DelimitedRow] {
    Array(try DelimitedReader.read(Fixtures.bytes("shared-invoices.csv")).rows)
  }

  @Test(.enabled(if: isThere, Comment(rawValue: SharedData.absent)))
  func `Every real invoice is read with its totals, or refused with its reason`() throws {
    let rows = try Self.expected()
    #expect(rows.count == 53)
    for row in rows {
      let bytes = try SharedData.bytes("e-invoices/\(row["file"])")
      let reasons = Fixtures.refusal { check(try InvoiceReader().read(bytes), row) }
      #expect(reasons == (row["outcome"] == "read" ? [] : [row["outcome"]]), "\(row["file"])")
    }
  }

  private func check(_ invoice: Invoice, _ row: DelimitedRow) {
    let place = Comment(rawValue: row["file"])
    #expect(row["outcome"] == "read", place)
    #expect(invoice.number == row["number"] && invoice.type.code == row["type"], place)
    #expect(invoice.issueDate == CalendarDate(row["date"]) && invoice.currency == row["currency"], place)
    #expect(String(invoice.lines.count) == row["lines"], place)
    #expect((try? invoice.lines.map(\.netAmount).total()) == Rational(decimal: row["lines_sum"]), place)
    let totals = invoice.totals
    #expect(totals.lines == Rational(decimal: row["line_total"]) && totals.net == Rational(decimal: row["net"]), place)
    #expect(totals.vat == Rational(decimal: row["vat"]) && totals.gross == Rational(decimal: row["gross"]), place)
    #expect(totals.due == Rational(decimal: row["due"]), place)
  }

  @Test(.enabled(if: isThere, Comment(rawValue: SharedData.absent)))
  func `Every real invoice in euros with lines is stamped, read back, and freed to the byte`() throws {
    var stamped = 0
    for row in try Self.expected() where row["file"].lowercased().hasSuffix(".xml") {
      let bytes = try SharedData.bytes("e-invoices/\(row["file"])")
      guard row["currency"] == "EUR" else {
        #expect(Fixtures.refusal { _ = try Stamps.stamp(bytes) } == ["invoice.stamp-currency"], "\(row["file"])")
        continue
      }
      let result = try Stamps.joinery().stamp(bytes, at: Stamps.moment) { _, _ in "Contenu carbone <&> é" }
      #expect(try InvoiceStamp.freed(xml: result.bytes) == bytes, "\(row["file"])")
      #expect(try InvoiceStamp.freed(xml: bytes) == bytes, "\(row["file"])")
      #expect(try InvoiceReader().read(result.bytes).carbon()?.content == result.content, "\(row["file"])")
      stamped += 1
    }
    #expect(stamped == 37)
  }

  @Test(.enabled(if: isThere, Comment(rawValue: SharedData.absent)))
  func `Every real PDF with lines keeps all but its XML`() throws {
    for row in try Self.expected() where row["file"].hasSuffix(".pdf") && row["outcome"] == "read" {
      let bytes = try SharedData.bytes("e-invoices/\(row["file"])")
      if row["lines"] == "0" {
        #expect(Fixtures.refusal { _ = try Stamps.stamp(bytes) } == ["invoice.stamp-profile"])
        continue
      }
      let result = try Stamps.joinery().stamp(bytes, at: Stamps.moment) { _, _ in "x" }
      let again = try InvoicePDF(result.bytes)
      #expect(try InvoiceStamp.freed(xml: again.xml) == InvoicePDF(bytes).xml, "\(row["file"])")
      #expect(try InvoiceReader().read(result.bytes) == result.invoice, "\(row["file"])")
    }
  }
}
