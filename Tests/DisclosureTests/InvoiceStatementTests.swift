import CarbonAccounting
import Quantities
import TestSupport
import Testing
import Wording

@testable import Disclosure

/// What may be printed depends on what the factor multiplies: a price, a margin, a cost, a quantity.
@Suite struct InvoiceStatementTests {
  private static let link = "carbone.example.fr/a/7hq2k9mzx4vd"

  private static func statement(
    _ kind: Activity.Kind = .production, unit: String = "EUR", link: String? = link
  ) -> InvoiceStatement {
    InvoiceStatement(
      kind: kind, factor: CarbonIntensity(milligrams: 120_500), unit: unit, year: "2024", isClosed: true, link: link)
  }

  private static func speaker(_ language: Language) throws -> Speaker {
    let text = String(decoding: try Checkout.bytes("Sources/Wording/Data/transmission.yaml"), as: UTF8.self)
    return Speaker(try Catalogue(files: [(name: "transmission.yaml", text: text)]), language)
  }

  @Test(arguments: Language.allCases)
  func `Sentence, footer and document all bear the link, whatever the factor multiplies`(_ language: Language) throws {
    let speaker = try Self.speaker(language)
    for statement in [Self.statement(), Self.statement(.publicService), Self.statement(unit: "m3")] {
      let documents = [
        try statement.document(of: Money(cents: 100_000)), try statement.document(of: Rational(100)),
      ].compactMap { $0 }
      #expect(documents.count == 1)
      for words in [statement.sentence, try #require(statement.footer)] + documents.map(\.sentence) {
        #expect(speaker.say(words).hasSuffix(Self.link), "\(words.key)")
      }
    }
    // Without a page to check nothing speaks of one.
    let bare = Self.statement(link: nil)
    #expect(bare.sentence.key == "transmission.sentence" && bare.footer?.key == "transmission.footer")
  }

  @Test func `A resold product carries its supplier's content and its margin's own, and only so`() throws {
    let statement = Self.statement(.resale)
    #expect(statement.base == .margin && statement.footer == nil)
    #expect(try statement.document(of: Money(cents: 100_000)) == nil)
    let product = try #require(
      try statement.product(from: CarbonMass(grams: 2000), margin: Money(cents: 10_000)))
    #expect(product.carbon == CarbonMass(grams: 2000 + 12_050))
    let words = try Self.speaker(.fr).say(statement.rule)
    #expect(words.contains("seulement si son fournisseur en a transmis un") && words.contains("n'imprimez rien"))
    #expect(try Self.speaker(.fr).say(product.sentence).hasSuffix(Self.link))
    #expect(try Self.statement().product(from: .zero, margin: Money(cents: 1)) == nil)
  }

  @Test func `A public service multiplies its cost, where the document shows it`() throws {
    let statement = Self.statement(.publicService)
    let content = try #require(try statement.document(of: Money(cents: 1_000_000)))
    #expect(content.carbon == CarbonMass(grams: 1_205_000))
    #expect(try Self.speaker(.en).say(content.sentence).contains("of cost"))
    #expect(try Self.speaker(.en).say(statement.rule).contains("only on documents that show the cost"))
    #expect(statement.baseName == .baseCost)
  }

  @Test func `An account kept in a unit multiplies the quantity, never the price`() throws {
    let statement = Self.statement(unit: "m3")
    #expect(try statement.document(of: Money(cents: 1)) == nil)
    let content = try #require(try statement.document(of: Rational(40)))
    #expect(content.carbon == CarbonMass(grams: 4820))
  }

  @Test func `What no account can hold is an error, not a number`() {
    #expect(throws: QuantityError.overflow) {
      try Self.statement().document(of: Money(cents: Int64.max))
    }
    #expect(throws: QuantityError.overflow) {
      try Self.statement(.resale).product(from: CarbonMass(grams: Int64.max), margin: Money(cents: 100))
    }
  }
}
