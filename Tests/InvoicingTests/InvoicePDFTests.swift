import Crypto
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Invoicing

/// Factur-X and ZUGFeRD: the invoice inside a PDF is read, and replaced without touching the rest.
@Suite struct InvoicePDFTests {
  private func xml() throws -> [UInt8] { try Fixtures.bytes("cii-invoice.xml") }

  private func refusal(_ pdf: [UInt8], _ limits: InvoiceLimits = InvoiceLimits()) -> [String] {
    Fixtures.refusal { _ = try InvoiceReader(limits: limits).read(pdf) }
  }

  @Test(arguments: ["factur-x.xml", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "Factur-X.XML"])
  func `The invoice is found under each of its names`(_ name: String) throws {
    let pdf = SmallPDF([.init(name: "plan.xml", bytes: Array("<plan/>".utf8)), .init(name: name, bytes: try xml())])
    #expect(try InvoiceReader().read(pdf.bytes) == Fixtures.invoice("cii-invoice.xml"))
  }

  @Test func `A PDF without an invoice, with two, or with an order says so`() throws {
    #expect(refusal(SmallPDF([]).bytes) == ["invoice.pdf-without-xml"])
    #expect(refusal(SmallPDF([.init(name: "plan.xml", bytes: try xml())]).bytes) == ["invoice.pdf-without-xml"])
    let two = SmallPDF([.init(name: "factur-x.xml", bytes: try xml()), .init(name: "xrechnung.xml", bytes: try xml())])
    #expect(refusal(two.bytes) == ["invoice.pdf-two-xml"])
    let same = SmallPDF([.init(name: "factur-x.xml", bytes: try xml()), .init(name: "factur-x.xml", bytes: try xml())])
    #expect(refusal(same.bytes) == ["invoice.pdf-two-xml"])
    #expect(refusal(SmallPDF([.init(name: "order-x.xml", bytes: try xml())]).bytes) == ["invoice.pdf-order"])
  }

  @Test func `What is no PDF, or a broken one, is refused`() throws {
    #expect(refusal(Array("%PDF-1.7\n".utf8)) == ["invoice.pdf-unreadable"])
    #expect(refusal(Array("%PDF-1.7\nnothing at all\n%%EOF".utf8)) == ["invoice.pdf-unreadable"])
    let whole = SmallPDF([.init(name: "factur-x.xml", bytes: try xml())]).bytes
    for count in stride(from: 5, to: whole.count, by: 97) { _ = refusal(Array(whole.prefix(count))) }
  }

  @Test func `Only the XML changes: the rest of the PDF stays, and its size, day and checksum follow`() throws {
    var pdf = SmallPDF([
      .init(name: "factur-x.xml", bytes: try xml()), .init(name: "plan.txt", bytes: Array("a plan".utf8)),
    ])
    pdf.catalogue = "/Metadata 100 0 R/Lang(fr-FR)"
    let metadata = "<x:xmpmeta>Factur-X EN 16931</x:xmpmeta>"
    pdf.objects = [
      Array("<</Type/Metadata/Subtype/XML/Length \(metadata.utf8.count)>>stream\n\(metadata)\nendstream".utf8)
    ]
    let stamped = try Stamps.stamp(pdf.bytes)
    let read = try InvoicePDF(stamped.bytes)
    #expect(try InvoiceStamp.freed(xml: read.xml) == xml())
    #expect(try InvoiceReader().read(stamped.bytes) == stamped.invoice)
    let text = String(decoding: stamped.bytes, as: UTF8.self)
    for kept in [
      metadata, "/AFRelationship /Data", "(plan.txt)", "a plan", "/Lang (fr-FR)", "0 0 m 1 w", "/text#2fxml",
    ] {
      #expect(text.contains(kept), "\(kept)")
    }
    #expect(text.contains("/ModDate (D:20240703094640Z)") && text.contains("/Size \(read.xml.count)"))
    let objects = try PDFObjects(stamped.bytes)
    let digest = Data(Insecure.MD5.hash(data: read.xml)).map { String(format: "%02x", $0) }.joined()
    #expect(
      objects.root > 0
        && (text.contains(digest) || stamped.bytes.firstRange(of: Array(Insecure.MD5.hash(data: read.xml))) != nil))
    #expect(try Stamps.stamp(pdf.bytes).bytes == stamped.bytes, "the same bytes each time")
    #expect(try InvoiceReader().read(Stamps.stamp(stamped.bytes).bytes) == stamped.invoice)
  }

  @Test func `An encrypted PDF is refused`() throws {
    var pdf = SmallPDF([.init(name: "factur-x.xml", bytes: try xml())])
    pdf.catalogue = "/Encrypt<</Filter/Standard>>"
    #expect(refusal(pdf.bytes) == ["invoice.pdf-encrypted"])
    pdf.catalogue = "/#45ncrypt<</Filter/Standard>>"
    #expect(refusal(pdf.bytes) == ["invoice.pdf-encrypted"])
  }

  /// Zero bytes, as many as these megabytes, packed.
  private func swollen(_ megabytes: Int) throws -> [UInt8] {
    let zeros = Data(count: megabytes << 20)
    // The system's compressor gives raw deflate; two bytes before and a checksum behind make it a zlib stream.
    return try Deflate.zlib([UInt8](zeros))
  }

  @Test func `An attachment that swells is refused within its limit`() throws {
    let packed = try swollen(40)
    #expect(packed.count < 100_000)
    let pdf = SmallPDF([.init(name: "factur-x.xml", bytes: packed, keys: "/Filter/FlateDecode")])
    #expect(refusal(pdf.bytes) == ["invoice.too-large"])
    let honest = SmallPDF([.init(name: "factur-x.xml", bytes: try Deflate.zlib(xml()), keys: "/Filter[/FlateDecode]")])
    #expect(try InvoiceReader().read(honest.bytes) == Fixtures.invoice("cii-invoice.xml"))
  }

  @Test func `A structure that swells is refused before the library opens it`() throws {
    var pdf = SmallPDF([.init(name: "factur-x.xml", bytes: try xml())])
    let packed = try swollen(40)
    let head = "<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length \(packed.count)>>stream\n"
    pdf.objects = [Array(head.utf8) + packed + Array("\nendstream".utf8)]
    #expect(refusal(pdf.bytes) == ["invoice.pdf-too-complex"])
    let twice = try Deflate.zlib(packed)
    let chained = "<</Type/XRef/#57[1 2 1]/Filter[/FlateDecode/FlateDecode]/Length \(twice.count)>>stream\r\n"
    pdf.objects = [Array(chained.utf8) + twice + Array("\nendstream".utf8)]
    #expect(refusal(pdf.bytes) == ["invoice.pdf-too-complex"])
  }

  @Test func `Filters that swell, too many words and too many bytes are refused`() throws {
    let lzw = SmallPDF([.init(name: "factur-x.xml", bytes: try xml(), keys: "/Filter/LZWDecode")])
    #expect(refusal(lzw.bytes) == ["invoice.pdf-too-complex"])
    let hex = SmallPDF([.init(name: "factur-x.xml", bytes: Array("3C>".utf8), keys: "/Filter/ASCIIHexDecode")])
    #expect(refusal(hex.bytes) == ["invoice.pdf-too-complex"])
    var limits = InvoiceLimits()
    limits.pdfTokens = 10_000
    var pdf = SmallPDF([.init(name: "factur-x.xml", bytes: try xml())])
    #expect(refusal(pdf.bytes, limits).isEmpty)
    pdf.objects = [Array(("[" + String(repeating: "1 ", count: 20_000) + "]").utf8)]
    #expect(refusal(pdf.bytes, limits) == ["invoice.pdf-too-complex"])
    limits = InvoiceLimits()
    limits.pdfBytes = pdf.bytes.count - 1
    #expect(refusal(pdf.bytes, limits) == ["invoice.too-large"])
  }

  @Test func `Names in a tree that turns in a circle come to an end`() throws {
    var pdf = SmallPDF([])
    pdf.catalogue = "/Names<</EmbeddedFiles 100 0 R>>"
    pdf.objects = [Array("<</Kids[100 0 R]>>".utf8)]
    #expect(refusal(pdf.bytes) == ["invoice.pdf-without-xml"])
  }

  @Test func `No bytes whatever bring the reader of PDF down`() throws {
    let seed = SmallPDF([.init(name: "factur-x.xml", bytes: Array("<a/>".utf8))]).bytes
    var noise = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var bytes = seed
      for _ in 0...Int(noise.next() % 6) {
        bytes[5 + Int(noise.next() % UInt64(bytes.count - 5))] = UInt8(noise.next() % 256)
      }
      #expect(!refusal(bytes).isEmpty)
    }
  }
}
