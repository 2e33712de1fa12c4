// Application 3: what is left of each intermediate balance once emissions are paid at the internal price.

import Quantities

/// The decarbonated margin (marge décarbonée) of a year, exact to the cent.
public struct DecarbonatedMargin: Sendable, Hashable {
  /// An indicator on a perimeter.
  public struct Line: Sendable, Hashable {
    /// The indicator.
    public let indicator: MarginIndicator
    /// Before carbon.
    public let amount: Money
    /// The perimeter.
    public let perimeter: Perimeter
    /// What was emitted on it.
    public let emissions: CarbonMass
    /// The carbon bill: emissions x price, rounded once to the cent.
    public let bill: Money
    /// What is left.
    public let margin: Money
    /// What is left of one euro of revenue before carbon; nil without revenue.
    public let rateBefore: Rational?
    /// The same after carbon.
    public let rateAfter: Rational?
    /// The price at which nothing is left, in euros per tonne; nil without emissions or for a loss.
    public let breakEvenPrice: Rational?

    /// The part of the indicator that is left; nil when there was nothing to begin with.
    public var kept: Rational? { amount > .zero ? try? margin.euros.divided(by: amount.euros) : nil }
    /// The part of the indicator that the bill takes; nil when there was nothing to begin with.
    public var taken: Rational? { amount > .zero ? try? bill.euros.divided(by: amount.euros) : nil }
  }

  /// The year's figures.
  public let figures: MarginFigures
  /// Euros per tonne of CO2e.
  public let price: PriceSchedule.YearPrice
  /// Every indicator on every perimeter that is known.
  public let lines: [Line]
  /// Ratios lenders look at, before and after.
  public let ratios: [RestatedRatio]
  /// From A to F; nil without a result or without the widest perimeter.
  public let score: CarbonScore?
  /// What contradicts itself or needs care.
  public let warnings: [Diagnostic]

  /// Works it out.
  ///
  /// - Parameter previous: emissions of the year before, for the trend of the score; nil where not known.
  /// - Throws: `pricing.indicator-missing`, `pricing.emissions-missing`, `pricing.year-without-price`.
  public init(
    _ figures: MarginFigures, _ schedule: PriceSchedule, previous: ScopeEmissions? = nil, _ library: PriceLibrary
  ) throws(Refusal) {
    let year: MessageValue = .text(String(figures.year))
    guard !figures.indicators.isEmpty else {
      throw Refusal(Diagnostic(.error, PricingRefusal.indicatorMissing, ["year": year]))
    }
    guard !figures.emissions.perimeters.isEmpty else {
      throw Refusal(Diagnostic(.error, PricingRefusal.emissionsMissing, ["year": year]))
    }
    let price = try schedule.price(in: figures.year)
    var lines: [Line] = []
    for indicator in MarginIndicator.allCases {
      guard let amount = figures.indicators[indicator] else { continue }
      for perimeter in figures.emissions.perimeters {
        guard let emissions = figures.emissions[perimeter] else { continue }
        lines.append(
          try DecarbonatedMargin.line(indicator, amount, perimeter, emissions, price.price, figures.revenue))
      }
    }
    self.figures = figures
    self.price = price
    self.lines = lines
    ratios = try RestatedRatio.all(figures, price.price, library)
    score = try CarbonScore(figures, price.price, previous: previous, library)
    warnings = DecarbonatedMargin.review(lines)
  }

  /// The line of an indicator on a perimeter; nil where either is not known.
  public subscript(indicator: MarginIndicator, perimeter: Perimeter) -> Line? {
    lines.first { $0.indicator == indicator && $0.perimeter == perimeter }
  }

  private static func line(
    _ indicator: MarginIndicator, _ amount: Money, _ perimeter: Perimeter, _ emissions: CarbonMass, _ price: Rational,
    _ revenue: Money?
  ) throws(Refusal) -> Line {
    let bill = try CarbonBill.amount(emissions, at: price)
    do throws(QuantityError) {
      let margin = try amount.plus(-bill)
      let isSold = revenue.map { $0 > .zero } ?? false
      return Line(
        indicator: indicator, amount: amount, perimeter: perimeter, emissions: emissions, bill: bill, margin: margin,
        rateBefore: isSold ? try revenue.map { r throws(QuantityError) in try amount.euros.divided(by: r.euros) } : nil,
        rateAfter: isSold ? try revenue.map { r throws(QuantityError) in try margin.euros.divided(by: r.euros) } : nil,
        breakEvenPrice: emissions > .zero && amount > .zero
          ? try amount.euros.times(Rational(1_000_000)).divided(by: emissions.rational) : nil)
    } catch {
      throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge))
    }
  }

  private static func review(_ lines: [Line]) -> [Diagnostic] {
    var said: Set<MarginIndicator> = []
    return lines.compactMap { line in
      let name: MessageValue = .message(Message(line.indicator))
      if line.amount <= .zero {
        guard said.insert(line.indicator).inserted else { return nil }
        return Diagnostic(.warning, PricingCaution.indicatorNotPositive, ["indicator": name])
      }
      guard line.margin < .zero, said.insert(line.indicator).inserted else { return nil }
      return Diagnostic(
        .warning, PricingCaution.indicatorConsumed,
        ["indicator": name, "perimeter": .text(line.perimeter.rawValue)])
    }
  }
}
