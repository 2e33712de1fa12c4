import Quantities
import ReferenceData
import Testing

@Suite("What a factor of the catalogue carries")
struct FactorCatalogueTests {
  private let catalogue: FactorCatalogue
  init() throws { catalogue = try FactorCatalogue(try Shipped.files()) }

  @Test("A factor carries its value, unit, split, uncertainty, source and licence")
  func fields() throws {
    let diesel = try #require(catalogue.factor("energy.diesel", vintage: "V22.0-2021"))
    #expect(diesel.valueText == "3.1" && diesel.unitText == "kgCO2e/L")
    #expect(diesel.unit == .litre && diesel.gramsPerUnit == Rational(3100))
    #expect(diesel.combustion == .decimal("2.49") && diesel.upstream == .decimal("0.609"))
    #expect(diesel.citation.text == "Base Carbone V22.0, ADEME, 2022")
    #expect(diesel.citation.reference == "25775")
    #expect(diesel.licence.hasPrefix("Licence Ouverte"))
    #expect(diesel.status == .official)
    #expect(try diesel.uncertainty == Uncertainty(percent: Rational(10)))
  }

  @Test("A branch has two intensities, an aggregate the median of its branches, said to be derived")
  func branches() throws {
    let production = try #require(catalogue.factor("naf:01.11Z:production"))
    let intermediate = try #require(catalogue.factor("naf:01.11Z:intermediate"))
    #expect(production.gramsPerUnit == Rational(886) && intermediate.gramsPerUnit == Rational(248))
    #expect(production.year == 2022 && production.vintage == "2022")
    #expect(production.name.en.hasSuffix("(production)"))
    #expect(catalogue.factor("a38:AZ:production")?.status == .derived)
    #expect(catalogue.factor("a64:A01:intermediate")?.gramsPerUnit == Rational(260))
  }

  @Test("An imported factor is found beside the shipped ones")
  func importing() throws {
    let header =
      "id,vintage,name_fr,name_en,value,unit,year,boundary,combustion,upstream,uncertainty_pct,source,source_ref,status,note\n"
    let tallow = "energy.tallow,V1,Suif,Tallow,2,kgCO2e/kg,2021,,,,,base-carbone-v22,2,official,\n"
    let other = try FactorCatalogue(try Shipped.files("factors/energy.csv", header + tallow))
    let both = catalogue.adding(other.vintages(of: "energy.tallow"))
    #expect(both.factor("energy.tallow")?.gramsPerUnit == Rational(2000))
    #expect(both.ids.count == catalogue.ids.count + 1)
    #expect(catalogue.factor("energy.tallow") == nil)
  }

  @Test(
    "Units are a mass of CO2e per something",
    arguments: [
      ("kgCO2e/kWh", 1000, "kWh"), ("gCO2e/EUR", 1, "EUR"), ("tCO2e/t", 1_000_000, "t"), ("kgCO2e/t.km", 1000, "t.km"),
    ])
  func units(_ text: String, _ grams: Int64, _ symbol: String) throws {
    let unit = try #require(FactorUnit(text))
    #expect(unit.grams == Rational(grams) && unit.unit.symbol == symbol)
  }

  @Test("Anything else is no factor's unit", arguments: ["kgCO2e", "kgCO2e/", "kWh/m2", "kg/kWh", ""])
  func noUnit(_ text: String) { #expect(FactorUnit(text) == nil) }
}
