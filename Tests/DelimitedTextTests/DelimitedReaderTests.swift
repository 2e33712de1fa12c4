import DelimitedText
import Quantities
import Testing

@Suite("A file of separated values is read as it stands")
struct DelimitedReaderTests {
  private func read(_ text: String, separator: Character = ",") throws -> DelimitedTable {
    try DelimitedReader.read(Array(text.utf8), separator: separator.asciiValue ?? 0)
  }

  @Test func headerAndRows() throws {
    let table = try read("id,name\n1,oak\n2,ash\n")
    #expect(table.header == ["id", "name"])
    #expect(table.rows.map { $0["name"] } == ["oak", "ash"])
    #expect(table.rows.map(\.line) == [2, 3])
    #expect(table.rows[1][0] == "2")
    #expect(Array(table.rows[1].bytes(1)) == Array("ash".utf8))
  }

  @Test(arguments: [",", ";", "\t", "|"] as [Character])
  func separators(_ separator: Character) throws {
    let table = try read("a\(separator)b\n1\(separator)2", separator: separator)
    #expect(table.rows[0]["b"] == "2")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let table = try read("a,b\(end)1,2\(end)\(end)3,4")
    #expect(table.rows.map { $0["b"] } == ["2", "4"])
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test func quotedFieldsKeepSeparatorsQuotesAndLines() throws {
    let table = try read("a,b\n\"x,\"\"y\"\"\r\nz\",1\n\"\",2\n")
    #expect(table.rows.map { $0["a"] } == ["x,\"y\"\r\nz", ""])
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test func aQuoteInsideAPlainFieldIsText() throws {
    #expect(try read("a,b\n5\" screw,x\n").rows[0]["a"] == "5\" screw")
  }

  @Test func aByteOrderMarkIsNoText() throws {
    #expect(try read("\u{FEFF}a,b\n1,2\n").header == ["a", "b"])
  }

  @Test func headerNamesAreTrimmedAndFieldsAreNot() throws {
    let table = try read(" a , b\n 1 , 2\n")
    #expect(table.header == ["a", "b"])
    #expect(table.rows[0]["a"] == " 1 ")
  }

  @Test func anUnknownColumnReadsEmpty() throws {
    let row = try read("a\n1\n").rows[0]
    #expect(row["b"] == "" && row[7] == "" && row.bytes(-1).isEmpty)
  }

  @Test func rowsOfOtherLengthsAreKeptWhenAsked() throws {
    let bytes = Array("a,b\n1\n1,2,3\n4,5\n".utf8)
    let table = try DelimitedReader.read(bytes, ragged: .keep)
    #expect(table.rows.map(\.count) == [1, 3, 2])
    #expect(table.rows.map { $0["b"] } == ["", "2", "5"])
    #expect(table.diagnostics.map(\.line) == [2, 3])
    #expect(table.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func aHeaderAloneIsATableWithoutRows() throws {
    #expect(try read("a,b").rows.isEmpty)
  }
}
