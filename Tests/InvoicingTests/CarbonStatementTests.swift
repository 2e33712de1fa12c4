import Quantities
import Testing

@testable import Invoicing

/// Half a statement is none: what cannot be read is said, never guessed.
@Suite struct CarbonStatementTests {
  private func read(_ pairs: [(String, String)]) throws -> CarbonStatement? {
    try CarbonStatement(pairs.map { InvoiceAttribute(name: $0.0, value: $0.1) })
  }

  @Test func `A content alone is a content, without a basis`() throws {
    let statement = try #require(try read([("Colour", "red"), ("CarbonContent", "-12 gCO2e")]))
    #expect(statement.content.grams == -12 && statement.basis == CarbonStatement.Basis())
    #expect(!statement.basis.isTransmitted)
    #expect(try read([("CarbonFactor", "1.000 gCO2e/EUR")]) == nil)
    #expect(try read([]) == nil)
  }

  @Test(arguments: [
    "12", "12 kgCO2e", "12.5 gCO2e", "gCO2e", " gCO2e", "1 2 gCO2e", "12 gco2e", "99999999999999999999 gCO2e",
    "100000000000001 gCO2e", "",
  ])
  func `A content that is no whole number of grams is said`(_ value: String) {
    #expect(throws: CarbonStatement.Unreadable.self) { try read([("CarbonContent", value)]) }
  }

  @Test(arguments: [
    ("CarbonFactor", "1.0001 gCO2e/EUR"), ("CarbonFactor", "1,5 gCO2e/EUR"), ("CarbonFactor", "1.5"),
    ("CarbonAccountState", "open"), ("CarbonContent", "12 gCO2e"),
  ])
  func `A property that cannot be read, or stands twice, spoils the statement`(_ name: String, _ value: String) {
    #expect(throws: CarbonStatement.Unreadable.self) { try read([("CarbonContent", "12 gCO2e"), (name, value)]) }
  }

  @Test func `An invoice with such a line says so, and states no whole`() throws {
    let stamped = String(decoding: try Stamps.stamp(Fixtures.bytes("cii-invoice.xml")).bytes, as: UTF8.self)
    let spoilt = try InvoiceReader().read(Array(stamped.replacing("327162 gCO2e<", with: "327162<").utf8))
    #expect(spoilt.doubts.map(\.message.key) == ["invoice.carbon-unreadable"])
    #expect(try spoilt.carbon()?.content == nil)
    let other = try InvoiceReader().read(Array(stamped.replacing("CarbonContent 307948", with: "CarbonContent 1").utf8))
    #expect(other.doubts.map(\.message.key) == ["invoice.carbon-differs"])
  }
}
