import Quantities
import Testing

@testable import Invoicing

/// Files made to do harm end in a clear refusal, or are read without what they carry along.
@Suite struct InvoiceTrapTests {
  private func refusal(_ bytes: [UInt8], _ limits: InvoiceLimits = InvoiceLimits()) -> [String] {
    Fixtures.refusal { _ = try InvoiceReader(limits: limits).read(bytes) }
  }

  @Test func `A document type with entities is refused`() throws {
    for type in [
      "<!DOCTYPE Invoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
      "<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1/\">",
      "<!DOCTYPE Invoice [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
    ] {
      let bytes = try Fixtures.changed("ubl-invoice.xml", [("?>\n<Invoice", "?>\n\(type)<Invoice")])
      #expect(refusal(bytes) == ["xml.document-type"])
    }
  }

  @Test func `Elements of other vocabularies neither count nor mislead`() throws {
    let trick = "<x:ID xmlns:x=\"urn:x\">FORGED<cbc:ID>FORGED</cbc:ID></x:ID><cbc:ID>F-2024-0117</cbc:ID>"
    let bytes = try Fixtures.changed("ubl-invoice.xml", [("<cbc:ID>F-2024-0117</cbc:ID>", trick)])
    #expect(try InvoiceReader().read(bytes).number == "F-2024-0117")
  }

  @Test func `Lines, adjustments, depth and elements have their limits`() throws {
    var limits = InvoiceLimits()
    limits.lines = 2
    #expect(refusal(try Fixtures.bytes("ubl-invoice.xml"), limits) == ["invoice.too-many-lines"])
    limits.lines = 3
    #expect(refusal(try Fixtures.bytes("ubl-invoice.xml"), limits).isEmpty)
    let deep = String(repeating: "<cbc:Note>", count: 200) + String(repeating: "</cbc:Note>", count: 200)
    let nested = try Fixtures.changed("ubl-invoice.xml", [("<cbc:Note>Livraison sur chantier</cbc:Note>", deep)])
    #expect(refusal(nested) == ["xml.too-deep"])
    let many = String(repeating: "<cbc:Note/>", count: 500_001)
    let wide = try Fixtures.changed("ubl-invoice.xml", [("<cbc:Note>Livraison sur chantier</cbc:Note>", many)])
    #expect(refusal(wide) == ["xml.too-many-elements"])
  }

  @Test func `An attachment of any size passes through without being held`() throws {
    let text = try Fixtures.text("ubl-invoice.xml")
    let place = try #require(text.firstRange(of: "<cac:AccountingSupplierParty>")?.lowerBound)
    let head =
      "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment>"
      + "<cbc:EmbeddedDocumentBinaryObject mimeCode=\"application/pdf\" filename=\"a.pdf\">"
    let tail = "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"
    let megabyte = Array(String(repeating: "QUJDREVGR0g=\n", count: 80_660).utf8)
    var reader = InvoiceStreamReader()
    try reader.append(Array((text[..<place] + head).utf8)[...])
    for _ in 0..<96 { try reader.append(megabyte[...]) }
    try reader.append(Array((tail + text[place...]).utf8)[...])
    #expect(try reader.invoice() == Fixtures.invoice("ubl-invoice.xml"))
  }

  @Test func `A file beyond its limit is refused while it comes`() throws {
    var limits = InvoiceLimits()
    limits.fileBytes = 1000
    var reader = InvoiceStreamReader(limits: limits)
    let bytes = try Fixtures.bytes("ubl-invoice.xml")
    #expect(Fixtures.refusal { try reader.append(bytes[...]) } == ["xml.too-large"])
  }

  @Test func `Amounts as large as they can be written are refused, never wrong`() throws {
    let huge = "9" + String(repeating: "0", count: 29)
    let bytes = try Fixtures.changed(
      "ubl-invoice.xml", [(">150.12<", ">0.\(String(repeating: "1", count: 29))<"), (">62.50<", ">\(huge)<")])
    #expect(Fixtures.refusal { _ = try InvoiceCheck(InvoiceReader().read(bytes)) } == ["invoice.overflow"])
    #expect(Fixtures.refusal { _ = try Stamps.stamp(bytes) } == ["invoice.overflow"])
  }

  @Test func `No bytes whatever bring the reader down, and what is stamped is freed again`() throws {
    var noise = SeededGenerator(seed: 3)
    for name in Fixtures.all {
      let seed = try Fixtures.bytes(name)
      for _ in 0..<150 {
        var bytes = seed
        for _ in 0...Int(noise.next() % 3) {
          bytes[Int(noise.next() % UInt64(bytes.count))] = UInt8(noise.next() % 128)
        }
        guard let stamped = try? Stamps.stamp(bytes) else { continue }
        #expect(try InvoiceStamp.freed(xml: stamped.bytes) == bytes)
        _ = try? InvoiceCheck(stamped.invoice)
      }
    }
  }
}
