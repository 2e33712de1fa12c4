import Quantities
import ReferenceData
import Testing

@Suite("Factors are found by id, the newest by default")
struct FactorCatalogueTests {
  let catalogue: FactorCatalogue
  init() throws { catalogue = try FactorCatalogue(.shipped()) }

  @Test func aFactorCarriesItsValueUnitAndSource() throws {
    let diesel = try #require(catalogue.factor("energy.diesel", vintage: "V22.0-2021"))
    #expect(diesel.valueText == "3.1" && diesel.unitText == "kgCO2e/L")
    #expect(diesel.unit == .litre)
    #expect(diesel.gramsPerUnit == Rational(3100))
    #expect(diesel.combustion == Rational(decimal: "2.49"))
    #expect(diesel.citation.text == "Base Carbone V22.0, ADEME, 2022")
    #expect(diesel.citation.reference == "25775")
    #expect(diesel.licence.hasPrefix("Licence Ouverte"))
    #expect(diesel.status == .official)
    #expect(try diesel.uncertainty == Uncertainty(percent: Rational(10)))
  }

  @Test func theNewestVintageIsTheDefaultAndOlderOnesStaySelectable() throws {
    let vintages = catalogue.vintages(of: "energy.electricity")
    #expect(vintages.count > 2)
    #expect(catalogue.factor("energy.electricity") == vintages.last)
    #expect(catalogue.factor("energy.electricity", vintage: "V22.0-2018")?.valueText == "0.0571")
    #expect(catalogue.factor("energy.electricity", vintage: "V0") == nil)
    #expect(catalogue.factor("energy.phlogiston") == nil)
  }

  /// The rows of an id stand oldest first and count the same thing, so that the last may be the default.
  @Test func vintagesFollowEachOtherInOneUnit() {
    for id in catalogue.ids {
      let vintages = catalogue.vintages(of: id)
      #expect(vintages.map(\.year) == vintages.map(\.year).sorted(), "\(id)")
      #expect(Set(vintages.map(\.unit)).count == 1, "\(id)")
    }
  }

  /// A split is in the unit of the value and adds up to it within 3 %, which is how sources round.
  @Test func combustionAndUpstreamAddUp() {
    for factor in catalogue.ids.flatMap({ catalogue.vintages(of: $0) }) {
      guard let combustion = factor.combustion, let upstream = factor.upstream else { continue }
      let gap = combustion.approximate + upstream.approximate - factor.value.approximate
      #expect(abs(gap) <= 0.03 * abs(factor.value.approximate), "\(factor.id) \(factor.vintage)")
    }
  }

  @Test func branchesHaveTwoIntensities() throws {
    let production = try #require(catalogue.factor("naf:01.11Z:production"))
    let intermediate = try #require(catalogue.factor("naf:01.11Z:intermediate"))
    #expect(production.gramsPerUnit == Rational(886) && intermediate.gramsPerUnit == Rational(248))
    #expect(production.unit == .euro && production.year == 2022 && production.vintage == "2022")
    #expect(production.name.en.hasSuffix("(production)"))
    #expect(catalogue.factor("a38:AZ:production")?.status == .derived)
    #expect(catalogue.factor("a64:A01:intermediate")?.gramsPerUnit == Rational(260))
  }

  /// Every branch has its factors, but the three that sell nothing.
  @Test func everyBranchButThreeHasFactors() throws {
    let branches = try Nomenclature(.shipped()).branches
    let without = branches.filter {
      catalogue.factor("naf:\($0.code):production") == nil || catalogue.factor("naf:\($0.code):intermediate") == nil
    }
    #expect(without.map(\.code) == ["98.10Z", "98.20Z", "99.00Z"])
    #expect(branches.allSatisfy { catalogue.factor("a64:\($0.a64):production") != nil || $0.section >= "T" })
  }

  @Test func importedFactorsStandBesideShippedOnesAndReplaceNone() throws {
    let diesel = try #require(catalogue.factor("energy.diesel"))
    let other = try FactorCatalogue(
      .shipped(replacing: [
        "factors/energy.csv": """
        id,vintage,name_fr,name_en,value,unit,year,boundary,combustion,upstream,uncertainty_pct,source,source_ref,status,note
        energy.diesel,\(diesel.vintage),Autre,Other,9,kgCO2e/L,2021,,,,,base-carbone-v22,1,official,
        energy.tallow,V1,Suif,Tallow,2,kgCO2e/kg,2021,,,,,base-carbone-v22,2,official,
        """
      ]))
    let added = [other.factor("energy.diesel"), other.factor("energy.tallow")].compactMap { $0 }
    let both = catalogue.adding(added)
    #expect(both.factor("energy.diesel") == diesel)
    #expect(both.factor("energy.tallow")?.gramsPerUnit == Rational(2000))
  }

  @Test(arguments: [
    ("kgCO2e/kWh", 1000, "kWh"), ("gCO2e/EUR", 1, "EUR"), ("tCO2e/t", 1_000_000, "t"), ("kgCO2e/t.km", 1000, "t.km"),
  ])
  func units(_ text: String, _ grams: Int64, _ symbol: String) throws {
    let unit = try #require(FactorUnit(text))
    #expect(unit.grams == Rational(grams) && unit.unit.symbol == symbol)
  }

  @Test(arguments: ["kgCO2e", "kgCO2e/", "kWh/m2", "kg/kWh", ""])
  func whatIsNoFactorUnit(_ text: String) { #expect(FactorUnit(text) == nil) }
}
