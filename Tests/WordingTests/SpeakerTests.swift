import Quantities
import Testing
import Wording

@Suite("Messages in words")
struct SpeakerTests {
  enum Key: String, MessageKey {
    case hello = "test.hello", remedy = "test.remedy", absent = "test.absent", lines = "test.lines"
  }

  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue(files: [
      (
        "test.yaml",
        """
        test.hello: {fr: "Bonjour {name}, {amount}", en: "Hello {name}, {amount}"}
        test.lines: {fr: "{count} {count|ligne lue|lignes lues}", en: "{count} {count|line|lines} read"}
        test.remedy: {remedy_web_fr: "page", remedy_web_en: "on the page", fr: "a", en: "b", remedy_fr: "keys: [{account: \\"{name}\\"}] {unknown}", remedy_en: "x"}
        """
      )
    ])
  }

  @Test("Values are put where the text names them, in the language's formats")
  func says() {
    let values: [String: MessageValue] = ["name": "Ana", "amount": .money(Money(cents: 100_050))]
    #expect(Speaker(catalogue, .fr).say(Key.hello, values) == "Bonjour Ana, 1\u{202F}000,50\u{202F}€")
    #expect(Speaker(catalogue, .en).say(Key.hello, values) == "Hello Ana, €1,000.50")
  }

  @Test("Braces that name no value stay: remedies quote YAML")
  func braces() {
    let remedy = Speaker(catalogue, .fr).remedy(for: Message(Key.remedy, ["name": "606"]))
    #expect(remedy == "keys: [{account: \"606\"}] {unknown}")
  }

  @Test("Names from files cannot move the cursor, break a line or turn the writing around")
  func hostileNames() {
    let said = Speaker(catalogue, .en).say(Key.hello, ["name": "A\u{1B}[2J\n\u{202E}B", "amount": "x"])
    #expect(said == "Hello A [2J  B, x")
  }

  @Test("A key without words is shown, never silent")
  func absent() { #expect(Speaker(catalogue, .fr).say(Key.absent) == "test.absent") }

  @Test("A text missing in one language, a key given twice and a broken file are refused")
  func refusals() {
    #expect(throws: CatalogueError.incomplete(key: "a", file: "f")) { try Catalogue(files: [("f", "a: {fr: x}")]) }
    #expect(throws: CatalogueError.duplicateKey("a", file: "g")) {
      try Catalogue(files: [("f", "a: {fr: x, en: y}"), ("g", "a: {fr: x, en: y}")])
    }
    #expect(throws: CatalogueError.self) { try Catalogue(files: [("f", "- a")]) }
  }

  @Test(arguments: [
    (0, "0 ligne lue", "0 lines read"), (1, "1 ligne lue", "1 line read"), (2, "2 lignes lues", "2 lines read"),
  ])
  func `A count chooses between the singular and the plural of its language`(
    _ count: Int, _ french: String, _ english: String
  ) {
    #expect(Speaker(catalogue, .fr).say(Key.lines, ["count": .integer(count)]) == french)
    #expect(Speaker(catalogue, .en).say(Key.lines, ["count": .integer(count)]) == english)
    // What is no count chooses nothing.
    #expect(Speaker(catalogue, .en).say(Key.lines, ["count": "x"]) == "x {count|line|lines} read")
  }

  @Test func `A page has its own remedy, where there is one`() {
    let message = Message(Key.remedy, ["name": "606"])
    #expect(Speaker(catalogue, .en, on: .website).remedy(for: message) == "on the page")
    #expect(Speaker(catalogue, .en).remedy(for: message) == "x")
    #expect(throws: CatalogueError.incomplete(key: "a", file: "f")) {
      try Catalogue(files: [("f", "a: {fr: x, en: y, remedy_web_fr: z, remedy_web_en: z}")])
    }
  }

  @Test func `A factor and a unit are written as people of the language do`() {
    let factor = MessageValue.factor("0.215", unit: "kgCO2e/kWh_pcs")
    #expect(Speaker(catalogue, .fr).say(factor) == "0,215 kgCO2e/kWh PCS")
    #expect(Speaker(catalogue, .en).say(.factor("2.04", unit: "kgCO2e/meal")) == "2.04 kgCO2e/meal")
    #expect(Speaker(catalogue, .fr).say(.factor("2.04", unit: "kgCO2e/meal")) == "2,04 kgCO2e/repas")
    #expect(Speaker(catalogue, .fr).say(.quantity(Quantity(Rational(3), .cubicMetre))) == "3 m³")
    #expect(Speaker(catalogue, .fr).say(.factor("12", unit: "unitless")) == "12 unitless")
  }
}
