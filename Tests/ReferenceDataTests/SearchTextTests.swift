import Quantities
import Testing

@testable import ReferenceData

@Suite("Words compare without accents, case, punctuation or plural")
struct SearchTextTests {
  private func words(_ text: String) -> [String] { SearchText.words(text).map { String(decoding: $0, as: UTF8.self) } }
  private func stem(_ word: String) -> String {
    String(decoding: SearchText.stem(Array(word.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("Électricité (kWh)", ["electricite", "kwh"]), ("l'ŒUVRE d’art", ["l", "oeuvre", "d", "art"]),
    ("SP95-E10", ["sp95", "e10"]), ("Côté à ÇÀ", ["cote", "a", "ca"]), ("Ærø ÿ Ÿ ß", ["aero", "y", "y", "ss"]),
    ("m²/an", ["m", "an"]), ("e\u{301}te\u{301}", ["ete"]), ("a×b÷c", ["a", "b", "c"]),
    ("10\u{A0}000\u{202F}€", ["10", "000"]),
    ("", []),
  ])
  func plainWords(_ text: String, _ expected: [String]) { #expect(words(text) == expected) }

  @Test(arguments: [
    ("menuiseries", "menuiserie"), ("bakery", "bakeries"), ("journaux", "journal"), ("bateaux", "bateau"),
    ("jeux", "jeu"),
    ("travaux", "travaux"), ("fenetres", "fenetre"),
  ])
  func pluralsMeet(_ one: String, _ other: String) { #expect(stem(one) == stem(other)) }

  @Test(arguments: ["gaz", "bus", "prix", "e85s", "sp95"])
  func shortWordsAndReferencesStay(_ word: String) { #expect(stem(word) == word) }

  /// Whatever the bytes, the result is words between single spaces.
  @Test(arguments: 0..<200)
  func anyBytes(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
    let plain = SearchText.plain(bytes)
    #expect(plain.first == 0x20 && plain.last == 0x20)
    #expect(!zip(plain, plain.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 })
  }

  @Test func everyWordMustBeFoundAndWholeWordsInTitlesRankFirst() throws {
    let query = try #require(SearchQuery("bois bûches"))
    let title = SearchText.index(["Bois bûches, poêle"])
    let longer = SearchText.index(["Bois bûches, foyer fermé, poêle performant"])
    let beginning = SearchText.index(["Boiserie bûcheronne"])
    let elsewhere = SearchText.index(["Granulés"])
    let rest = SearchText.index(["bois, bûche"])
    let scores = [
      query.score(title: title[...]), query.score(title: longer[...]), query.score(title: beginning[...]),
      query.score(title: elsewhere[...], rest: rest[...]),
    ].compactMap { $0 }
    #expect(scores.count == 4 && scores == scores.sorted(by: >) && Set(scores).count == 4)
    #expect(query.score(title: elsewhere[...]) == nil)
    #expect(query.score(title: [], rest: []) == nil)
  }
}
