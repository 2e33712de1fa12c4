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
  /// The year of the trajectory whose price stands for every year; nil to take that of each year.
  public let heldAt: Int?
  private let conversion: PriceConversion?

  /// The same price every year.
  public init(flat price: Rational) {
    basis = .flat(price)
    heldAt = nil
    conversion = nil
  }

  /// Prices set for some years, at least one.
  public init(points: [Int: Rational]) {
    basis = .points(points)
    heldAt = nil
    conversion = nil
  }

  /// A published trajectory.
  ///
  /// - Parameters:
  ///   - eurosOf: the year whose euros it is brought to; nil to leave it as published.
  ///   - heldAt: the year whose price stands for every year, as when last year's results are read at today's price.
  /// - Throws: `pricing.currency-unconverted` when it is not in euros and no year is named to convert to.
  public init(
    following trajectory: PriceTrajectory, eurosOf: Int? = nil, heldAt: Int? = nil, conversion: PriceConversion
  ) throws(Refusal) {
    guard eurosOf != nil || trajectory.currency == "EUR" else {
      throw Refusal(
        Diagnostic(
          .error, PricingRefusal.currencyUnconverted,
          ["trajectory": .text(trajectory.id), "currency": .text(trajectory.currency)]))
    }
    basis = .follows(trajectory, eurosOf: eurosOf)
    self.heldAt = heldAt
    self.conversion = conversion
  }

  public static func == (a: PriceSchedule, b: PriceSchedule) -> Bool {
    a.basis == b.basis && a.heldAt == b.heldAt
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(basis)
    hasher.combine(heldAt)
  }
}

extension PriceSchedule {
  /// The price of a year with what it was made from.
  public struct YearPrice: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// The year of the trajectory the price is of: `year`, unless the price of one year stands for all.
    public let priceOf: Int
    /// Euros per tonne.
    public let price: Rational
    /// The trajectory followed; nil for prices of one's own.
    public let trajectory: PriceTrajectory?
    /// How the trajectory gives it; nil for prices of one's own.
    public let origin: PriceTrajectory.Origin?
    /// How it was brought to euros of the year asked for.
    public let steps: [PriceConversion.Step]

    init(
      year: Int, priceOf: Int? = nil, price: Rational, trajectory: PriceTrajectory? = nil,
      origin: PriceTrajectory.Origin? = nil, steps: [PriceConversion.Step] = []
    ) {
      self.year = year
      self.priceOf = priceOf ?? year
      self.price = price
      self.trajectory = trajectory
      self.origin = origin
      self.steps = steps
    }
  }

  /// The price of a year.
  ///
  /// - Throws: `pricing.year-without-price` past what the trajectory says.
  public func price(in year: Int) throws(Refusal) -> YearPrice {
    switch basis {
    case .flat(let price): return YearPrice(year: year, price: price)
    case .points(let points):
      return YearPrice(year: year, price: PriceSchedule.between(points, year))
    case .follows(let trajectory, let eurosOf):
      let priceOf = heldAt ?? year
      guard let found = trajectory.price(in: priceOf) else { throw missing(trajectory, priceOf) }
      guard let eurosOf, let conversion else {
        return YearPrice(
          year: year, priceOf: priceOf, price: found.value, trajectory: trajectory, origin: found.origin)
      }
      let converted = try conversion.convert(
        found.value, trajectory.currency, priceYear: trajectory.priceYear ?? priceOf, eurosOf: eurosOf)
      return YearPrice(
        year: year, priceOf: priceOf, price: converted.value, trajectory: trajectory, origin: found.origin,
        steps: converted.steps)
    }
  }

  /// Whether the price is the same whatever the year.
  public var isFlat: Bool {
    switch basis {
    case .flat: true
    case .points(let points): Set(points.values).count == 1
    case .follows: heldAt != nil
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
          "nearest": .text(String(min(max(year, trajectory.firstYear), trajectory.lastYear))),
        ]))
  }
}
