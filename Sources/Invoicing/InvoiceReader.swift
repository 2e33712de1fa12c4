// Reads an invoice, whatever it is written in; its bytes may come in parts.

import Quantities
import XML

/// Reads invoices.
public struct InvoiceReader: Sendable {
  private let limits: InvoiceLimits

  /// A reader.
  public init(limits: InvoiceLimits = InvoiceLimits()) { self.limits = limits }

  /// Whether bytes are those of a PDF, by their beginning.
  public static func isPDF(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("%PDF-".utf8)) }

  /// Reads an invoice: XML, or a PDF with XML inside.
  ///
  /// - Throws: a refusal that says why it is none, or every value that is missing or malformed.
  public func read(_ bytes: [UInt8]) throws(Refusal) -> Invoice {
    if InvoiceReader.isPDF(bytes) { return try read(xml: InvoicePDF(bytes, limits: limits).xml) }
    return try read(xml: bytes)
  }

  /// Reads an invoice from XML.
  func read(xml bytes: [UInt8]) throws(Refusal) -> Invoice { try invoice(tree(bytes)) }

  /// The elements of an invoice in XML.
  func tree(_ bytes: [UInt8]) throws(Refusal) -> XMLTree {
    try XMLTree.read(bytes, InvoiceReader.selection, limits: limits.xml)
  }

  /// The invoice that a document's elements make.
  func invoice(_ tree: XMLTree) throws(Refusal) -> Invoice {
    let invoice = try parts(tree.root)
    // Sums of carbon cannot overflow below this.
    guard invoice.adjustments.count <= limits.lines else {
      throw InvoiceRefusal.tooManyLines.refusal(["limit": .integer(limits.lines)])
    }
    return invoice
  }

  private func parts(_ root: XMLElement) throws(Refusal) -> Invoice {
    switch (root.namespace, root.name) {
    case (UBLInvoiceReader.invoice, "Invoice"), (UBLInvoiceReader.creditNote, "CreditNote"):
      var reader = UBLInvoiceReader(root, limits)
      return try reader.read()
    case (CIIInvoiceReader.invoice, "CrossIndustryInvoice"):
      var reader = CIIInvoiceReader(root, limits)
      return try reader.read()
    default: throw InvoiceReader.refusal(of: root)
    }
  }

  static let selection = XMLSelection(
    textless: ["EmbeddedDocumentBinaryObject", "AttachmentBinaryObject", "BinaryObject"]
  ) { root in
    switch root.namespace {
    case UBLInvoiceReader.invoice, UBLInvoiceReader.creditNote:
      [UBLInvoiceReader.aggregates, UBLInvoiceReader.basics]
    case CIIInvoiceReader.invoice:
      [
        CIIInvoiceReader.invoice, CIIInvoiceReader.aggregates, CIIInvoiceReader.unqualified, CIIInvoiceReader.qualified,
      ]
    // Nothing of what is no invoice is kept.
    default: []
    }
  }

  private static func refusal(of root: XMLElement) -> Refusal {
    if root.name == "CrossIndustryDocument" { return InvoiceRefusal.olderZUGFeRD.refusal(line: root.line) }
    let isBusiness =
      root.namespace.hasPrefix("urn:oasis:names:specification:ubl:")
      || root.namespace.hasPrefix("urn:un:unece:uncefact:data:")
    return (isBusiness ? InvoiceRefusal.otherDocument : .notInvoice)
      .refusal(["name": .text(String(root.name.prefix(60)))], line: root.line)
  }
}

/// Reads one invoice from bytes of XML that come in parts: attachments pass through without being held.
public struct InvoiceStreamReader {
  private let reader: InvoiceReader
  private var builder: XMLTreeBuilder

  /// A reader.
  public init(limits: InvoiceLimits = InvoiceLimits()) {
    reader = InvoiceReader(limits: limits)
    builder = XMLTreeBuilder(InvoiceReader.selection, limits: limits.xml)
  }

  /// Adds the bytes that follow.
  ///
  /// - Throws: a refusal when the XML is malformed, has a document type or passes a limit.
  public mutating func append(_ bytes: ArraySlice<UInt8>) throws(Refusal) { try builder.append(bytes) }

  /// The invoice, once all bytes have come.
  public mutating func invoice() throws(Refusal) -> Invoice { try reader.invoice(builder.tree()) }
}
