import DelimitedText
import Quantities
import Testing

@Suite("What is written reads back, and no spreadsheet runs it")
struct DelimitedWriterTests {
  private func text(_ writer: DelimitedWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

  @Test func quotesWhatNeedsQuotes() {
    var writer = DelimitedWriter(header: ["a", "b"])
    writer.append(["x,y", "say \"no\""])
    writer.append(["one\ntwo", ""])
    #expect(text(writer) == "a,b\n\"x,y\",\"say \"\"no\"\"\"\n\"one\ntwo\",\n")
  }

  @Test(arguments: ["=1+1", "+33", "-1", "@cmd", "\tx", "\rx"])
  func textThatASpreadsheetWouldRunIsDisarmed(_ formula: String) throws {
    var writer = DelimitedWriter(header: ["a", "b"])
    writer.append([formula, "x"])
    #expect(try DelimitedReader.read(writer.bytes).rows[0]["a"] == "'" + formula)
  }

  @Test func numbersAreTypedAndStayNumbers() {
    var writer = DelimitedWriter(header: ["n", "d", "m", "x", "e"], lineEnd: .crlf)
    writer.append([.integer(-3), .decimal("-0.5"), .money(Money(cents: -1205)), .decimal("-0.5+cmd"), .empty])
    #expect(text(writer) == "n,d,m,x,e\r\n-3,-0.5,-12.05,'-0.5+cmd,\r\n")
  }

  @Test func aRowOfOneEmptyCellIsStillARow() throws {
    var writer = DelimitedWriter(header: ["a"])
    writer.append([""])
    writer.append(["x"])
    #expect(try DelimitedReader.read(writer.bytes).rows.map { $0["a"] } == ["", "x"])
  }

  /// Any table, of any characters but NUL, comes back as it was.
  @Test(arguments: 0..<200)
  func roundTrip(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let alphabet: [Character] = [",", ";", "\t", "|", "\"", "\n", "\r", "=", "-", " ", "a", "é", "€", "🌲", "'", "0"]
    func cell() -> String {
      String((0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    }
    let separator = [",", ";", "\t", "|"].randomElement(using: &random) ?? ","
    let byte = separator.utf8.first ?? 0
    let width = Int.random(in: 1...5, using: &random)
    let rows = (0..<Int.random(in: 0...8, using: &random)).map { _ in (0..<width).map { _ in cell() } }
    var writer = DelimitedWriter(
      header: (0..<width).map { "c\($0)" }, separator: byte, lineEnd: Bool.random(using: &random) ? .lf : .crlf,
      disarmsFormulas: false)
    for row in rows { writer.append(row) }
    let table = try DelimitedReader.read(writer.bytes, separator: byte)
    #expect(table.rows.map { row in (0..<row.count).map { row[$0] } } == rows)
  }

  /// Bytes taken at random are read or refused, never more, and what is read obeys the limits.
  @Test(arguments: 0..<300)
  func anyBytesAreReadOrRefused(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      [44, 34, 10, 13, 65, 0xC3, 0xA9, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
    }
    let limits = DelimitedLimits(bytes: 50, rows: 4, columns: 3, fieldLength: 8)
    guard let table = try? DelimitedReader.read(bytes, ragged: .keep, limits: limits) else { return }
    #expect(bytes.count <= 50 && table.rows.count <= 4 && table.header.count <= 3)
    for row in table.rows {
      #expect(row.count <= 3 && (0..<row.count).allSatisfy { row.bytes($0).count <= 8 })
    }
  }
}
