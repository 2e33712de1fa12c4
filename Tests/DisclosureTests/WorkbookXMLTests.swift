import Quantities
import Testing

@testable import Disclosure

@Suite("The XML of a workbook")
struct WorkbookXMLTests {
  private func events(_ text: String) throws -> [WorkbookXML.Event] {
    let xml = try WorkbookXML(Array(text.utf8))
    var events: [WorkbookXML.Event] = []
    while let event = try xml.next() { events.append(event) }
    return events
  }

  @Test
  func `Elements and texts come in order, an empty element ends at once`() throws {
    #expect(
      try events("<a><b x='1'/>t&amp;u</a>")
        == [.starts("a"), .starts("b"), .ends("b"), .text("t&u"), .ends("a")])
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<a>&e;</a>", "<a>",
    "", "<a></b>", "\u{0}",
  ])
  func `A document type, an entity or a broken document is refused`(_ text: String) {
    #expect(throws: Refusal.self) { try events(text) }
  }
}
