// Applications 1 and 2 answered: every variant's chronicle, and each beside the reference.

import Quantities

/// What a decision comes to.
public struct ProjectAppraisal: Sendable {
  /// The decision.
  public let project: CarbonProject
  /// The price of each time from 0 on, with its origin; empty without a price.
  public let prices: [PriceSchedule.YearPrice]
  /// Every variant, in the order given.
  public let variants: [VariantFlows]
  /// Every variant but the first, beside the first.
  public let comparisons: [VariantComparison]
  /// What contradicts itself or needs care.
  public let warnings: [Diagnostic]

  /// Works it out.
  ///
  /// - Throws: `pricing.year-without-price` past what a trajectory says; `pricing.too-large`.
  public init(_ project: CarbonProject, _ library: PriceLibrary) throws(Refusal) {
    let (variants, comparisons) = try ProjectAppraisal.work(project)
    guard variants.allSatisfy({ $0.npv.isFinite && $0.npvWithCarbon.isFinite && abs($0.npv) < 1e15 }) else {
      throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge))
    }
    self.project = project
    self.variants = variants
    self.comparisons = comparisons
    var prices: [PriceSchedule.YearPrice] = []
    if let schedule = project.price {
      let longest = variants.max { $0.moments.count < $1.moments.count }
      for moment in longest?.moments ?? [] { prices.append(try schedule.price(in: moment.year)) }
    }
    self.prices = prices
    let review = AppraisalReview(
      project: project, variants: variants, comparisons: comparisons,
      plausibleRatio: try library.threshold("emissions.plausible-ratio", year: project.firstYear))
    warnings = review.warnings()
  }

  static func work(
    _ project: CarbonProject, _ scenario: Scenario = Scenario()
  ) throws(Refusal) -> ([VariantFlows], [VariantComparison]) {
    var variants: [VariantFlows] = []
    for variant in project.variants { variants.append(try VariantFlows(variant, of: project, scenario)) }
    return (variants, variants.dropFirst().map { VariantComparison($0, with: variants[0]) })
  }

  /// What one euro in each year of operation is worth at time 0.
  public var annuity: Double { project.discounting.annuity(years: project.years) }
  /// The same as if operation began at once, to see what years of works cost.
  public var annuityWithoutLag: Double {
    var discounting = project.discounting
    discounting.lag = 0
    return discounting.annuity(years: project.years)
  }

  /// The variant worth most, money alone.
  public var bestWithoutCarbon: VariantFlows { best(\.npv) }
  /// The variant worth most with carbon.
  public var bestWithCarbon: VariantFlows { best(\.npvWithCarbon) }

  /// The first of the best, so that equals stay with the reference.
  private func best(_ worth: (VariantFlows) -> Double) -> VariantFlows {
    variants.dropFirst().reduce(variants[0]) { worth($1) > worth($0) ? $1 : $0 }
  }
}
