// The XML of a workbook, event by event; what is wrong with it is said of the workbook.

import Quantities
import XML

/// Reads a part of a workbook.
final class WorkbookXML {
  /// What is met.
  enum Event: Equatable {
    case starts(String)
    case ends(String)
    case text(String)
  }

  private let reader: XMLReader
  /// The names of the elements that have not ended.
  private var open: [String] = []
  private var tag: XMLTag?

  /// Opens a part.
  init(_ content: [UInt8]) throws(Refusal) {
    var limits = XMLLimits()
    limits.elements = .max
    do throws(Refusal) { reader = try XMLReader(content, limits: limits) } catch { throw WorkbookArchive.unreadable }
  }

  /// The next event; nil at the end.
  ///
  /// - Throws: a refusal when the XML is malformed, or has a document type: workbooks have none.
  func next() throws(Refusal) -> Event? {
    let event: XMLEvent?
    do throws(Refusal) { event = try reader.next() } catch { throw WorkbookArchive.unreadable }
    switch event?.kind {
    case .starts(let tag):
      self.tag = tag
      open.append(tag.name)
      return .starts(tag.name)
    case .ends: return .ends(open.removeLast())
    case .text(let text): return .text(text)
    case nil: return nil
    }
  }

  /// An attribute of the element just met, by its name as written (`r`, `r:id`).
  func attribute(_ name: String) -> String? { tag?[name] }
}
