// A published path of carbon prices over years: what it says, and what follows by its own rule between and after.

import Foundation
import Quantities
import ReferenceData

/// A trajectory of carbon prices, per tonne of CO2e, as published.
public struct PriceTrajectory: Sendable, Hashable {
  /// What the price is.
  public enum Kind: String, Sendable, CaseIterable {
    /// What a tonne avoided is worth to everyone, set by a public body.
    case publicValue = "public-value"
    /// What allowances cost on a market.
    case market
    /// What a tax takes.
    case tax
    /// A level aimed at by law.
    case target
  }

  /// What holds between two published years.
  public enum Interpolation: String, Sendable, CaseIterable {
    /// Nothing: only the years that were published.
    case none
    /// A straight line.
    case linear
    /// Constant growth (a straight line of logarithms).
    case growth
    /// The last value published, until the next.
    case step
  }

  /// A published value.
  public struct Point: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// In units of the currency per tonne.
    public let value: Rational
    /// How sure it is.
    public let status: FigureStatus
  }

  /// The id in data files: `quinet-2025`.
  public let id: String
  /// Its name.
  public let name: LocalizedText
  /// What the price is.
  public let kind: Kind
  /// `EUR` or `USD`.
  public let currency: String
  /// The year whose money it is in; nil where each year is in its own money.
  public let priceYear: Int?
  /// What holds between published years.
  public let interpolation: Interpolation
  /// The yearly growth after the last published year (0.032); nil where it says nothing after.
  public let growth: Rational?
  /// The last year it says anything of.
  public let lastYear: Int
  /// The published values, in order; at least one.
  public let points: [Point]
  /// Who says so.
  public let citation: Citation
  /// What to know about it.
  public let note: LocalizedText

  /// The first year it says anything of.
  public var firstYear: Int { points[0].year }
}

extension PriceTrajectory {
  /// How the price of a year was found.
  public enum Origin: Sendable, Hashable {
    /// As published.
    case published
    /// Between two published years.
    case interpolated(from: Int, to: Int)
    /// After the last published year, by the growth rate or by holding its value.
    case extended(from: Int)
  }

  /// The price of a year.
  public struct YearPrice: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// Per tonne, in the trajectory's money; rounded half to even to the cent unless published.
    public let value: Rational
    /// How it was found.
    public let origin: Origin
  }

  /// The price of a year; nil where the trajectory says nothing of it.
  public func price(in year: Int) -> YearPrice? {
    guard year <= lastYear, let before = points.last(where: { $0.year <= year }) else { return nil }
    if before.year == year { return YearPrice(year: year, value: before.value, origin: .published) }
    guard let after = points.first(where: { $0.year > year }) else { return extended(from: before, to: year) }
    let share = Double(year - before.year) / Double(after.year - before.year)
    let (low, high) = (before.value.approximate, after.value.approximate)
    let value: Double
    switch interpolation {
    case .none: return nil
    case .step: return YearPrice(year: year, value: before.value, origin: .extended(from: before.year))
    case .linear: value = low + (high - low) * share
    case .growth: value = low * pow(high / low, share)
    }
    return Rational(rounding: value, places: 2).map {
      YearPrice(year: year, value: $0, origin: .interpolated(from: before.year, to: after.year))
    }
  }

  private func extended(from last: Point, to year: Int) -> YearPrice? {
    let origin = Origin.extended(from: last.year)
    if interpolation == .step { return YearPrice(year: year, value: last.value, origin: origin) }
    guard let growth else { return nil }
    let value = last.value.approximate * pow(1 + growth.approximate, Double(year - last.year))
    return Rational(rounding: value, places: 2).map { YearPrice(year: year, value: $0, origin: origin) }
  }
}
