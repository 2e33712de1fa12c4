// A letter from A to F: whether a firm could pay for its carbon, and whether its bill shrinks.

import Quantities
import ReferenceData

/// The scale, from `score.csv`: up to which share of the result each letter goes.
public struct ScoreScale: Sendable, Hashable {
  /// A letter.
  public struct Step: Sendable, Hashable {
    /// `A` to `F`.
    public let letter: String
    /// The largest share of the result that the bill may take; nil for the last letter.
    public let most: Rational?
  }

  /// The letters, the best first.
  public let steps: [Step]

  init(_ files: ReferenceFiles) throws(Refusal) {
    steps = try files.records("score.csv", columns: ["letter", "most", "reference"]) { (record) throws(Diagnostic) in
      Step(letter: try record.required("letter"), most: try record.optionalDecimal("most"))
    }
  }
}

/// The score of a year, after the idea of Axylia's carbon score; the scale is Sillage's own.
///
/// The bill on scopes 1, 2 and 3 is set against the operating result (else the EBE, else the net result). A bill that
/// shrank by more than the tolerance since the year before, at the same price, gains a letter; one that grew loses one.
/// A bill larger than the result never reaches the letters under which it is smaller.
public struct CarbonScore: Sendable, Hashable {
  /// Where emissions go.
  public enum Trend: String, MessageKey {
    /// They shrank.
    case shrinking = "pricing.trend-shrinking"
    /// They hardly moved.
    case stable = "pricing.trend-stable"
    /// They grew.
    case growing = "pricing.trend-growing"

    /// The name in JSON: `shrinking`.
    public var id: String { String(rawValue.dropFirst("pricing.trend-".count)) }
  }

  /// `A` to `F`.
  public let letter: String
  /// The letter the share alone gives.
  public let letterByShare: String
  /// The result the bill was set against.
  public let indicator: MarginIndicator
  /// The bill over the result; nil when the result is nil or a loss.
  public let share: Rational?
  /// Where emissions go; nil without the year before.
  public let trend: Trend?
  /// How emissions changed since the year before (0.1 for 10 % more); nil without the year before.
  public let change: Rational?

  init?(
    _ figures: MarginFigures, _ price: Rational, previous: ScopeEmissions?, _ library: PriceLibrary
  ) throws(Refusal) {
    let order: [MarginIndicator] = [.operatingResult, .grossOperatingSurplus, .netResult]
    guard let emissions = figures.emissions[.scopes1To3],
      let indicator = order.first(where: { figures.indicators[$0] != nil }), let result = figures.indicators[indicator]
    else { return nil }
    let bill = try CarbonBill.amount(emissions, at: price)
    let share = result > .zero ? try? bill.euros.divided(by: result.euros) : nil
    let change = previous?[.scopes1To3].flatMap { CarbonScore.change(from: $0, to: emissions) }
    let tolerance = try library.threshold("score.trend", year: figures.year)
    let trend = change.map { CarbonScore.trend($0, tolerance) }
    let place = CarbonScore.place(share, library.scale)
    self.indicator = indicator
    self.share = share
    self.change = change
    self.trend = trend
    letterByShare = library.scale.steps[place].letter
    letter = library.scale.steps[CarbonScore.moved(place, trend, library.scale)].letter
  }

  private static func change(from old: CarbonMass, to new: CarbonMass) -> Rational? {
    old > .zero ? try? (new - old).rational.divided(by: old.rational) : nil
  }

  private static func trend(_ change: Rational, _ tolerance: Rational) -> Trend {
    if change > tolerance { return .growing }
    return (try? change.plus(tolerance)).map { $0 < .zero } ?? false ? .shrinking : .stable
  }

  /// A result that is nil or a loss gets the last letter.
  private static func place(_ share: Rational?, _ scale: ScoreScale) -> Int {
    guard let share else { return scale.steps.count - 1 }
    return scale.steps.firstIndex { step in step.most.map { share <= $0 } ?? true } ?? scale.steps.count - 1
  }

  private static func moved(_ place: Int, _ trend: Trend?, _ scale: ScoreScale) -> Int {
    switch trend {
    case .shrinking:
      let better = max(place - 1, 0)
      // The letters whose bill is smaller than the result are earned by the share alone.
      let isPayable = { (place: Int) in scale.steps[place].most.map { $0 <= .one } ?? false }
      return isPayable(better) && !isPayable(place) ? place : better
    case .growing: return min(place + 1, scale.steps.count - 1)
    case .stable, nil: return place
    }
  }
}
