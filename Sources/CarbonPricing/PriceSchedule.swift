// The price a calculation uses, year by year, and where it comes from.

import Quantities

/// A carbon price over years, in euros per tonne of CO2e.
public struct PriceSchedule: Sendable, Hashable {
  /// Where the price comes from.
  public enum Basis: Sendable, Hashable {
    /// The same every year.
    case flat(Rational)
    /// Set for some years: a straight line in between, held before the first and after the last.
    case points([Int: Rational])
    /// A published trajectory; in euros of a year, or as published where nil.
    case follows(PriceTrajectory, eurosOf: Int?)
  }

  /// Where it comes from.
  public let basis: Basis
  private let conversion: PriceConversion?

  /// The same price every year.
  public init(flat price: Rational) {
    basis = .flat(price)
    conversion = nil
  }

  /// Prices set for some years, at least one.
  public init(points: [Int: Rational]) {
    basis = .points(points)
    conversion = nil
  }

  /// A published trajectory.
  ///
  /// - Throws: `pricing.currency-unconverted` when it is not in euros and no year is named to convert to.
  public init(
    following trajectory: PriceTrajectory, eurosOf: Int? = nil, conversion: PriceConversion
  ) throws(Refusal) {
    guard eurosOf != nil || trajectory.currency == "EUR" else {
      throw Refusal(
        Diagnostic(
          .error, PricingRefusal.currencyUnconverted,
          ["trajectory": .text(trajectory.id), "currency": .text(trajectory.currency)]))
    }
    basis = .follows(trajectory, eurosOf: eurosOf)
    self.conversion = conversion
  }

  public static func == (a: PriceSchedule, b: PriceSchedule) -> Bool { a.basis == b.basis }
  public func hash(into hasher: inout Hasher) { hasher.combine(basis) }
}

extension PriceSchedule {
  /// The price of a year with what it was made from.
  public struct YearPrice: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// Euros per tonne.
    public let price: Rational
    /// The trajectory followed; nil for prices of one's own.
    public let trajectory: PriceTrajectory?
    /// How the trajectory gives it; nil for prices of one's own.
    public let origin: PriceTrajectory.Origin?
    /// How it was brought to euros of the year asked for.
    public let steps: [PriceConversion.Step]
  }

  /// The price of a year.
  ///
  /// - Throws: `pricing.year-without-price` past what the trajectory says.
  public func price(in year: Int) throws(Refusal) -> YearPrice {
    switch basis {
    case .flat(let price): return YearPrice(year: year, price: price, trajectory: nil, origin: nil, steps: [])
    case .points(let points):
      return YearPrice(year: year, price: PriceSchedule.between(points, year), trajectory: nil, origin: nil, steps: [])
    case .follows(let trajectory, let eurosOf):
      guard let found = trajectory.price(in: year) else { throw missing(trajectory, year) }
      guard let eurosOf, let conversion else {
        return YearPrice(year: year, price: found.value, trajectory: trajectory, origin: found.origin, steps: [])
      }
      let converted = try conversion.convert(
        found.value, trajectory.currency, priceYear: trajectory.priceYear ?? year, eurosOf: eurosOf)
      return YearPrice(
        year: year, price: converted.value, trajectory: trajectory, origin: found.origin, steps: converted.steps)
    }
  }

  /// Whether the price is the same whatever the year.
  public var isFlat: Bool {
    switch basis {
    case .flat: true
    case .points(let points): Set(points.values).count == 1
    case .follows: false
    }
  }

  private static func between(_ points: [Int: Rational], _ year: Int) -> Rational {
    let years = points.keys.sorted()
    guard let first = years.first, let last = years.last else { return .zero }
    guard year > first, year < last else { return points[year <= first ? first : last] ?? .zero }
    let before = years.last { $0 <= year } ?? first
    let after = years.first { $0 >= year } ?? last
    guard before != after, let low = points[before], let high = points[after] else { return points[before] ?? .zero }
    let share = Double(year - before) / Double(after - before)
    return Rational(rounding: low.approximate + (high.approximate - low.approximate) * share, places: 2) ?? low
  }

  private func missing(_ trajectory: PriceTrajectory, _ year: Int) -> Refusal {
    Refusal(
      Diagnostic(
        .error, PricingRefusal.yearWithoutPrice,
        [
          "trajectory": .text(trajectory.id), "year": .text(String(year)),
          "first": .text(String(trajectory.firstYear)), "last": .text(String(trajectory.lastYear)),
        ]))
  }
}
