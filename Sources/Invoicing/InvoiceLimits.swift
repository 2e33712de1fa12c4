import XML

/// How much of an invoice is read before it is refused.
public struct InvoiceLimits: Sendable {
  /// Bytes of an XML file, attachments within: they pass through without being held.
  public var fileBytes = 1 << 31
  /// Bytes of an XML file that is held whole, to be written again.
  public var heldBytes = 64 << 20
  /// Lines.
  public var lines = 10_000
  /// Bytes of a PDF.
  public var pdfBytes = 10 << 20
  /// Words and signs of a PDF, packed parts unpacked: the library makes an object of each, some 250 bytes in memory.
  public var pdfTokens = 1_600_000
  /// Bytes that the parts of a PDF's structure may unpack to.
  public var pdfStructureBytes = 32 << 20
  /// Bytes of the XML inside a PDF, unpacked.
  public var embeddedBytes = 32 << 20

  /// The usual limits.
  public init() {}

  var xml: XMLLimits {
    var limits = XMLLimits()
    limits.bytes = fileBytes
    return limits
  }
}
