import Quantities
import ReferenceData
import Testing

@Suite("Factors found by words")
struct FactorSearchTests {
  private let search: FactorSearch

  init() throws {
    search = FactorSearch(try FactorCatalogue(try Shipped.files()), imported: [try Extract.catalogue()])
  }

  private func ids(_ words: String, limit: Int = 50) -> [String] { search.find(words, limit: limit).matches.map(\.id) }

  @Test("Shipped and imported factors are found together, the shipped one in a physical unit first")
  func together() {
    let found = ids("gazole")
    #expect(found.contains("base-carbone:900001"))
    #expect(found.contains("energy.diesel"))
    #expect(ids("gazole essai") == ["base-carbone:900001"])
    #expect(ids("béton").first?.hasPrefix("goods.") == true)
  }

  @Test("All words must be found, in names, tags, numbers or ids; beginnings count from three letters")
  func words() {
    #expect(ids("900004") == ["base-carbone:900004"])
    #expect(ids("carburant essai") == ["base-carbone:900001"])
    #expect(ids("electri test") == ["base-carbone:900002"])
    #expect(ids("ELECTRICITÉS essais").first == "base-carbone:900002")
    #expect(ids("gazole xyzzyx").isEmpty)
    #expect(ids("de la").isEmpty)
  }

  @Test("What is in force comes before figures, figures before what is archived")
  func standing() {
    let found = search.find("essai", limit: 10).matches
    #expect(found.map(\.standing) == found.map(\.standing).sorted())
    #expect(found.first { $0.id == "base-carbone:900003" }?.standing == .archived)
    #expect(found.first { $0.id == "base-carbone:900004" }?.standing == .figure)
    #expect(found.last?.id == "base-carbone:900003")
  }

  @Test("Only the first release of an element is listed; the total counts what the limit hides")
  func releases() throws {
    let newer = try ImportedCatalogue(try Extract.compact(release: "V1.0"))
    let both = FactorSearch(try FactorCatalogue(try Shipped.files()), imported: [newer, try Extract.catalogue()])
    #expect(both.find("gazole essai", limit: 5).matches.map(\.vintage) == ["V1.0"])
    let cut = search.find("béton", limit: 1)
    #expect(cut.matches.count == 1)
    #expect(cut.total > 1)
  }
}
