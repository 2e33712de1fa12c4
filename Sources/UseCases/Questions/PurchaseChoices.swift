// What a person may pick to count purchases otherwise: a category with its usual factor, or any factor found by words.

import CarbonAccounting
import Quantities
import ReferenceData

/// The choices for a classification rule.
public struct PurchaseChoices: Sendable {
  /// A category with the factors that default rules give it.
  public struct Category: Sendable, Hashable {
    /// The category.
    public let category: PurchaseCategory
    /// The factor selectors, the usual one first; none where the firm must choose one.
    public let factors: [String]
  }

  /// A factor that answers a search.
  public struct Choice: Sendable, Hashable {
    /// What a rule names it by: `naf:25.72Z:production`, `id:energy.diesel`.
    public let selector: String
    /// The category it usually counts in.
    public let category: String
    /// Its name.
    public let name: LocalizedText
    /// Its value in the default vintage, with a decimal point.
    public let valueText: String
    /// The unit of the value: `kgCO2e/EUR`.
    public let unitText: String
    /// The default vintage.
    public let vintage: String
  }

  /// Factors shown for a search, at most.
  public static let limit = 20
  /// Factors looked at for a search: most publications count in units that no amount gives.
  private static let looked = 400
  /// Characters of a search that are read.
  public static let longestSearch = 80

  /// The categories a purchase may be put in, in the order they are shown. Assets go by their account, and resale is an
  /// activity of its own.
  public let categories: [Category]
  private let library: Library
  /// The first and last day of the purchases; none where any day will do.
  private let days: [CalendarDate]

  /// The choices there are.
  ///
  /// - Parameter period: when the purchases were made: a factor per litre is a choice if it has a reference price then.
  public init(_ library: Library, in period: FiscalYear? = nil) {
    self.library = library
    days = period.map { [$0.start, $0.end] } ?? []
    let table = library.reference.classification
    categories = table.categories.filter { ![.asset, .resale].contains($0.kind) && $0.id != "energy.unknown" }
      .map { Category(category: $0, factors: table.defaultFactors(of: $0.id)) }
  }

  /// Whether a purchase known by its amount can be counted at a factor: one per euro, or one whose reference price makes a
  /// quantity of the amount until somebody gives it. A factor per tonne of steel is neither: the books would refuse it.
  public func canCount(at selector: String) -> Bool {
    let id = selector.hasPrefix("id:") ? String(selector.dropFirst(3)) : selector
    if let factor = library.reference.factors.factor(id) { return canCount(id, factor.unitText) }
    return selector.hasPrefix("branch:")
  }

  private func canCount(_ id: String, _ unitText: String) -> Bool {
    if FactorUnit(unitText)?.unit == .euro { return true }
    let prices = library.reference.prices
    return days.isEmpty ? prices.ids.contains(id) : days.allSatisfy { prices.price(id, on: $0) != nil }
  }

  /// The factors that words find, best first: branches by their everyday names, then factors by their own names. None is
  /// given that a purchase cannot be counted at.
  public func search(_ words: String, limit: Int = PurchaseChoices.limit) throws(Refusal) -> [Choice] {
    let text = String(words.prefix(PurchaseChoices.longestSearch))
    let catalogue = library.reference.factors
    let branches = library.branches.find(text, limit: limit).filter { $0.reason != .partOfLabel }
      .compactMap { catalogue.factor("naf:\($0.branch.code):production") }
      .map { choice($0.id, $0.name, $0.valueText, $0.unitText, $0.vintage) }
    let found = FactorSearch(catalogue, imported: try library.imported.catalogues())
      .find(text, limit: PurchaseChoices.looked).matches
      .filter { $0.standing == .factor && canCount($0.id, $0.unitText) }
      .map { choice($0.id, $0.name, $0.valueText, $0.unitText, $0.vintage) }
    var seen: Set<String> = []
    return Array((branches + found).filter { seen.insert($0.selector).inserted }.prefix(limit))
  }

  /// The rule that a choice makes for an account, or for one supplier within it.
  public static func rule(
    account: String?, supplier: String? = nil, category: String, selector: String
  ) -> OwnRule {
    OwnRule(
      match: LineMatch(account: account, supplier: supplier),
      outcome: .purchase(category: category, factor: selector))
  }

  private func choice(
    _ id: String, _ name: LocalizedText, _ value: String, _ unit: String, _ vintage: String
  ) -> Choice {
    let isBranch = ["naf:", "a64:", "a38:"].contains { id.hasPrefix($0) }
    let selector = isBranch ? id : "id:" + id
    let usual = categories.first { $0.category.kind != .other && $0.factors.contains(selector) }
    return Choice(
      selector: selector, category: usual?.category.id ?? "other", name: name, valueText: value, unitText: unit,
      vintage: vintage)
  }
}
