import DelimitedText
import Quantities
import Testing

@Suite("What cannot be read is refused with its line and reason")
struct DelimitedRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let key: DelimitedMessage
    let text: String
    var line: Int?
    var encoding: TextEncoding?
    var limits = DelimitedLimits()
    var testDescription: String { key.rawValue }
  }

  static let cases: [Case] = [
    Case(key: .empty, text: "\n\r\n"),
    Case(key: .tooManyBytes, text: "a,b\n1,2\n", limits: DelimitedLimits(bytes: 7)),
    Case(key: .tooManyRows, text: "a\n1\n2\n", line: 3, limits: DelimitedLimits(rows: 1)),
    Case(key: .tooManyColumns, text: "a,b\n1,2,3\n", line: 2, limits: DelimitedLimits(columns: 2)),
    Case(key: .fieldTooLong, text: "a\n1234\n12345\n", line: 3, limits: DelimitedLimits(fieldLength: 4)),
    Case(key: .notText, text: "a\0b"),
    Case(key: .wrongEncoding, text: "\u{E9}", encoding: .utf8),
    Case(key: .unclosedQuote, text: "a,b\n1,\"2\n3,4\n", line: 2),
    Case(key: .textAfterQuote, text: "a,b\n1,\"2\"x\n", line: 2),
    Case(key: .duplicateColumn, text: "a,a\n", line: 1),
    Case(key: .raggedRow, text: "a,b\n1,2\n1,2,3\n", line: 3),
  ]

  @Test(arguments: cases)
  func refuses(_ example: Case) throws {
    // Latin-1, so that the one accented case is not valid UTF-8.
    let bytes = example.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let refusal = #expect(throws: Refusal.self) {
      try DelimitedReader.read(bytes, encoding: example.encoding, limits: example.limits)
    }
    let first = try #require(refusal?.diagnostics.first)
    #expect(first.message.key == example.key.rawValue)
    #expect(first.line == example.line)
    #expect(first.severity == .error)
  }

  @Test func limitsAreReachedWithoutRefusal() throws {
    let limits = DelimitedLimits(bytes: 12, rows: 2, columns: 2, fieldLength: 1)
    #expect(try DelimitedReader.read(Array("a,b\n1,2\n3,4\n".utf8), limits: limits).rows.count == 2)
  }

  @Test func everyMissingColumnIsNamed() throws {
    let table = try DelimitedReader.read(Array("a,b\n".utf8))
    let refusal = #expect(throws: Refusal.self) { try table.require(columns: ["a", "x", "y"]) }
    #expect(refusal?.diagnostics.map(\.field) == ["x", "y"])
    #expect(refusal?.diagnostics.first?.message.values["found"] == "a, b")
  }

  @Test func aFileOfErrorsListsTwentyAndSaysThereAreMore() throws {
    let rows = String(repeating: "1\n", count: 50)
    let refusal = #expect(throws: Refusal.self) { try DelimitedReader.read(Array("a,b\n\(rows)".utf8)) }
    #expect(refusal?.diagnostics.count == 21)
    #expect(refusal?.diagnostics.last?.message.key == DelimitedMessage.moreErrors.rawValue)
  }

  @Test func everyKeyHasItsFixture() {
    let tested = Set(Self.cases.map(\.key)).union([.missingColumn, .moreErrors])
    #expect(tested == Set(DelimitedMessage.allCases))
  }
}
