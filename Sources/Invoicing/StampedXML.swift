// The bytes of an invoice with carbon on it: only additions, at places the schemas give, and the way back.

import Quantities
import XML

/// An invoice in XML that is stamped, or freed of its stamp.
struct StampedXML {
  private let bytes: [UInt8]
  private let root: XMLElement
  private let places: StampPlaces
  private var edits = ByteEdits()

  /// - Throws: a refusal when the file is not in UTF-8, so that places in it are not known.
  init(_ bytes: [UInt8], _ tree: XMLTree, _ syntax: Invoice.Syntax) throws(Refusal) {
    guard tree.isUTF8 else { throw InvoiceRefusal.stampEncoding.refusal() }
    self.bytes = bytes
    root = tree.root
    places = StampPlaces(syntax)
  }

  /// The file without the properties and the note of a stamp, and without the blanks in front of them.
  func freed() -> [UInt8] {
    var edits = ByteEdits()
    let names = Set(CarbonStatement.Name.allCases.map(\.rawValue))
    for line in places.lineElements(root) {
      for property in line[places.item]?.children(places.property.name) ?? []
      where names.contains(property[places.propertyName.name]?.text ?? "") {
        edits.remove(blanks(before: start(of: property))..<property.end)
      }
    }
    for note in places.noteParent(root).children(places.note.name) {
      guard let text = places.text(of: note), let found = CarbonNote.find(in: text.text) else { continue }
      if found.place == text.text.startIndex {
        edits.remove(blanks(before: start(of: note))..<note.end)
      } else if let range = written(of: found.place, in: text) {
        edits.remove(range)
      }
    }
    return edits.isEmpty ? bytes : edits.applied(to: bytes)
  }

  /// The file with these contents on its lines, and a note.
  ///
  /// - Parameters:
  ///   - statements: one per line, nil where the line does not count.
  ///   - hasOneNote: whether the specification allows one note only: ours then goes behind what it says.
  mutating func stamped(
    _ statements: [CarbonStatement?], note: String, hasOneNote: Bool
  ) throws(Refusal) -> [UInt8] {
    for (line, statement) in zip(places.lineElements(root), statements) {
      guard let statement else { continue }
      try add(statement, to: line)
    }
    try add(note, hasOneNote)
    return edits.applied(to: bytes)
  }

  private mutating func add(_ statement: CarbonStatement, to line: XMLElement) throws(Refusal) {
    guard let item = line[places.item],
      let last = item.children.last(where: { !places.afterProperty.contains($0.name) })
    else { throw InvoiceRefusal.stampNoItem.refusal(line: line.line) }
    let blanks = indentation(of: last)
    for attribute in statement.attributes {
      let name = written(places.propertyName, attribute.name, near: item.children)
      let value = written(places.propertyValue, attribute.value, near: item.children)
      let property = tags(places.property, near: item.children + [item])
      edits.insert(blanks + property.start + name + value + property.end, at: last.end)
    }
  }

  private mutating func add(_ note: String, _ hasOneNote: Bool) throws(Refusal) {
    let parent = places.noteParent(root)
    if hasOneNote, let other = parent.children(places.note.name).first, let text = places.text(of: other),
      !text.text.isEmpty, let end = endOfText(text)
    {
      return edits.insert(" " + XMLText.escaped(note), at: end)
    }
    guard let before = parent.children.last(where: { places.beforeNote.contains($0.name) }) else {
      throw InvoiceRefusal.stampNoItem.refusal(line: parent.line)
    }
    let tags = tags(places.note, near: parent.children)
    let content = places.noteText.map { written($0, note, near: parent.children) } ?? XMLText.escaped(note)
    edits.insert(indentation(of: before) + tags.start + content + tags.end, at: before.end)
  }
}

// Where things stand in the bytes, and how they are written.
extension StampedXML {
  /// The `<` of an element: none stands inside a start tag.
  private func start(of element: XMLElement) -> Int {
    var place = element.headEnd - 1
    while place > 0, bytes[place] != UInt8(ascii: "<") { place -= 1 }
    return place
  }

  /// Where the blanks that end at `place` begin.
  private func blanks(before place: Int) -> Int {
    var start = place
    while start > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// The blanks in front of an element: what is added behind it begins like it.
  private func indentation(of element: XMLElement) -> String {
    let start = start(of: element)
    return String(decoding: bytes[blanks(before: start)..<start], as: UTF8.self)
  }

  /// The end of the text that an element holds: its last character, behind which its blanks and end tag follow.
  private func endOfText(_ element: XMLElement) -> Int? {
    var place = element.end - 1
    while place > element.headEnd, bytes[place] != UInt8(ascii: "<") { place -= 1 }
    // Inside CDATA nothing would be a reference; that end is left alone.
    guard place > element.headEnd, bytes[place + 1] == UInt8(ascii: "/"), bytes[place - 1] != UInt8(ascii: ">") else {
      return nil
    }
    return blanks(before: place)
  }

  /// Where our note is written in the text of another: from the blank in front of it to the end of the text.
  private func written(of place: String.Index, in element: XMLElement) -> Range<Int>? {
    guard let end = endOfText(element) else { return nil }
    let ours = Array(XMLText.escaped(String(element.text[place...])).utf8)
    let start = end - ours.count
    guard start - 1 > element.headEnd, Array(bytes[start..<end]) == ours else { return nil }
    return start - 1..<end
  }

  private func written(_ element: StampPlaces.Element, _ text: String, near others: [XMLElement]) -> String {
    let tags = tags(element, near: others)
    return tags.start + XMLText.escaped(text) + tags.end
  }

  /// The tags of an element, with a prefix that others nearby show to be known; else it declares its own.
  private func tags(_ element: StampPlaces.Element, near others: [XMLElement]) -> (start: String, end: String) {
    guard let other = others.first(where: { $0.namespace == element.namespace && !$0.declaresNamespaces }) else {
      return ("<\(element.name) xmlns=\"\(element.namespace)\">", "</\(element.name)>")
    }
    let name = other.prefix.isEmpty ? element.name : "\(other.prefix):\(element.name)"
    return ("<\(name)>", "</\(name)>")
  }
}

/// Text as XML holds it.
enum XMLText {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
