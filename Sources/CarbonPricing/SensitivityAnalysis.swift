// How much a decision depends on each of its hypotheses, one changed after the other.

import Quantities

/// A hypothesis that is changed.
public enum Hypothesis: String, MessageKey {
  /// The carbon price.
  case price = "pricing.hypothesis-price"
  /// The discount rate.
  case rate = "pricing.hypothesis-rate"
  /// The years of operation.
  case years = "pricing.hypothesis-years"
  /// What is invested.
  case investment = "pricing.hypothesis-investment"
  /// Running costs.
  case costs = "pricing.hypothesis-costs"
  /// Revenue, savings and grants.
  case gains = "pricing.hypothesis-gains"
  /// Emissions and other pollutants.
  case emissions = "pricing.hypothesis-emissions"

  /// The name in JSON: `price`.
  public var id: String { String(rawValue.dropFirst("pricing.hypothesis-".count)) }
}

/// How the advantage of each variant over the reference moves with the hypotheses.
public struct SensitivityAnalysis: Sendable {
  /// A hypothesis at a value, and what the variant is then worth more than the reference.
  public struct Cell: Sendable, Hashable {
    /// Euros per tonne in the first year, the yearly rate, or years of operation.
    public let value: Double
    /// What the variant is worth more, with carbon, in euros.
    public let npvWithCarbon: Double
    /// The carbon price from which it is worth more, in euros per tonne; nil when nothing is avoided.
    public let implicitPrice: Double?
  }

  /// A bar of the tornado: a hypothesis swung both ways.
  public struct Bar: Sendable, Hashable {
    /// The hypothesis.
    public let hypothesis: Hypothesis
    /// Swung down.
    public let low: Cell
    /// Swung up.
    public let high: Cell

    /// How far apart both results are, in euros.
    public var span: Double { abs(high.npvWithCarbon - low.npvWithCarbon) }
  }

  /// A variant beside the reference.
  public struct Result: Sendable, Hashable {
    /// The variant.
    public let variant: String
    /// At other carbon prices; empty without a price.
    public let byPrice: [Cell]
    /// At other discount rates.
    public let byRate: [Cell]
    /// Over other numbers of years.
    public let byYears: [Cell]
    /// Every hypothesis that changes something, swung both ways, the one that matters most first.
    public let tornado: [Bar]
  }

  /// The share by which the tornado swings each hypothesis.
  public let swing: Double
  /// Every variant but the reference.
  public let results: [Result]

  /// Works it out.
  ///
  /// - Throws: what `ProjectAppraisal` throws; also when more years would pass the end of the price trajectory.
  public init(_ project: CarbonProject, _ library: PriceLibrary) throws(Refusal) {
    let swing = try library.threshold("sensitivity.swing", year: project.firstYear).approximate
    self.swing = swing
    let walk = SensitivityWalk(project: project, swing: swing)
    let prices = project.price == nil ? [] : try walk.prices()
    let (rates, years, tornado) = (try walk.rates(), try walk.years(), try walk.tornado())
    results = project.variants.dropFirst().enumerated().map { place, variant in
      Result(
        variant: variant.name, byPrice: prices.map { $0.cell(place) }, byRate: rates.map { $0.cell(place) },
        byYears: years.map { $0.cell(place) },
        tornado: tornado.map { $0.bar(place) }.filter { $0.span > 0 }.sorted { $0.span > $1.span })
    }
  }
}
