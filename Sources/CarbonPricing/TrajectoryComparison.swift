// Published trajectories beside one another and beside the firm's own prices.

import Quantities

/// Prices of several trajectories over the same years.
public struct TrajectoryComparison: Sendable {
  /// A published trajectory with its prices.
  public struct Published: Sendable, Hashable {
    /// The trajectory.
    public let trajectory: PriceTrajectory
    /// The years it says something of, converted where that was asked for.
    public let prices: [PriceSchedule.YearPrice]
  }

  /// The firm's price for a use.
  public struct Own: Sendable, Hashable {
    /// The use.
    public let use: PriceUse
    /// Its prices.
    public let prices: [PriceSchedule.YearPrice]
  }

  /// The years compared.
  public let years: ClosedRange<Int>
  /// The year whose euros everything is in; nil for prices as they were published.
  public let eurosOf: Int?
  /// The published trajectories.
  public let published: [Published]
  /// The firm's policy; nil where none was given.
  public let policy: PricePolicy?
  /// The firm's prices by use.
  public let own: [Own]
  /// What other companies use, as published.
  public let companies: [CompanyPrice]
  /// Prices read on markets, as published.
  public let observations: [MarketObservation]
  /// Years left out because their money could not be converted.
  public let warnings: [Diagnostic]

  /// Years compared at once, at most.
  public static let limit = 100

  /// Compares trajectories.
  ///
  /// - Parameters:
  ///   - ids: which; all where empty.
  ///   - eurosOf: the year whose euros prices are brought to; nil to leave them as published.
  /// - Throws: `pricing.trajectory-unknown`, `pricing.too-many`.
  public init(
    _ ids: [String], years: ClosedRange<Int>, eurosOf: Int?, policy: PricePolicy?, _ library: PriceLibrary
  ) throws(Refusal) {
    guard years.count <= TrajectoryComparison.limit else {
      throw Refusal(
        Diagnostic(.error, PricingRefusal.tooMany, ["what": "years", "limit": .integer(TrajectoryComparison.limit)]))
    }
    var chosen: [PriceTrajectory] = []
    for id in ids { chosen.append(try library.trajectory(id)) }
    if ids.isEmpty { chosen = library.trajectories }
    var published: [Published] = []
    var warnings: [Diagnostic] = []
    for trajectory in chosen {
      let (prices, lost) = TrajectoryComparison.prices(trajectory, years, eurosOf, library.conversion)
      published.append(Published(trajectory: trajectory, prices: prices))
      warnings += lost
    }
    var own: [Own] = []
    for use in PriceUse.allCases {
      guard let schedule = policy?.prices[use] else { continue }
      own.append(Own(use: use, prices: years.compactMap { try? schedule.price(in: $0) }))
    }
    self.years = years
    self.eurosOf = eurosOf
    self.published = published
    self.policy = policy
    self.own = own
    self.warnings = warnings
    companies = library.companies
    observations = library.observations.filter { seen in chosen.contains { $0.id == seen.trajectory } }
  }

  /// The prices a trajectory has, and one warning for those that could not be converted.
  private static func prices(
    _ trajectory: PriceTrajectory, _ years: ClosedRange<Int>, _ eurosOf: Int?, _ conversion: PriceConversion
  ) -> ([PriceSchedule.YearPrice], [Diagnostic]) {
    var prices: [PriceSchedule.YearPrice] = []
    var lost: [Int] = []
    for year in years {
      guard let found = trajectory.price(in: year) else { continue }
      guard let eurosOf else {
        prices.append(
          PriceSchedule.YearPrice(
            year: year, price: found.value, trajectory: trajectory, origin: found.origin))
        continue
      }
      do {
        prices.append(
          try PriceSchedule(following: trajectory, eurosOf: eurosOf, conversion: conversion).price(in: year))
      } catch { lost.append(year) }
    }
    guard let first = lost.first, let last = lost.last else { return (prices, []) }
    return (
      prices,
      [
        Diagnostic(
          .warning, PricingCaution.yearsUnconverted,
          ["trajectory": .text(trajectory.id), "first": .text(String(first)), "last": .text(String(last))])
      ]
    )
  }
}
