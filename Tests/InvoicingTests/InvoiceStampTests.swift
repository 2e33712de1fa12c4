import Quantities
import Testing

@testable import Invoicing

/// A stamped invoice is the same invoice, with carbon on it.
@Suite struct InvoiceStampTests {
  @Test(arguments: Fixtures.all) func `Only additions: without them, every byte is as before`(_ name: String) throws {
    let bytes = try Fixtures.bytes(name)
    let stamped = try Stamps.stamp(bytes).bytes
    #expect(stamped.count > bytes.count)
    #expect(try InvoiceStamp.freed(xml: stamped) == bytes)
  }

  @Test(arguments: Fixtures.all) func `Stamped again it is the same, by another account it is replaced`(
    _ name: String
  ) throws {
    let once = try Stamps.stamp(Fixtures.bytes(name))
    #expect(try Stamps.stamp(once.bytes).bytes == once.bytes)
    let other = try Stamps.stamp(once.bytes, "1.001")
    #expect(other.invoice.lines.allSatisfy { $0.carbon?.basis.factor == CarbonIntensity(grams: "1.001") })
    #expect(try InvoiceStamp.freed(xml: other.bytes) == Fixtures.bytes(name))
  }

  @Test func `Each line carries amount times factor, rounded once, half to even`() throws {
    let stamped = try Stamps.stamp(Fixtures.bytes("ubl-invoice.xml"))
    let carbon = try #require(try stamped.invoice.carbon())
    // 1000.00, 150.12 and 62.50 x 512.375; then -50.00 and +30.05.
    #expect(carbon.lines.map { $0?.grams } == [512_375, 76_918, 32_023])
    #expect(carbon.adjustments.grams == -25_619 + 15_397)
    #expect(carbon.content == stamped.content && carbon.noted == stamped.content)
    #expect(stamped.content.grams == 512_375 + 76_918 + 32_023 - 25_619 + 15_397)
    let even = try Stamps.stamp(Fixtures.bytes("ubl-invoice.xml"), "0.008")
    // 62.50 x 0.008 = 0.5, to the even nothing.
    #expect(even.invoice.lines[2].carbon?.content == .zero)
  }

  @Test func `A credit note gives carbon back`() throws {
    let stamped = try Stamps.stamp(Fixtures.bytes("ubl-credit-note.xml"))
    #expect(stamped.invoice.lines[0].carbon?.content.grams == -102_475)
    #expect(stamped.content.grams == -102_475 && stamped.invoice.notes.count == 1)
    let mixed = try Stamps.stamp(Fixtures.bytes("cii-invoice.xml"))
    #expect(mixed.invoice.lines.map { $0.carbon?.content.grams } == [327_162, -19_214])
  }

  @Test(arguments: Fixtures.all) func `What is read back is what was stamped, to the letter`(_ name: String) throws {
    let stamped = try Stamps.stamp(Fixtures.bytes(name))
    let basis = try #require(try InvoiceReader().read(stamped.bytes).carbon()?.basis)
    #expect(basis == (try Stamps.joinery().basis))
    #expect(basis.link == "https://sillage.example/c/ab?x=1&y=2" && basis.isTransmitted)
    #expect(stamped.invoice.doubts.isEmpty)
  }

  @Test func `Properties stand where the schema wants them, with the prefixes of the file`() throws {
    let cii = String(decoding: try Stamps.stamp(Fixtures.bytes("cii-invoice.xml")).bytes, as: UTF8.self)
    #expect(
      cii.contains(
        """
                <ram:Name>Gazole non routier</ram:Name>
                <ram:ApplicableProductCharacteristic><ram:Description>CarbonContent</ram:Description><ram:Value>327162 gCO2e</ram:Value></ram:ApplicableProductCharacteristic>
        """))
    #expect(
      cii.contains("</ram:IssueDateTime>\n    <ram:IncludedNote><ram:Content>CarbonContent 307948 gCO2e. Contenu"))
    let ubl = String(decoding: try Stamps.stamp(Fixtures.bytes("ubl-credit-note.xml")).bytes, as: UTF8.self)
    #expect(
      ubl.contains(
        "</cac:ClassifiedTaxCategory><cac:AdditionalItemProperty><Name>CarbonContent</Name><Value>-102475 gCO2e</Value>"
      ))
    #expect(ubl.contains("</CreditNoteTypeCode><Note>CarbonContent -102475 gCO2e. Contenu"))
  }

  @Test func `An invoice that declares its namespaces at each element is stamped too`() throws {
    let bytes = try Fixtures.changed(
      "ubl-credit-note.xml",
      [
        (
          "<cac:Item><Name>Vernis</Name>",
          "<q:Item xmlns:q=\"\(UBLInvoiceReader.aggregates)\"><z:Name xmlns:z=\"\(UBLInvoiceReader.basics)\">Vernis</z:Name>"
        ), ("</cac:ClassifiedTaxCategory></cac:Item>", "</cac:ClassifiedTaxCategory></q:Item>"),
      ])
    let stamped = try Stamps.stamp(bytes)
    #expect(stamped.invoice.lines[0].carbon?.content.grams == -102_475)
    #expect(try InvoiceStamp.freed(xml: stamped.bytes) == bytes)
  }

  @Test func `Where one note only is allowed, ours goes behind what it says`() throws {
    let bytes = try Fixtures.changed(
      "ubl-invoice.xml",
      [("urn:cen.eu:en16931:2017<", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0<")])
    let stamped = try Stamps.stamp(bytes)
    #expect(stamped.invoice.notes.count == 1)
    #expect(stamped.invoice.notes[0].hasPrefix("Livraison sur chantier CarbonContent 611094 gCO2e. "))
    #expect(try InvoiceStamp.freed(xml: stamped.bytes) == bytes)
    #expect(try Stamps.stamp(stamped.bytes).bytes == stamped.bytes)
  }

  @Test func `Notes that speak of carbon otherwise are left alone`() throws {
    let bytes = try Fixtures.changed("ubl-invoice.xml", [("Livraison sur chantier", "CarbonContent: see our site")])
    #expect(try Stamps.stamp(bytes).invoice.notes.count == 2)
    #expect(try InvoiceStamp.freed(xml: Stamps.stamp(bytes).bytes) == bytes)
  }

  @Test func `What cannot carry carbon is refused with its reason`() throws {
    func refusal(_ changes: [(String, String)], of name: String = "cii-invoice.xml") throws -> [String] {
      let bytes = try Fixtures.changed(name, changes)
      return Fixtures.refusal { _ = try Stamps.stamp(bytes) }
    }
    #expect(
      try refusal([("<ram:InvoiceCurrencyCode>EUR", "<ram:InvoiceCurrencyCode>USD")]) == ["invoice.stamp-currency"])
    for profile in [
      "urn:factur-x.eu:1p0:minimum", "urn:factur-x.eu:1p0:basicwl",
      "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
    ] {
      #expect(try refusal([("urn:cen.eu:en16931:2017", profile)]) == ["invoice.stamp-profile"])
    }
    #expect(
      try refusal([("ram:IncludedSupplyChainTradeLineItem", "ram:SomethingElse")]) == ["invoice.stamp-no-lines"])
    #expect(
      try refusal([
        (
          "<ram:SpecifiedTradeProduct>\n        <ram:Name>Consigne rendue</ram:Name>\n      </ram:SpecifiedTradeProduct>",
          ""
        )
      ])
        == ["invoice.stamp-no-item"])
    #expect(try refusal([("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"")]) == ["invoice.stamp-encoding"])
    #expect(try refusal([(">638.52<", ">999999999999999.99<")]) == ["invoice.overflow"])
    var limits = InvoiceLimits()
    limits.heldBytes = 100
    #expect(
      Fixtures.refusal {
        _ = try Stamps.joinery(limits: limits).stamp(Fixtures.bytes("cii-invoice.xml"), at: Stamps.moment) { _, _ in ""
        }
      }
        == ["invoice.too-large"])
  }

  @Test(arguments: ["", " x", "a\u{1}b", "a\nb", String(repeating: "x", count: 501)])
  func `A text that would not survive is refused before any invoice is`(_ text: String) {
    #expect(
      Fixtures.refusal {
        _ = try InvoiceStamp(factor: .zero, account: text, year: "2023", isClosed: false, link: nil, seal: nil)
      } == ["invoice.stamp-text"])
  }

  @Test func `An estimate says so and is not taken as it stands`() throws {
    let stamp = try InvoiceStamp(
      factor: CarbonIntensity(milligrams: 1), account: "a", year: "2024", isClosed: false, link: nil, seal: nil)
    let stamped = try stamp.stamp(Fixtures.bytes("cii-invoice.xml"), at: Stamps.moment) { _, _ in "…" }
    let basis = try #require(try stamped.invoice.carbon()?.basis)
    #expect(basis.isClosed == false && !basis.isTransmitted && basis.seal == nil && basis.link == nil)
  }
}
