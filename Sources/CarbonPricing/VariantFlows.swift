// The chronicle of a variant: what it costs, brings, emits and owes for carbon at each time, and what that is worth today.

import Quantities

/// A variant's flows at every time from 0 on.
public struct VariantFlows: Sendable, Hashable {
  /// One time.
  public struct Moment: Sendable, Hashable {
    /// Years from the beginning.
    public let time: Int
    /// The calendar year.
    public let year: Int
    /// Euros invested.
    public var investment = 0.0
    /// Euros of running costs.
    public var costs = 0.0
    /// Euros of revenue, savings and grants.
    public var gains = 0.0
    /// Tonnes of CO2e emitted.
    public var emissions = 0.0
    /// Euros of other pollutants at their price.
    public var pollution = 0.0
    /// Euros per tonne of CO2e.
    public let price: Double
    /// What one euro of this time is worth at time 0.
    public let factor: Double

    /// Euros that come in less euros that go out.
    public var net: Double { gains - costs - investment }
    /// Euros of emissions at the carbon price.
    public var carbonCost: Double { emissions * price }
    /// The net flow with carbon and other pollutants paid.
    public var netWithCarbon: Double { net - carbonCost - pollution }
  }

  /// The variant.
  public let variant: ProjectVariant
  /// Every time from 0 to the last flow.
  public let moments: [Moment]

  /// Works out the chronicle.
  ///
  /// - Throws: `pricing.year-without-price` past what the trajectory says.
  init(_ variant: ProjectVariant, of project: CarbonProject, _ scenario: Scenario = Scenario()) throws(Refusal) {
    var discounting = project.discounting
    discounting.rate = scenario.rate ?? discounting.rate
    let years = scenario.years ?? project.years
    let last = max(discounting.time(ofYear: years), variant.investments.count - 1)
    var moments: [Moment] = []
    for time in 0...last {
      let year = discounting.calendarYear(of: time, from: project.firstYear)
      let price = try project.price?.price(in: year).price.approximate ?? 0
      moments.append(
        Moment(time: time, year: year, price: price * scenario.price, factor: discounting.factor(time)))
    }
    for (time, amount) in variant.investments.enumerated() { moments[time].investment += amount * scenario.investment }
    moments[0].emissions += variant.emissionsAtStart * scenario.emissions
    for year in 1...years { VariantFlows.operate(variant, year, scenario, &moments[discounting.time(ofYear: year)]) }
    for line in variant.lines where line.kind == .residual {
      moments[discounting.time(ofYear: years)].gains += line.amounts.standing * scenario.gains
    }
    self.variant = variant
    self.moments = moments
  }

  private static func operate(_ variant: ProjectVariant, _ year: Int, _ scenario: Scenario, _ moment: inout Moment) {
    for line in variant.lines where line.kind != .residual {
      let amount = line.amounts[year]
      if line.kind == .opex { moment.costs += amount * scenario.costs } else { moment.gains += amount * scenario.gains }
    }
    moment.emissions += variant.emissions[year] * scenario.emissions
    for pollutant in variant.pollutants {
      moment.pollution += pollutant.tonnes[year] * pollutant.price * scenario.emissions
    }
  }
}

extension VariantFlows {
  private func discounted(_ value: (Moment) -> Double) -> Double { moments.reduce(0) { $0 + value($1) * $1.factor } }

  /// Net present value without carbon, in euros.
  public var npv: Double { discounted(\.net) }
  /// Net present value with carbon and other pollutants, in euros.
  public var npvWithCarbon: Double { discounted(\.netWithCarbon) }
  /// Euros of emissions at the carbon price, discounted.
  public var carbonCost: Double { discounted(\.carbonCost) }
  /// Euros of other pollutants, discounted.
  public var pollution: Double { discounted(\.pollution) }
  /// Tonnes of CO2e, discounted as money is.
  public var discountedEmissions: Double { discounted(\.emissions) }
  /// Tonnes of CO2e.
  public var totalEmissions: Double { moments.reduce(0) { $0 + $1.emissions } }
  /// Euros invested, not discounted.
  public var totalInvestment: Double { moments.reduce(0) { $0 + $1.investment } }

  /// The internal rate of return of money alone.
  public var internalRate: RateOfReturn { RateOfReturn(moments.map(\.net)) }
  /// The economic rate of return: carbon and other pollutants counted.
  public var economicRate: RateOfReturn { RateOfReturn(moments.map(\.netWithCarbon)) }
}
