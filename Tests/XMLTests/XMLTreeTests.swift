import Quantities
import Testing

@testable import XML

/// What is kept of a document is what was asked for.
@Suite struct XMLTreeTests {
  private let all = XMLSelection { _ in nil }

  private func tree(
    _ text: String, _ selection: XMLSelection? = nil, limits: XMLLimits = XMLLimits()
  ) throws -> XMLTree {
    try XMLTree.read(Array(text.utf8), selection ?? all, limits: limits)
  }

  @Test func `Elements are found by their path, the first that leads to the end`() throws {
    let root = try tree("<a><b/><b> <c>1</c></b><b><c i='x'> 2 </c></b>tail</a>").root
    #expect(root.name == "a" && root.text.isEmpty)
    #expect(root.children("b").count == 3)
    #expect(root["b", "c"]?.text == "1")
    #expect(root["b", "d"] == nil)
    #expect(root.children("b").last?["c"]?.text == "2")
    #expect(root.children("b").last?["c"]?.attribute("i") == "x")
  }

  @Test func `Places are those of the bytes`() throws {
    let text = "<é>\n <b x='1' /><c>ü</c>\n</é>"
    let bytes = Array(text.utf8)
    let root = try tree(text).root
    let (b, c) = (try #require(root["b"]), try #require(root["c"]))
    #expect(Array(bytes[b.headEnd..<b.end]) == Array("/>".utf8))
    #expect(Array(bytes[c.headEnd..<c.end]) == Array(">ü</c>".utf8))
    #expect(root.end == bytes.count)
    #expect(c.line == 2)
  }

  @Test func `Elements of other namespaces are passed over with all they hold`() throws {
    let text = "<a xmlns='u' xmlns:x='v'><x:b><c>no</c></x:b><c>yes</c></a>"
    let root = try tree(text, XMLSelection { $0.namespace == "u" ? ["u"] : [] }).root
    #expect(root.children.map(\.text) == ["yes"])
    #expect(try tree(text, XMLSelection { _ in [] }).root.children.isEmpty)
  }

  @Test func `The text of attachments is not held, however long`() throws {
    var limits = XMLLimits()
    limits.totalTextBytes = 1000
    limits.textBytes = 100
    let long = String(repeating: "QUJD\n", count: 100_000)
    let selection = XMLSelection(textless: ["bin"]) { _ in nil }
    let root = try tree("<a><bin m='x'>\(long)</bin><b>1</b></a>", selection, limits: limits).root
    #expect(root["bin"]?.text.isEmpty == true && root["bin"]?.attribute("m") == "x" && root["b"]?.text == "1")
    #expect(throws: Refusal.self) { try tree("<a><b>\(long)</b></a>", selection, limits: limits) }
    let many = String(repeating: "<b>0123456789</b>", count: 101)
    #expect(throws: Refusal.self) { try tree("<a>\(many)</a>", selection, limits: limits) }
  }
}
