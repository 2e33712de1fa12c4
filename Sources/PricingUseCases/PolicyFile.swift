// A firm's policy file: its prices, and the account of its fund where it has one.

import CarbonPricing
import Quantities
import UseCases
import WrittenFiles

/// What a policy file says.
public struct PolicyFile: Sendable {
  /// The policy.
  public let policy: PricePolicy
  /// The fund as it was kept; nil where the file has none.
  public let fund: CarbonFund?

  /// Reads the policy at `path`.
  ///
  /// - Throws: a refusal that names file, line and field.
  public init(path: String, _ library: PriceLibrary) throws(Refusal) {
    let file = InputFile(path: path)
    do { try self.init(yaml: try file.text(), library) } catch { throw error.inFile(file.name) }
  }

  /// Reads YAML: `policy`, `kind`, `perimeter`, `prices[]` of `use` and `price`, `fund`.
  ///
  /// - Throws: a refusal that names every mistake by line and field; `pricing.fund-overdrawn`.
  public init(yaml text: String, _ library: PriceLibrary) throws(Refusal) {
    let field = try YAMLField.root(text, limit: 1_000_000, notMap: PriceFileRefusal.notMap)
    field.expect("policy", "kind", "perimeter", "prices", "fund")
    let name = field.required("policy")
    let kind: PricePolicy.Kind = field.choice("kind", default: .shadow)
    let perimeter: Perimeter = field.choice("perimeter", default: .scopes1To3)
    let listed = field.list("prices")
    if listed.isEmpty { field.refuse(.listEmpty, ["key": "prices"]) }
    var prices: [PriceUse: PriceSchedule] = [:]
    for element in listed {
      element.expect("use", "price")
      let use: PriceUse = element.choice("use", default: .all)
      if element.member("price") == nil { _ = element.required("price") }
      guard let schedule = element.priceSchedule("price", library) else { continue }
      if prices.updateValue(schedule, forKey: use) != nil {
        element.refuse(Refusal(Diagnostic(.error, PricingRefusal.nameTwice, ["name": .text(use.rawValue)])))
      }
    }
    let fund = field.member("fund").map(PolicyFile.fund)
    try field.check()
    policy = PricePolicy(name: name ?? "", kind: kind, perimeter: perimeter, prices: prices)
    if let fund {
      self.fund = try CarbonFund(
        policy, opening: fund.opening, contributions: fund.contributions, spendings: fund.spendings)
    } else {
      self.fund = nil
    }
  }

  private static let limit = 10_000

  private static func fund(
    _ field: YAMLField
  ) -> (opening: Money, contributions: [CarbonFund.Contribution], spendings: [CarbonFund.Spending]) {
    field.expect("opening", "contributions", "projects")
    let opening = field.value("opening", .notMoney, WrittenValue.costMoney) ?? .zero
    let lists = (field.list("contributions"), field.list("projects"))
    guard lists.0.count + lists.1.count <= limit else {
      field.refuse(
        Refusal(Diagnostic(.error, PricingRefusal.tooMany, ["what": "movements", "limit": .integer(limit)])))
      return (opening, [], [])
    }
    let contributions = lists.0.compactMap { element -> CarbonFund.Contribution? in
      element.expect("year", "label", "emissions")
      let year = element.requiredPriced("year", .notYear, WrittenValue.year)
      let label = element.required("label")
      let emissions = element.requiredValue("emissions", .notCarbon, WrittenValue.positiveCarbon)
      guard let year, let label, let emissions else { return nil }
      return CarbonFund.Contribution(year: year, label: label, emissions: emissions)
    }
    let spendings = lists.1.compactMap { element -> CarbonFund.Spending? in
      element.expect("year", "label", "amount")
      let year = element.requiredPriced("year", .notYear, WrittenValue.year)
      let label = element.required("label")
      let amount = element.requiredValue("amount", .notMoney, WrittenValue.costMoney)
      guard let year, let label, let amount else { return nil }
      return CarbonFund.Spending(year: year, label: label, amount: amount)
    }
    return (opening, contributions, spendings)
  }
}
