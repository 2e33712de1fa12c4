import Quantities
import ReferenceData
import Testing

@Suite("Branches found by words")
struct BranchSearchTests {
  private let search: NAFSearch

  init() throws { search = try NAFSearch(try Shipped.files()) }

  @Test(
    "What people call their trade finds its code",
    arguments: [
      ("menuiserie", "16.23Z"), ("Menuiseries", "16.23Z"), ("menuisier", "43.32A"), ("restaurant", "56.10A"),
      ("boulangerie", "10.71C"), ("BOULANGER", "10.71C"), ("plombier", "43.22A"), ("coiffeur", "96.02A"),
      ("garage", "45.20A"), ("avocat", "69.10Z"), ("bakery", "10.71C"), ("bakeries", "10.71C"), ("boulang", "10.71C"),
      ("transport routier", "49.41A"),
      ("mairie", "84.11Z"), ("elevage d'ovins", "01.45Z"), ("growing of rice", "01.12Z"),
    ])
  func trades(words: String, code: String) {
    #expect(search.find(words).first?.branch.code == code)
  }

  @Test("A code is found in any spelling, a division by its first digits")
  func codes() {
    #expect(search.find("16.23Z").map(\.branch.code) == ["16.23Z"])
    #expect(search.find("1623z").map(\.branch.code) == ["16.23Z"])
    let division = search.find("56", limit: 50)
    #expect(division.count > 1)
    #expect(division.allSatisfy { $0.branch.code.hasPrefix("56") && $0.reason == .code })
  }

  @Test("Everyday words come before labels; words that are nowhere find nothing")
  func reasons() {
    #expect(search.find("menuiserie").first?.reason == .everydayWord)
    #expect(search.find("élevage d'ovins").first?.reason == .label)
    #expect(search.find("menuiserie xyzzyx").allSatisfy { $0.reason == .partOfLabel })
    #expect(search.find("xyzzyx").isEmpty)
    #expect(search.find("de la").isEmpty)
    #expect(search.find("").isEmpty)
  }

  @Test("Accents, case and plural change nothing; the same words give the same list")
  func folded() {
    let lists = ["élevages", "elevage", "ÉLEVAGE"].map { search.find($0, limit: 30).map(\.branch.code) }
    #expect(Set(lists).count == 1)
    #expect(lists[0].count > 5)
    #expect(search.find("menuiserie", limit: 2).count == 2)
  }

  @Test("A list is as long as asked, without doubles")
  func limit() {
    let found = search.find("fabrication", limit: 25)
    #expect(found.count == 25 && Set(found.map(\.branch.code)).count == 25)
  }

  @Test("A branch knows its division, section and aggregates, however its code is typed")
  func belonging() throws {
    let nomenclature = try Nomenclature(try Shipped.files())
    let branch = try #require(nomenclature["1623z"])
    #expect(branch.code == "16.23Z" && branch.division == "16" && branch.a38 == "CC" && branch.section == "C")
    #expect(nomenclature["16.99Z"] == nil)
  }
}
