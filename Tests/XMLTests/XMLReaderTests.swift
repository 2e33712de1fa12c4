import Quantities
import Testing

@testable import XML

/// XML from anybody is read forward, within limits.
@Suite struct XMLReaderTests {
  /// What is met, in short: `<a`, `>`, `text`.
  private func events(_ text: String, by count: Int? = nil, limits: XMLLimits = XMLLimits()) throws -> [String] {
    let bytes = Array(text.utf8)
    let reader = XMLReader(limits: limits)
    var found: [String] = []
    func take() throws {
      while let event = try reader.next() {
        switch event.kind {
        case .starts(let tag): found.append("<" + tag.name)
        case .ends: found.append(">")
        case .text(let text):
          if let last = found.last, last.hasPrefix("“") {
            found[found.count - 1] = last + text
          } else {
            found.append("“" + text)
          }
        }
      }
    }
    var rest = bytes[...]
    while let count, !rest.isEmpty {
      try reader.append(rest.prefix(count))
      rest = rest.dropFirst(count)
      try take()
    }
    try reader.append(rest)
    reader.complete()
    try take()
    return found
  }

  private func refused(_ text: String, _ change: (inout XMLLimits) -> Void = { _ in }) -> XMLRefusal? {
    var limits = XMLLimits()
    change(&limits)
    do {
      _ = try events(text, limits: limits)
      return nil
    } catch {
      return (error as? Refusal)?.diagnostics.first.flatMap { XMLRefusal(rawValue: $0.message.key) }
    }
  }

  @Test func `Elements, texts and ends come in order, in parts of any size`() throws {
    let text = "<?xml version='1.0'?><!-- x --><a><b x='1'/>t&amp;u&#233;<c><![CDATA[<d>]]></c></a>\n"
    let expected = ["<a", "<b", ">", "“t&ué", "<c", "“<d>", ">", ">"]
    for count in [1, 2, 3, 7, 64, 1000] { #expect(try events(text, by: count) == expected, "\(count)") }
    #expect(try events(text) == expected)
  }

  @Test func `Positions are those of the bytes, behind accents, a byte order mark and line ends alike`() throws {
    let text = "\u{FEFF}<a>\r\n  <é b='\u{1F331}'/>\r\n<c>ü</c></a>"
    let bytes = Array(text.utf8)
    let reader = try XMLReader(bytes)
    var starts = 0
    while let event = try reader.next() {
      switch event.kind {
      case .starts:
        starts += 1
        #expect([UInt8(ascii: ">"), UInt8(ascii: "/")].contains(bytes[event.position]))
      case .ends: #expect(bytes[event.position - 1] == UInt8(ascii: ">"))
      case .text: break
      }
    }
    #expect(starts == 3)
    #expect(reader.isUTF8)
  }

  @Test func `Names come with prefix and namespace, attributes as they are written`() throws {
    let reader = try XMLReader(Array("<p:a xmlns:p='urn:x' p:b='1' c='&lt;'/>".utf8))
    guard case .starts(let tag) = try reader.next()?.kind else { return #expect(Bool(false)) }
    #expect(tag.name == "a" && tag.prefix == "p" && tag.namespace == "urn:x" && tag.declaresNamespaces)
    #expect(tag["p:b"] == "1" && tag["c"] == "<" && tag["b"] == nil)
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
    "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'>%p;]><a/>",
  ])
  func `A document type is refused, whatever it declares`(_ text: String) {
    #expect(refused(text) == .documentType)
  }

  @Test func `A thousand million laughs are refused before the first`() {
    var text = "<!DOCTYPE l [<!ENTITY l0 'lol'>"
    for level in 1...9 {
      text += "<!ENTITY l\(level) '" + String(repeating: "&l\(level - 1);", count: 10) + "'>"
    }
    #expect(refused(text + "]><l>&l9;</l>") == .documentType)
  }

  @Test(arguments: [
    "<a>&e;</a>", "<a>", "", "<a></b>", "\u{0}", "<a/><b/>", "<a b='1' b='2'/>", "text", "<a>\u{1}</a>",
  ])
  func `A broken document is refused`(_ text: String) {
    #expect(refused(text) == .unreadable)
  }

  @Test func `An include is an element like others`() throws {
    let text = "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd' parse='text'/></a>"
    #expect(try events(text) == ["<a", "<include", ">", ">"])
  }

  @Test func `Each limit holds at its value and refuses above it`() {
    let nested = "<a><a><a/></a></a>"
    #expect(refused(nested) { $0.depth = 3 } == nil)
    #expect(refused(nested) { $0.depth = 2 } == .tooDeep)
    #expect(refused(nested) { $0.elements = 2 } == .tooManyElements)
    #expect(refused("<a b='1' c='2'/>") { $0.attributes = 2 } == nil)
    #expect(refused("<a b='1' c='2'/>") { $0.attributes = 1 } == .tooManyAttributes)
    #expect(refused("<a/>") { $0.bytes = 4 } == nil)
    #expect(refused("<a/>") { $0.bytes = 3 } == .tooLarge)
  }

  @Test func `A tag or a comment that does not end is not held`() {
    let long = String(repeating: "x", count: 200_000)
    #expect(refused("<a b='\(long)'/>") == .tagTooLong)
    #expect(refused("<!-- \(long) --><a/>") == .tagTooLong)
    #expect(refused("<\(long)/>") != nil)
    #expect(refused("<a>\(long)</a>") == nil)
    // Whether a long CDATA section comes in pieces depends on the library's version.
    let section = refused("<a><![CDATA[\(long)]]></a>")
    #expect(section == nil || section == .tagTooLong)
  }

  @Test func `Another encoding is read, its positions are not promised`() throws {
    var bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf".utf8)
    bytes.append(0xE9)
    bytes += Array("</a>".utf8)
    let reader = try XMLReader(bytes)
    _ = try reader.next()
    guard case .text(let text) = try reader.next()?.kind else { return #expect(Bool(false)) }
    #expect(text == "café")
    #expect(!reader.isUTF8)
  }

  @Test func `No bytes whatever bring the reader down`() {
    let seed = Array("<a xmlns:p='u'><p:b c='1'>t&amp;é</p:b><![CDATA[x]]><!-- y --></a>".utf8)
    var noise = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      var bytes = seed
      for _ in 0...Int(noise.next() % 4) { bytes[Int(noise.next() % UInt64(bytes.count))] = UInt8(noise.next() % 256) }
      guard let reader = try? XMLReader(bytes) else { continue }
      do { while try reader.next() != nil {} } catch { #expect(!error.diagnostics.isEmpty) }
    }
  }
}
