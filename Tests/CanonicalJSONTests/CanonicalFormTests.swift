import CanonicalJSON
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalFormTests {
  @Test("Members are sorted by UTF-16 code units, as in the RFC's example")
  func order() {
    let value: JSONValue = [
      "\u{20AC}": "Euro Sign", "\r": "Carriage Return", "\u{FB33}": "Hebrew", "1": "One", "\u{1F600}": "Emoji",
      "\u{80}": "Control", "\u{F6}": "o diaeresis",
    ]
    #expect(
      value.canonicalText
        == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{F6}\":\"o diaeresis\",\"\u{20AC}\":\"Euro Sign\",\"\u{1F600}\":\"Emoji\",\"\u{FB33}\":\"Hebrew\"}"
    )
  }

  @Test("Strings escape what JSON must and nothing else")
  func strings() {
    #expect(JSONValue.string("\"\\\u{8}\u{9}\n\u{c}\r\u{1f}/é€").canonicalText == #""\"\\\b\t\n\f\r\u001f/é€""#)
  }

  @Test("Reading what was written gives the same value")
  func roundTrip() throws {
    let value: JSONValue = ["a": [1, -2, "x", .null, true], "b": ["c": 9_007_199_254_740_993]]
    #expect(try JSONValue(parsing: Array(value.canonicalText.utf8)) == value)
    #expect(try JSONValue(parsing: Array(value.prettyText.utf8)) == value)
  }

  @Test("Numbers that are not whole are refused: decimals travel as strings")
  func decimals() {
    #expect(throws: (any Error).self) { try JSONValue(parsing: Array("{\"a\":1.5}".utf8)) }
    #expect(throws: (any Error).self) { try JSONValue(parsing: Array("{\"a\":".utf8)) }
  }
}
