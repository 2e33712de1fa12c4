import Quantities
import Testing

@testable import Invoicing

/// Invoices of a firm whose account is kept per unit: the factor multiplies quantities, not amounts.
@Suite struct UnitStampTests {
  private static func stamp(
    _ bytes: [UInt8], _ unit: Unit, _ grams: String = "450.125", charges: [String] = []
  ) throws -> InvoiceStamp.Stamped {
    try InvoiceStamp(
      factor: CarbonIntensity(grams: grams) ?? .zero, per: unit, charges: charges, account: "concrete", year: "2023",
      isClosed: true, link: nil, seal: String(repeating: "0f", count: 32)
    ).stamp(bytes, at: Stamps.moment) { _, content in "\(content.grams) g" }
  }

  /// The invoice with its second line in litres and its third in cubic metres.
  private static func litres() throws -> [UInt8] {
    try Fixtures.changed(
      "ubl-invoice.xml",
      [("unitCode=\"KWH\">1250.5", "unitCode=\"LTR\">1250.5"), ("unitCode=\"TNE\">0.25", "unitCode=\"MTQ\">0.25")])
  }

  @Test
  func `A line carries quantity times factor, in whatever unit converts exactly; charges of the document nothing`()
    throws
  {
    let stamped = try Self.stamp(Self.litres(), Unit("m3"), charges: ["fenetre"])
    // 1.2505 m3 and 0.25 m3 x 450.125; the window is named as a line that sells no unit.
    #expect(stamped.invoice.lines.map { $0.carbon?.content.grams } == [0, 563, 113])
    #expect(!stamped.invoice.adjustments.isEmpty && stamped.content.grams == 563 + 113)
    let read = try InvoiceReader().read(stamped.bytes)
    let carbon = try #require(try read.carbon())
    #expect(carbon.content?.grams == 676 && carbon.adjustments == .zero && carbon.noted?.grams == 676)
    #expect(carbon.basis?.unit == .cubicMetre && carbon.basis?.factor == CarbonIntensity(grams: "450.125"))
    #expect(carbon.basis?.isTransmitted == true && read.doubts.isEmpty)
    #expect(String(decoding: stamped.bytes, as: UTF8.self).contains("450.125 gCO2e/m3"))
    #expect(try InvoiceStamp.freed(xml: stamped.bytes) == Self.litres())
    #expect(try Self.stamp(stamped.bytes, Unit("m3"), charges: ["fenetre"]).bytes == stamped.bytes)
  }

  @Test func `An invoice with a line in another unit is refused as a whole, and the lines are named`() throws {
    let refusal = #expect(throws: Refusal.self) { try Self.stamp(Self.litres(), Unit("m3")) }
    let reason = try #require(refusal?.diagnostics.first)
    #expect(reason.message.key == "invoice.stamp-quantity" && reason.field == "BT-130 (1)")
    #expect(reason.message.values["lines"] == .text("1 (Fenêtre \"Loire\")"))
    #expect(
      Fixtures.refusal { _ = try Self.stamp(Fixtures.bytes("ubl-invoice.xml"), .kilogram) } == [
        "invoice.stamp-quantity"
      ])
  }

  @Test func `A piece is H87 alone: one (C62) may be a delivery`() throws {
    let pieces = try Fixtures.changed("ubl-invoice.xml", [("unitCode=\"C62\">2<", "unitCode=\"H87\">2<")])
    let others = ["electricite", "copeaux"]
    let stamped = try Self.stamp(pieces, Unit("pièce"), "10000", charges: others)
    #expect(stamped.content.grams == 20_000)
    #expect(
      Fixtures.refusal { _ = try Self.stamp(Fixtures.bytes("ubl-invoice.xml"), Unit("pièce"), charges: others) }
        == ["invoice.stamp-quantity"])
  }

  @Test func `What is given back is negative, and another currency is no matter`() throws {
    let credit = try Self.stamp(Fixtures.bytes("ubl-credit-note.xml"), .litre, "2.5")
    #expect(credit.content.grams == -100)
    let francs = try Fixtures.changed(
      "ubl-credit-note.xml", [("<DocumentCurrencyCode>EUR", "<DocumentCurrencyCode>CHF")])
    #expect(try Self.stamp(francs, .litre, "2.5").content.grams == -100)
    #expect(Fixtures.refusal { _ = try Stamps.stamp(francs) } == ["invoice.stamp-currency"])
  }

  @Test(arguments: ["12.5 gCO2e/", "12.5 gCO2e/m3/h gCO2e/x", "12.5 gCO2e/a b", "x gCO2e/m3", "12.5"])
  func `A factor that names no unit cannot be read`(value: String) {
    #expect(throws: CarbonStatement.Unreadable.self) {
      _ = try CarbonStatement([
        InvoiceAttribute(name: "CarbonContent", value: "5 gCO2e"), InvoiceAttribute(name: "CarbonFactor", value: value),
      ])
    }
  }
}
