import DelimitedText
import Quantities
import ReferenceData
import Testing

@Suite("A wrong data file is refused with file, line, column and reason")
struct DataFaultTests {
  /// A data file with one fault.
  struct Fault: Sendable, CustomTestStringConvertible {
    let key: ReferenceMessage
    let path: String
    let text: String?
    var line: Int?
    var field: String?
    let read: @Sendable (ReferenceFiles) throws(Refusal) -> Void
    var testDescription: String { "\(key.rawValue) in \(path)" }
  }

  private static let factors: @Sendable (ReferenceFiles) throws(Refusal) -> Void = { (files) throws(Refusal) in
    _ = try FactorCatalogue(files)
  }
  private static let factorHeader =
    "id,vintage,name_fr,name_en,value,unit,year,boundary,combustion,upstream,uncertainty_pct,source,source_ref,status,note\n"

  private static func factor(
    _ key: ReferenceMessage, _ field: String, line: Int = 2, value: String = "1", unit: String = "kgCO2e/L",
    year: String = "2021", name: String = "Name", source: String = "base-carbone-v22", status: String = "official",
    copies: Int = 1
  ) -> Fault {
    let row = "energy.x,V1,Nom,\(name),\(value),\(unit),\(year),,,,,\(source),1,\(status),\n"
    let text = factorHeader + String(repeating: row, count: copies)
    return Fault(key: key, path: "factors/energy.csv", text: text, line: line, field: field, read: factors)
  }

  static let faults: [Fault] = [
    Fault(key: .fileMissing, path: "factors/energy.csv", text: nil, read: factors),
    factor(.cellEmpty, "name_en", name: ""),
    factor(.numberInvalid, "value", value: "1 000"),
    factor(.numberInvalid, "year", year: "MMXX"),
    factor(.unitInvalid, "unit", unit: "kWh/m2"),
    factor(.sourceUnknown, "source", source: "hearsay"),
    factor(.choiceInvalid, "status", status: "sure"),
    factor(.duplicate, "id", line: 3, copies: 2),
    Fault(
      key: .branchUnknown, path: "nomenclatures/naf-words.csv", text: "word,code\nalchemist,99.99X\n", line: 2,
      field: "code"
    ) { (files) throws(Refusal) in _ = try NAFSearch(files) },
    Fault(
      key: .dateInvalid, path: "parameters.csv",
      text: "id,value,unit,valid_from,valid_to,reference\nx,1,1,2024-02-30,,y\n", line: 2, field: "valid_from"
    ) { (files) throws(Refusal) in _ = try Parameters(files) },
    Fault(
      key: .numberInvalid, path: "prices/energy-reference-prices.csv",
      text: "id,unit,from,to,value_eur,source,status,note\nx,EUR/L,2024-01-01,2024-12-31,0,cgi-278,official,\n",
      line: 2,
      field: "value_eur"
    ) { (files) throws(Refusal) in _ = try ReferencePrices(files) },
    Fault(
      key: .duplicate, path: "prices/price-index.csv",
      text: "series,year,value,source,status\ns,2020,1,x,official\ns,2020,2,x,official\n", line: 3, field: "year"
    ) { (files) throws(Refusal) in _ = try PriceIndex(files, series: "s") },
    Fault(
      key: .seriesUnknown, path: "prices/price-index.csv", text: "series,year,value,source,status\n", field: "series"
    ) { (files) throws(Refusal) in _ = try PriceIndex(files, series: "s") },
    Fault(
      key: .choiceInvalid, path: "classification/accounts.csv",
      text: "prefix,treatment,category,factor,valid_from,valid_to,reason_fr,reason_en\n60,purchase,toys,,,,a,b\n",
      line: 2,
      field: "category"
    ) { (files) throws(Refusal) in _ = try ClassificationTable(files) },
  ]

  @Test(arguments: faults)
  func refuses(_ fault: Fault) throws {
    let files = try ReferenceFiles.shipped(replacing: [fault.path: fault.text])
    let refusal = #expect(throws: Refusal.self) { try fault.read(files) }
    let first = try #require(refusal?.diagnostics.first)
    #expect(first.message.key == fault.key.rawValue)
    #expect(first.file == fault.path)
    #expect(first.line == fault.line)
    #expect(first.field == fault.field)
  }

  @Test func everyWrongRowIsNamed() throws {
    let text = "word,code\na,1\nmenuiserie,16.23Z\n,16.23Z\n"
    let files = try ReferenceFiles.shipped(replacing: ["nomenclatures/naf-words.csv": text])
    let refusal = #expect(throws: Refusal.self) { try NAFSearch(files) }
    #expect(refusal?.diagnostics.map(\.line) == [2, 4])
  }

  @Test func aMissingColumnIsNamedWithItsFile() throws {
    let files = try ReferenceFiles.shipped(replacing: ["parameters.csv": "id,value\n"])
    let refusal = #expect(throws: Refusal.self) { try Parameters(files) }
    #expect(refusal?.diagnostics.first?.message.key == DelimitedMessage.missingColumn.rawValue)
    #expect(refusal?.diagnostics.allSatisfy { $0.file == "parameters.csv" } == true)
  }

  @Test func lookUpsThatFindNothingSaySo() throws {
    let date = try #require(CalendarDate("2024-12-31"))
    let words = "id,value,unit,valid_from,valid_to,reference\nseries,cpi,,,,x\n"
    let parameters = try Parameters(.shipped(replacing: ["parameters.csv": words]))
    let index = try PriceIndex(.shipped(), series: "insee-cpi")
    let missing = #expect(throws: Diagnostic.self) { try parameters.value("no.such", on: date) }
    let text = #expect(throws: Diagnostic.self) { try parameters.value("series", on: date) }
    let year = #expect(throws: Diagnostic.self) { try index.ratio(from: 2024, to: 1789) }
    #expect(missing?.message.key == ReferenceMessage.parameterMissing.rawValue)
    #expect(text?.message.key == ReferenceMessage.parameterNotNumber.rawValue)
    #expect(year?.message.key == ReferenceMessage.indexMissing.rawValue)
    #expect(year?.message.values["year"] == "1789")
  }
}
