// Factur-X and ZUGFeRD: a PDF that people read, with the invoice as XML attached to it.

import Quantities

/// A PDF with one invoice in it.
public struct InvoicePDF {
  /// The bytes of the XML inside.
  public let xml: [UInt8]

  private let objects: PDFObjects
  /// The streams that hold it: the same or equal ones, under the keys that programs look at.
  private let streams: [PDFObjects.Object]

  /// The names that the standards have given the invoice: Factur-X, ZUGFeRD 1 and 2, XRechnung.
  private static let names: Set<String> = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"]
  private static let orderName = "order-x.xml"

  private struct Attachment {
    let name: String
    let streams: [PDFObjects.Object]
    let number: Int
  }

  /// Opens a PDF.
  ///
  /// - Throws: a refusal when it is none, is encrypted, holds no invoice or more than one, or passes a limit.
  public init(_ bytes: [UInt8], limits: InvoiceLimits = InvoiceLimits()) throws(Refusal) {
    try PDFScan.check(bytes, limits)
    let objects = try PDFObjects(bytes)
    let attachments = InvoicePDF.attachments(objects)
    let invoices = attachments.filter { InvoicePDF.names.contains($0.name.lowercased()) }
    guard let invoice = invoices.first else {
      let isOrder = attachments.contains { $0.name.lowercased() == InvoicePDF.orderName }
      throw (isOrder ? InvoiceRefusal.pdfOrder : .pdfWithoutXML).refusal()
    }
    guard invoices.count == 1 else {
      let names = invoices.map(\.name).joined(separator: ", ")
      throw InvoiceRefusal.pdfTwoXML.refusal(["names": .text(String(names.prefix(200)))])
    }
    self.objects = objects
    streams = invoice.streams
    xml = try InvoicePDF.content(invoice.streams[0], objects, limits)
  }

  /// The same PDF with another XML: pages, metadata and other attachments as they are.
  ///
  /// - Parameter moment: when it was changed.
  public func replacing(xml: [UInt8], at moment: Timestamp) throws(Refusal) -> [UInt8] {
    for stream in streams {
      objects.replace(stream, with: xml)
      let dictionary = objects.dictionary(stream)
      let parameters = objects.value(dictionary, "/Params") ?? objects.addDictionary(dictionary, "/Params")
      objects.set(parameters, "/Size", xml.count)
      objects.set(parameters, "/ModDate", bytes: Array(InvoicePDF.date(moment).utf8))
      if objects.value(parameters, "/CheckSum") != nil {
        objects.set(parameters, "/CheckSum", bytes: PDFChecksum.of(xml))
      }
    }
    return try objects.written()
  }

  /// `D:20241231235959Z`.
  private static func date(_ moment: Timestamp) -> String { "D:" + moment.iso.filter(\.isNumber) + "Z" }
}

extension InvoicePDF {
  /// How many attachments are looked at, and how deep the tree of their names goes.
  private static let mostAttachments = 1000
  private static let mostLevels = 16

  /// Every attachment once: those the names lead to, and those associated with the document.
  private static func attachments(_ objects: PDFObjects) -> [Attachment] {
    var specifications: [PDFObjects.Object] = []
    if let names = objects.value(objects.root, "/Names"), let tree = objects.value(names, "/EmbeddedFiles") {
      collect(tree, objects, &specifications, level: 0)
    }
    if let associated = objects.value(objects.root, "/AF") {
      specifications += objects.items(associated, limit: mostAttachments)
    }
    var seen: Set<Int> = []
    return specifications.prefix(2 * mostAttachments).compactMap { attachment($0, objects) }
      .filter { $0.number == 0 || seen.insert($0.number).inserted }
  }

  private static func collect(
    _ node: PDFObjects.Object, _ objects: PDFObjects, _ found: inout [PDFObjects.Object], level: Int
  ) {
    guard level < mostLevels, found.count < mostAttachments else { return }
    if let pairs = objects.value(node, "/Names") {
      let items = objects.items(pairs, limit: 2 * mostAttachments)
      for (position, item) in items.enumerated() where position % 2 == 1 { found.append(item) }
    }
    for child in objects.value(node, "/Kids").map({ objects.items($0, limit: mostAttachments) }) ?? [] {
      collect(child, objects, &found, level: level + 1)
    }
  }

  private static func attachment(_ specification: PDFObjects.Object, _ objects: PDFObjects) -> Attachment? {
    guard let files = objects.value(specification, "/EF"),
      let name = ["/UF", "/F"].lazy.compactMap({ objects.value(specification, $0).flatMap(objects.text) }).first
    else { return nil }
    var streams: [PDFObjects.Object] = []
    for key in ["/UF", "/F"] {
      guard let stream = objects.value(files, key), objects.isStream(stream) else { continue }
      if !streams.contains(where: { objects.number($0) == objects.number(stream) }) { streams.append(stream) }
    }
    guard let first = streams.first else { return nil }
    return Attachment(name: name, streams: streams, number: objects.number(first))
  }

  /// The bytes of an attachment, unpacked within a limit.
  private static func content(
    _ stream: PDFObjects.Object, _ objects: PDFObjects, _ limits: InvoiceLimits
  ) throws(Refusal) -> [UInt8] {
    guard let packed = objects.packed(stream) else { throw InvoiceRefusal.pdfUnreadable.refusal() }
    let dictionary = objects.dictionary(stream)
    var filters: [String] = []
    if let filter = objects.value(dictionary, "/Filter") {
      filters = objects.name(filter).map { [$0] } ?? objects.items(filter, limit: 8).map { objects.name($0) ?? "" }
    }
    guard !filters.isEmpty else { return packed }
    // What an invoice of text is packed with in practice; a predictor is for images.
    guard filters == ["/FlateDecode"], objects.value(dictionary, "/DecodeParms") == nil else {
      throw InvoiceRefusal.pdfTooComplex.refusal()
    }
    guard let content = Inflation.bytes(packed, limit: limits.embeddedBytes) else {
      throw InvoiceRefusal.tooLarge.refusal(["limit": .integer(limits.embeddedBytes)])
    }
    return content
  }
}
