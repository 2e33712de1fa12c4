// XML read forward by libxml2, piece by piece: no document type, no entities, no network, memory bounded whatever comes.

import CLibXML2
import Quantities

/// Reads XML event by event, from bytes that may come in parts.
///
/// A file of any size is read in the memory of its longest tag: the bytes behind are given back as they are read.
public final class XMLReader {
  private let limits: XMLLimits
  private let context: xmlParserCtxtPtr
  private let intake: Unmanaged<XMLIntake>
  /// Bytes that the library has not seen yet.
  private var pending: ArraySlice<UInt8>
  /// Whether nothing follows `pending`.
  private var isComplete: Bool
  private var hasEnded = false
  private var fed = 0
  /// How much was fed when something was last met.
  private var fedAtEvent = 0
  private var delivered = 0

  /// Bytes handed to the library at once.
  private static let portion = 16 << 10

  /// A reader of these bytes.
  public convenience init(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(Refusal) {
    self.init(limits: limits)
    try append(bytes[...])
    complete()
  }

  /// A reader of bytes that come in parts: `append` each, `complete` after the last.
  public init(limits: XMLLimits = XMLLimits()) {
    self.limits = limits
    pending = []
    isComplete = false
    intake = Unmanaged.passRetained(XMLIntake(limits))
    var handler = XMLIntake.handler
    // Null only when memory is out, which nothing here survives.
    guard let context = xmlCreatePushParserCtxt(&handler, intake.toOpaque(), nil, 0, nil) else {
      preconditionFailure("libxml2 gives a parser")
    }
    self.context = context
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    intake.takeUnretainedValue().context = context
  }

  deinit {
    xmlFreeParserCtxt(context)
    intake.release()
  }

  /// Adds the bytes that follow.
  ///
  /// - Throws: a refusal when there are more than the limit.
  public func append(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    guard fed + pending.count + bytes.count <= limits.bytes else {
      throw XMLLimits.refusal(.tooLarge, limits.bytes, line: line)
    }
    if pending.isEmpty { pending = bytes } else { pending += bytes }
  }

  /// Says that nothing follows.
  public func complete() { isComplete = true }

  /// Whether the file is in UTF-8, so that positions are those of its bytes. Known once something was met.
  public var isUTF8: Bool { context.pointee.input?.pointee.buf?.pointee.encoder == nil }

  private var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  /// The next event; nil at the end of the bytes that have come.
  ///
  /// - Throws: a refusal when the XML is malformed, has a document type or passes a limit.
  public func next() throws(Refusal) -> XMLEvent? {
    let taken = intake.takeUnretainedValue()
    while true {
      if delivered < taken.events.count {
        defer { delivered += 1 }
        return taken.events[delivered]
      }
      taken.events.removeAll(keepingCapacity: true)
      delivered = 0
      guard !pending.isEmpty || isComplete, !hasEnded else { return nil }
      try feed(taken)
    }
  }

  private func feed(_ taken: XMLIntake) throws(Refusal) {
    let portion = pending.prefix(XMLReader.portion)
    pending = pending.dropFirst(portion.count)
    fed += portion.count
    hasEnded = pending.isEmpty && isComplete
    let count = taken.count
    let code = portion.withUnsafeBytes {
      xmlParseChunk(
        context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(portion.count), hasEnded ? 1 : 0)
    }
    if let refusal = taken.refusal { throw refusal }
    guard code == 0, context.pointee.wellFormed == 1 else {
      throw Refusal(Diagnostic(.error, XMLRefusal.unreadable, line: line))
    }
    if taken.count > count { fedAtEvent = fed }
    guard fed - fedAtEvent <= limits.tagBytes else { throw XMLLimits.refusal(.tagTooLong, limits.tagBytes, line: line) }
  }
}
