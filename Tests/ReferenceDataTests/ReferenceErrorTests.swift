import DelimitedText
import Quantities
import ReferenceData
import Testing

/// One wrong file per thing that can be wrong with reference data.
@Suite("Reference data refused")
struct ReferenceErrorTests {
  /// A shipped file replaced by a wrong one, and what must be said of it.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let key: ReferenceMessage
    let path: String
    let text: String?
    let line: Int?
    let field: String?
    var testDescription: String { "\(key.rawValue) in \(path)" }
  }

  private static let factors =
    "id,vintage,name_fr,name_en,value,unit,year,boundary,combustion,upstream,uncertainty_pct,source,source_ref,status,note\n"
  private static let good = "x.a,V1,Essai,Test,1.5,kgCO2e/kg,2020,,,,,base-carbone-v22,1,official,\n"
  private static let parameters = "id,value,unit,valid_from,valid_to,reference,note\n"
  private static let prices = "id,unit,from,to,value_eur,source,status,note\n"

  private static let wrong: [Wrong] = [
    Wrong(key: .fileMissing, path: "factors/goods.csv", text: nil, line: nil, field: nil),
    factor(.cellEmpty, "Essai", "", "name_fr"),
    factor(.numberInvalid, "1.5", "1.5 kg", "value"),
    factor(.numberInvalid, ",2020,", ",vers 2020,", "year"),
    factor(.choiceInvalid, "official", "sure", "status"),
    factor(.unitInvalid, "kgCO2e/kg", "kg/kg", "unit"),
    factor(.unitInvalid, "kgCO2e/kg", "kgCO2e/", "unit"),
    factor(.sourceUnknown, "base-carbone-v22", "hearsay", "source"),
    Wrong(key: .duplicate, path: "factors/goods.csv", text: factors + good + good, line: 3, field: "id"),
    Wrong(
      key: .branchUnknown, path: "factors/monetary-naf.csv",
      text: "code,production,intermediate,accuracy,year,source\n99.99Z,1,1,1,2022,lsn-macrofootprint\n", line: 2,
      field: "code"),
    Wrong(
      key: .dateInvalid, path: "parameters.csv", text: parameters + "prudence.margin,0.2,1,2024-02-30,,x,\n", line: 2,
      field: "valid_from"),
    Wrong(
      key: .numberInvalid, path: "prices/energy-reference-prices.csv",
      text: prices + "energy.diesel,EUR/L,2024-01-01,2024-12-31,-1,prixdubaril,secondary,\n", line: 2,
      field: "value_eur"),
    Wrong(
      key: .unitInvalid, path: "prices/energy-reference-prices.csv",
      text: prices + "energy.diesel,USD/L,2024-01-01,2024-12-31,1,prixdubaril,secondary,\n", line: 2, field: "unit"),
    Wrong(
      key: .seriesUnknown, path: "prices/price-index.csv",
      text: "series,year,value,source,status\nother,2020,100,cnr-insee-cpi,official\n", line: nil, field: "series"),
    Wrong(
      key: .duplicate, path: "prices/price-index.csv",
      text: "series,year,value,source,status\ninsee-cpi,2020,1,x,official\ninsee-cpi,2020,2,x,official\n", line: 3,
      field: "year"),
    Wrong(
      key: .branchUnknown, path: "nomenclatures/naf-words.csv", text: "word,code\nalchemist,99.99X\n", line: 2,
      field: "code"),
    Wrong(
      key: .choiceInvalid, path: "classification/accounts.csv",
      text: "prefix,treatment,category,factor,valid_from,valid_to,reason_fr,reason_en\n60,purchase,toys,,,,a,b\n",
      line: 2, field: "category"),
  ]

  private static func factor(_ key: ReferenceMessage, _ part: String, _ by: String, _ field: String) -> Wrong {
    Wrong(
      key: key, path: "factors/goods.csv", text: factors + good.replacing(part, with: by, maxReplacements: 1), line: 2,
      field: field)
  }

  @Test("Each names its file, line and column", arguments: wrong)
  func named(_ wrong: Wrong) throws {
    let files = try Shipped.files(wrong.path, wrong.text)
    let refusal = try #require(throws: Refusal.self) { try read(files) }
    let diagnostic = try #require(refusal.diagnostics.first)
    #expect(diagnostic.message.key == wrong.key.rawValue)
    #expect(diagnostic.file == wrong.path)
    #expect(diagnostic.line == wrong.line)
    #expect(diagnostic.field == wrong.field)
  }

  @Test("The right row is accepted: what the others are refused for is what was changed")
  func accepted() throws {
    let catalogue = try FactorCatalogue(try Shipped.files("factors/goods.csv", Self.factors + Self.good))
    #expect(catalogue.factor("x.a")?.gramsPerUnit == Rational(1500))
  }

  @Test("Every wrong row is named at once")
  func all() throws {
    let text = Self.factors + Self.good.replacing("1.5", with: "?") + Self.good.replacing("2020", with: "?")
    let files = try Shipped.files("factors/goods.csv", text)
    let refusal = try #require(throws: Refusal.self) { try FactorCatalogue(files) }
    #expect(refusal.diagnostics.map(\.line) == [2, 3])
  }

  @Test("A missing column is named, with its file")
  func column() throws {
    let files = try Shipped.files("parameters.csv", "id,value\n")
    let refusal = try #require(throws: Refusal.self) { try Parameters(files) }
    #expect(refusal.diagnostics.first?.message.key == DelimitedMessage.missingColumn.rawValue)
    #expect(refusal.diagnostics.allSatisfy { $0.file == "parameters.csv" && $0.line == 1 })
  }

  @Test("A parameter without a value on a day, or that is no number, is refused when it is asked for")
  func parameters() throws {
    let text = Self.parameters + "a,yes,,,,x,\nb,1,,2024-01-01,,x,\n"
    let parameters = try Parameters(try Shipped.files("parameters.csv", text))
    let date = try #require(CalendarDate("2023-12-31"))
    #expect(key { () throws(Diagnostic) in try parameters.value("a", on: date) } == .parameterNotNumber)
    #expect(key { () throws(Diagnostic) in try parameters.value("b", on: date) } == .parameterMissing)
    #expect(key { () throws(Diagnostic) in try parameters.value("c", on: date) } == .parameterMissing)
    #expect(try parameters.value("b", on: date.next) == .one)
  }

  @Test("A year the price index lacks is refused, and the ratio of two years is exact")
  func index() throws {
    let text = "series,year,value,source,status\nt,2020,100,cnr-insee-cpi,official\nt,2021,103,cnr-insee-cpi,official\n"
    let index = try PriceIndex(try Shipped.files("prices/price-index.csv", text), series: "t")
    #expect(try index.ratio(from: 2020, to: 2021) == .decimal("1.03"))
    #expect(try index.ratio(from: 2021, to: 2020).times(.decimal("1.03")) == .one)
    #expect(key { () throws(Diagnostic) in try index.ratio(from: 2019, to: 2021) } == .indexMissing)
  }

  private func read(_ files: ReferenceFiles) throws {
    _ = try (FactorCatalogue(files), Parameters(files), ReferencePrices(files), PriceIndex(files, series: "insee-cpi"))
    _ = try (NAFSearch(files), ClassificationTable(files))
  }

  private func key(_ value: () throws(Diagnostic) -> Rational) -> ReferenceMessage? {
    do {
      _ = try value()
      return nil
    } catch { return ReferenceMessage(rawValue: error.message.key) }
  }
}
