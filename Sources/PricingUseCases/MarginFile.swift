// A file for the decarbonated margin: figures typed in, or the ledger they come from.

import CarbonPricing
import Foundation
import Quantities
import WrittenFiles

/// What a margin file says.
public struct MarginFile: Sendable {
  /// A year of the file.
  struct Year: Sendable {
    /// The year it ends in; nil where a ledger says it.
    var year: Int?
    var ledger: LedgerMargin.Request?
    var indicators: [MarginIndicator: Money] = [:]
    var revenue: Money?
    var balance = BalanceFigures(equity: nil, total: nil, financialDebt: nil, cash: nil)
    var emissions: ScopeEmissions?
    var social: [SocialIndicator] = []
    var price: PriceSchedule?
  }

  /// The name of the firm.
  public var name: String
  /// The price of years that have none of their own; nil where the file has none.
  public var price: PriceSchedule?
  var years: [Year]

  /// Reads YAML: `margin` (the firm's name), `price`, `years[]`.
  ///
  /// - Parameter folder: what paths of ledgers start from.
  /// - Throws: a refusal that names every mistake by line and field.
  public init(yaml text: String, folder: URL, _ library: PriceLibrary) throws(Refusal) {
    let field = try YAMLField.root(text, limit: 1_000_000, notMap: PriceFileRefusal.notMap)
    field.expect("margin", "price", "years")
    let name = field.required("margin")
    price = field.priceSchedule("price", library)
    let listed = field.list("years")
    years = listed.map { MarginFile.year($0, folder, library) }
    if listed.isEmpty { field.refuse(.listEmpty, ["key": "years"]) }
    try field.check()
    self.name = name ?? ""
  }

  private static let keys =
    [
      "year", "price", "ledger", "firm", "opening", "activity", "revenue", "equity", "balance_total",
      "financial_debt", "cash", "scope_1", "scope_2", "scopes_1_2", "scope_3", "social",
    ] + MarginIndicator.allCases.map(\.id)

  private static func year(_ field: YAMLField, _ folder: URL, _ library: PriceLibrary) -> Year {
    field.expect(keys)
    func money(_ key: String) -> Money? { field.value(key, .notMoney, WrittenValue.signedMoney) }
    var year = Year()
    year.year = field.priced("year", .notYear, WrittenValue.year)
    year.ledger = ledger(field, folder)
    if year.ledger == nil, field.member("year") == nil { _ = field.required("year") }
    for indicator in MarginIndicator.allCases { year.indicators[indicator] = money(indicator.id) }
    year.revenue = money("revenue")
    year.balance = BalanceFigures(
      equity: money("equity"), total: money("balance_total"), financialDebt: money("financial_debt"),
      cash: money("cash"))
    year.emissions = emissions(field)
    year.price = field.priceSchedule("price", library)
    year.social = field.list("social").compactMap(social)
    return year
  }

  private static func ledger(_ field: YAMLField, _ folder: URL) -> LedgerMargin.Request? {
    func path(_ key: String) -> String? {
      field.text(key).map { $0.hasPrefix("/") ? $0 : folder.appending(path: $0).path }
    }
    return path("ledger").map {
      LedgerMargin.Request(
        ledger: $0, firm: path("firm"), opening: path("opening"), activity: field.text("activity"))
    }
  }

  private static func emissions(_ field: YAMLField) -> ScopeEmissions? {
    func mass(_ key: String) -> CarbonMass? { field.value(key, .notCarbon, WrittenValue.positiveCarbon) }
    let (one, two, both, three) = (mass("scope_1"), mass("scope_2"), mass("scopes_1_2"), mass("scope_3"))
    if let both {
      guard one == nil, two == nil else {
        field.refuse(.oneOf, ["keys": "scope_1 + scope_2, scopes_1_2"])
        return nil
      }
      return ScopeEmissions(scopes1And2: both, scope3: three)
    }
    return one == nil && two == nil && three == nil ? nil : ScopeEmissions(scope1: one, scope2: two, scope3: three)
  }

  private static func social(_ field: YAMLField) -> SocialIndicator? {
    field.expect("name", "value", "unit")
    let name = field.required("name")
    let value = field.requiredValue("value", .notNumber, WrittenValue.signedNumber)
    guard let name, let value else { return nil }
    return SocialIndicator(name: name, value: value, unit: field.text("unit") ?? "")
  }
}
