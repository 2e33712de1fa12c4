import Markup
import Testing

@Suite struct MarkupTests {
  @Test func `What is interpolated is text, not markup`() {
    let name = "<script>alert('x')</script> & \"co\""
    let page: HTML = "<p title=\"\(name)\">\(name)</p>"
    #expect(!page.text.contains("<script"))
    #expect(page.text.hasPrefix("<p title=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;\">"))
  }

  @Test func `Markup goes in as it is, once`() {
    let name = "a&b"
    let inner: HTML = "<b>\(name)</b>"
    let page: HTML = "<p>\(inner)\([inner, inner])\(nil as HTML?)</p>"
    #expect(page.text == "<p><b>a&amp;b</b><b>a&amp;b</b><b>a&amp;b</b></p>")
  }

  @Test(arguments: [true, false]) func `A literal inside an interpolation is markup, what it interpolates is text`(
    isFirst: Bool
  ) {
    let name = "a<b"
    let page: HTML = "\(isFirst ? "<h1>\(name)</h1>" : "<h2>\(name)</h2>")"
    #expect(page.text == (isFirst ? "<h1>a&lt;b</h1>" : "<h2>a&lt;b</h2>"))
  }

  @Test func `Controls become the replacement character`() {
    #expect(HTML(escaping: "a\u{0}b\u{1B}c\nd").text == "a\u{FFFD}b\u{FFFD}c\nd")
  }

  @Test func `A query cannot leave its place`() {
    #expect(LinkPath("/search", ["q": "a&b=c #é"]).text == "/search?q=a%26b%3Dc%20%23%C3%A9")
  }
}
