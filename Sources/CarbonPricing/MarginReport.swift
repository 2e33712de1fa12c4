// The decarbonated margin of a firm over its years, and what changed between the last two.

import Quantities

/// One year or several, in order.
public struct MarginReport: Sendable {
  /// What changed from the year before to the last one.
  public struct Change: Sendable, Hashable {
    /// The year before.
    public let from: Int
    /// The last year.
    public let to: Int
    /// Emissions on the widest perimeter known in both years (-0.16 for 16 % less); nil where they cannot be compared.
    public let emissions: Rational?
    /// Each indicator before carbon, where known in both years and positive in the first.
    public let indicators: [MarginIndicator: Rational]
    /// Each indicator once carbon is paid, on the widest perimeter known in both years.
    public let margins: [MarginIndicator: Rational]
  }

  /// The name of the firm.
  public let name: String
  /// The years, the oldest first.
  public let years: [DecarbonatedMargin]
  /// What changed between the last two years; nil for one year.
  public let change: Change?
  /// What contradicts itself or needs care, of every year.
  public let warnings: [Diagnostic]

  /// Years at once, at most.
  public static let limit = 20

  /// Works it out.
  ///
  /// - Parameters:
  ///   - years: in any order, each once, with its price.
  ///   - warnings: found while the figures were read.
  /// - Throws: what `DecarbonatedMargin` throws; `pricing.too-many`; `pricing.name-twice` for a year given twice.
  public init(
    name: String, _ years: [(figures: MarginFigures, price: PriceSchedule)], warnings: [Diagnostic] = [],
    _ library: PriceLibrary
  ) throws(Refusal) {
    guard years.count <= MarginReport.limit else {
      throw Refusal(
        Diagnostic(.error, PricingRefusal.tooMany, ["what": "years", "limit": .integer(MarginReport.limit)]))
    }
    var made: [DecarbonatedMargin] = []
    for year in years.sorted(by: { $0.figures.year < $1.figures.year }) {
      guard made.last?.figures.year != year.figures.year else {
        throw Refusal(Diagnostic(.error, PricingRefusal.nameTwice, ["name": .text(String(year.figures.year))]))
      }
      // A trend is that of a year: after a gap there is none.
      let before = made.last.flatMap { $0.figures.year == year.figures.year - 1 ? $0.figures.emissions : nil }
      made.append(try DecarbonatedMargin(year.figures, year.price, previous: before, library))
    }
    self.name = name
    self.years = made
    change = made.count > 1 ? MarginReport.change(made[made.count - 2], made[made.count - 1]) : nil
    let prices = Set(made.map(\.price.price))
    let differ = prices.count > 1 ? [Diagnostic(.note, PricingCaution.pricesDiffer)] : []
    self.warnings = warnings + made.flatMap(\.warnings) + differ
  }

  private static func change(_ old: DecarbonatedMargin, _ new: DecarbonatedMargin) -> Change {
    let perimeter = Perimeter.allCases.last {
      old.figures.emissions[$0] != nil && new.figures.emissions[$0] != nil
    }
    var indicators: [MarginIndicator: Rational] = [:]
    var margins: [MarginIndicator: Rational] = [:]
    for indicator in MarginIndicator.allCases {
      indicators[indicator] = relative(
        old.figures.indicators[indicator]?.euros, new.figures.indicators[indicator]?.euros)
      guard let perimeter else { continue }
      margins[indicator] = relative(old[indicator, perimeter]?.margin.euros, new[indicator, perimeter]?.margin.euros)
    }
    return Change(
      from: old.figures.year, to: new.figures.year,
      emissions: perimeter.flatMap {
        relative(old.figures.emissions[$0]?.rational, new.figures.emissions[$0]?.rational)
      }, indicators: indicators, margins: margins)
  }

  private static func relative(_ old: Rational?, _ new: Rational?) -> Rational? {
    guard let old, let new, old > .zero, let ratio = try? new.divided(by: old) else { return nil }
    return try? ratio.plus(Rational(-1))
  }
}
