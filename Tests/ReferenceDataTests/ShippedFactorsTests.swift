import Quantities
import ReferenceData
import Testing

@Suite("Shipped factors")
struct ShippedFactorsTests {
  private let files: ReferenceFiles
  private let catalogue: FactorCatalogue

  init() throws {
    files = try Shipped.files()
    catalogue = try FactorCatalogue(files)
  }

  @Test("Every factor says who says so, for which year, under which terms")
  func sourced() throws {
    let sources = try SourceList(files)
    #expect(catalogue.ids.count > 1500)
    for factor in catalogue.ids.flatMap(catalogue.vintages(of:)) {
      #expect(sources[factor.source] != nil, "\(factor.id)")
      #expect(!factor.citation.text.isEmpty && !factor.licence.isEmpty, "\(factor.id)")
      #expect((2000...2030).contains(factor.year), "\(factor.id)")
      #expect(!factor.name.fr.isEmpty && !factor.name.en.isEmpty, "\(factor.id)")
    }
  }

  @Test("No vintage stands twice, and the newest is the default")
  func vintages() {
    for id in catalogue.ids {
      let vintages = catalogue.vintages(of: id)
      #expect(Set(vintages.map(\.vintage)).count == vintages.count, "\(id)")
      #expect(vintages.map(\.year) == vintages.map(\.year).sorted(), "\(id)")
      #expect(catalogue.factor(id)?.year == vintages.map(\.year).max(), "\(id)")
    }
  }

  @Test("Electricity: 51.9 g/kWh for 2024 by default, 57.1 g/kWh for 2018 when asked")
  func electricity() throws {
    let newest = try #require(catalogue.factor("energy.electricity"))
    #expect(newest.vintage == "V23.6-2024")
    #expect(newest.gramsPerUnit == .decimal("51.9"))
    #expect(newest.unit == .kilowattHour)
    let old = try #require(catalogue.factor("energy.electricity", vintage: "V22.0-2018"))
    #expect(old.gramsPerUnit == .decimal("57.1"))
    #expect(old.combustion == .decimal("0.0395"))
    #expect(catalogue.factor("energy.electricity", vintage: "V1") == nil)
  }

  @Test("A split never exceeds its factor by more than its last digit")
  func splits() throws {
    for factor in catalogue.ids.flatMap(catalogue.vintages(of:)) {
      guard let combustion = factor.combustion, let upstream = factor.upstream else { continue }
      let sum = try combustion.plus(upstream)
      #expect(sum.approximate <= factor.value.approximate * 1.02 + 0.001, "\(factor.id) \(factor.vintage)")
    }
  }

  @Test("Every branch has what buying from it carries and what its purchases carry; embassies sell nothing")
  func branches() throws {
    for branch in try Nomenclature(files).branches where branch.code != "99.00Z" {
      for basis in ["production", "intermediate"] {
        let candidates = ["naf:\(branch.code)", "a64:\(branch.a64)", "a38:\(branch.a38)"]
        #expect(candidates.contains { catalogue.factor("\($0):\(basis)") != nil }, "\(branch.code)")
      }
    }
    #expect(catalogue.factor("naf:16.23Z:production")?.unit == .euro)
  }

  @Test("Imported factors stand beside the shipped ones, and never replace them")
  func adding() throws {
    let factor = try #require(catalogue.factor("energy.diesel"))
    #expect(catalogue.adding([factor]).vintages(of: "energy.diesel") == catalogue.vintages(of: "energy.diesel"))
  }
}
