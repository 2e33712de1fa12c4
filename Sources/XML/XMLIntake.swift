// What libxml2 calls while it parses: events are queued, and what must not be stops it.

import CLibXML2
import Quantities

/// Takes what libxml2 meets.
final class XMLIntake {
  var events: [XMLEvent] = []
  /// Events met in all.
  var count = 0
  /// Why the parser was stopped.
  var refusal: Refusal?
  var context: xmlParserCtxtPtr?

  private let limits: XMLLimits
  private var depth = 0
  private var elements = 0

  init(_ limits: XMLLimits) { self.limits = limits }

  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.internalSubset = { user, _, _, _ in XMLIntake.of(user)?.stop(.documentType, 0) }
    handler.startElementNs = { user, name, prefix, uri, namespaces, _, attributes, _, values in
      XMLIntake.of(user)?.start(name, prefix, uri, Int(namespaces), Int(attributes), values)
    }
    handler.endElementNs = { user, _, _, _ in XMLIntake.of(user)?.end() }
    handler.characters = { user, text, length in XMLIntake.of(user)?.text(text, Int(length)) }
    handler.cdataBlock = { user, text, length in XMLIntake.of(user)?.text(text, Int(length)) }
    return handler
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLIntake? {
    user.map { Unmanaged<XMLIntake>.fromOpaque($0).takeUnretainedValue() }
  }

  private func stop(_ key: XMLRefusal, _ limit: Int) {
    guard refusal == nil else { return }
    refusal = XMLLimits.refusal(key, limit, line: line)
    xmlStopParser(context)
  }

  private var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  private func add(_ kind: XMLEvent.Kind) {
    guard refusal == nil else { return }
    count += 1
    // In another encoding the library would encode all it holds again to tell where it stands.
    let isUTF8 = context?.pointee.input?.pointee.buf?.pointee.encoder == nil
    events.append(XMLEvent(kind: kind, position: isUTF8 ? Int(xmlByteConsumed(context)) : 0, line: line))
  }

  private func start(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
    _ namespaces: Int, _ count: Int, _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    elements += 1
    if depth > limits.depth { return stop(.tooDeep, limits.depth) }
    if elements > limits.elements { return stop(.tooManyElements, limits.elements) }
    if count + namespaces > limits.attributes { return stop(.tooManyAttributes, limits.attributes) }
    // Five pointers each: local name, prefix, namespace, start and end of the value.
    let attributes = (0..<count).compactMap { position -> XMLAttribute? in
      guard let values, let start = values[position * 5 + 3], let end = values[position * 5 + 4] else { return nil }
      let name = XMLIntake.text(values[position * 5])
      let prefix = XMLIntake.text(values[position * 5 + 1])
      return XMLAttribute(
        name: prefix.isEmpty ? name : "\(prefix):\(name)",
        value: String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self))
    }
    add(
      .starts(
        XMLTag(
          name: XMLIntake.text(name), prefix: XMLIntake.text(prefix), namespace: XMLIntake.text(uri),
          attributes: attributes, declaresNamespaces: namespaces > 0)))
  }

  private func end() {
    depth -= 1
    add(.ends)
  }

  private func text(_ start: UnsafePointer<xmlChar>?, _ length: Int) {
    var text = String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    // A reference such as &amp; comes apart from what stands around it.
    if case .text(let before) = events.last?.kind {
      events.removeLast()
      text = before + text
    }
    add(.text(text))
  }

  private static func text(_ pointer: UnsafePointer<xmlChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
