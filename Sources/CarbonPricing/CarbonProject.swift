// A decision between variants: the question that applications 1 and 2 answer.

import Quantities

/// Variants to choose from, the first of which is the reference that the others are compared with.
public struct CarbonProject: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// The calendar year of time 0.
  public let firstYear: Int
  /// Years of operation.
  public let years: Int
  /// The discount rate and convention.
  public let discounting: Discounting
  /// The carbon price; nil where only the implicit price is asked for.
  public let price: PriceSchedule?
  /// At least two; the first is the reference.
  public let variants: [ProjectVariant]

  /// Years of operation and of works together, at most.
  public static let yearLimit = 100
  /// Variants compared at once, at most.
  public static let variantLimit = 10

  /// A decision.
  ///
  /// - Throws: `pricing.nothing-to-compare`, `pricing.too-many`, `pricing.too-long`, `pricing.name-twice`.
  public init(
    name: String, firstYear: Int, years: Int, discounting: Discounting, price: PriceSchedule?,
    variants: [ProjectVariant]
  ) throws(Refusal) {
    func refusal(_ key: PricingRefusal, _ values: [String: MessageValue] = [:]) -> Refusal {
      Refusal(Diagnostic(.error, key, values))
    }
    guard variants.count > 1 else { throw refusal(.nothingToCompare) }
    guard variants.count <= CarbonProject.variantLimit else {
      throw refusal(.tooMany, ["what": "variants", "limit": .integer(CarbonProject.variantLimit)])
    }
    let building = variants.map(\.investments.count).max() ?? 0
    guard years > 0, years + discounting.lag <= CarbonProject.yearLimit, building <= CarbonProject.yearLimit else {
      throw refusal(
        .tooLong,
        [
          "years": .integer(max(years + discounting.lag, building)), "limit": .integer(CarbonProject.yearLimit),
        ])
    }
    for (position, variant) in variants.enumerated()
    where variants[..<position].contains(where: { $0.name == variant.name }) {
      throw refusal(.nameTwice, ["name": .text(variant.name)])
    }
    self.name = name
    self.firstYear = firstYear
    self.years = years
    self.discounting = discounting
    self.price = price
    self.variants = variants
  }
}

/// What is changed to see how much a result depends on it. Factors multiply; nil leaves as it is.
public struct Scenario: Sendable, Hashable {
  /// Of the carbon price.
  public var price = 1.0
  /// Of every investment.
  public var investment = 1.0
  /// Of running costs.
  public var costs = 1.0
  /// Of revenue, savings and grants.
  public var gains = 1.0
  /// Of emissions and other pollutants.
  public var emissions = 1.0
  /// Another discount rate.
  public var rate: Double?
  /// Another number of years of operation.
  public var years: Int?

  /// Nothing changed.
  public init() {}
}
