import Quantities
import Testing
import Wording

@Suite("Messages in words")
struct SpeakerTests {
  enum Key: String, MessageKey { case hello = "test.hello", remedy = "test.remedy", absent = "test.absent" }

  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue(files: [
      (
        "test.yaml",
        """
        test.hello: {fr: "Bonjour {name}, {amount}", en: "Hello {name}, {amount}"}
        test.remedy: {fr: "a", en: "b", remedy_fr: "keys: [{account: \\"{name}\\"}] {unknown}", remedy_en: "x"}
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
}
