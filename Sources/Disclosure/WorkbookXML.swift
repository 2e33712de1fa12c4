// The XML of a workbook, read forward by libxml2: no document type, no entities of its own, no network.

import CLibXML2
import Quantities

/// Reads XML event by event.
final class WorkbookXML {
  /// What is met.
  enum Event: Equatable {
    case starts(String)
    case ends(String)
    case text(String)
  }

  private let reader: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<CChar>
  private var pending: Event?

  /// Opens a part.
  init(_ content: [UInt8]) throws(Refusal) {
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(content.count, 1))
    copy.initialize(repeating: 0)
    for (position, byte) in content.enumerated() { copy[position] = CChar(bitPattern: byte) }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    guard let reader = xmlReaderForMemory(copy.baseAddress, Int32(content.count), nil, nil, Int32(options)) else {
      copy.deallocate()
      throw WorkbookArchive.unreadable
    }
    self.reader = reader
    bytes = copy
  }

  deinit {
    xmlFreeTextReader(reader)
    bytes.deallocate()
  }

  /// The next event; nil at the end.
  ///
  /// - Throws: a refusal when the XML is malformed, or has a document type: workbooks have none.
  func next() throws(Refusal) -> Event? {
    if let event = pending {
      pending = nil
      return event
    }
    while true {
      let state = xmlTextReaderRead(reader)
      if state == 0 { return nil }
      guard state == 1 else { throw WorkbookArchive.unreadable }
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let name = name
        if xmlTextReaderIsEmptyElement(reader) == 1 { pending = .ends(name) }
        return .starts(name)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .ends(name)
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text(xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? "")
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw WorkbookArchive.unreadable
      default: continue
      }
    }
  }

  private var name: String { xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? "" }

  /// An attribute of the element just met, by its name as written (`r`, `r:id`).
  func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return xmlTextReaderConstValue(reader).map { String(cString: $0) }
  }
}
