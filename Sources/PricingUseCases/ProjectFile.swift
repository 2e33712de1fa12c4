// A project file: variants to choose from, in YAML.

import CarbonPricing
import Quantities
import ReferenceData
import UseCases
import WrittenFiles

/// What a project file says, before a price named elsewhere is put in.
public struct ProjectFile: Sendable {
  /// The name of the decision.
  public var name: String
  /// The calendar year of time 0.
  public var firstYear: Int
  /// Years of operation.
  public var years: Int
  /// The discount rate and convention.
  public var discounting: Discounting
  /// The carbon price; nil where the file has none.
  public var price: PriceSchedule?
  /// The reference, then the others.
  public var variants: [ProjectVariant]

  /// The decision.
  ///
  /// - Throws: `pricing.nothing-to-compare`, `pricing.too-many`, `pricing.name-twice`.
  public func project() throws(Refusal) -> CarbonProject {
    try CarbonProject(
      name: name, firstYear: firstYear, years: years, discounting: discounting, price: price, variants: variants)
  }
}

extension ProjectFile {
  /// Reads the text of a project file.
  ///
  /// - Throws: a refusal that names every mistake by line and field.
  public init(yaml text: String, _ library: Library) throws(Refusal) {
    let field = try YAMLField.root(text, limit: 1_000_000, notMap: PriceFileRefusal.notMap)
    field.expect("project", "first_year", "years", "rate", "timing", "lag", "price", "reference", "variants")
    let name = field.required("project")
    let firstYear = field.requiredPriced("first_year", .notYear, WrittenValue.year)
    let years = field.requiredPriced("years", .notCount, WrittenValue.count)
    let rate = field.requiredPriced("rate", .notPercent, WrittenValue.share)
    let timing: Discounting.Timing = field.choice("timing", default: .end)
    let lag = field.priced("lag", .notCount, WrittenValue.lag) ?? 0
    let price = field.priceSchedule("price", library.prices)
    let reader = VariantReader(library: library, years: years ?? 1)
    let reference = field.member("reference").flatMap(reader.variant)
    if field.member("reference") == nil { _ = field.required("reference") }
    let others = field.list("variants").map(reader.variant)
    try field.check()
    guard let name, let firstYear, let years, let rate, let reference else {
      throw Refusal(Diagnostic(.error, PriceFileRefusal.notMap))
    }
    self.init(
      name: name, firstYear: firstYear, years: years,
      discounting: Discounting(rate: rate.approximate, timing: timing, lag: lag), price: price,
      variants: [reference] + others.compactMap(\.self))
  }
}
