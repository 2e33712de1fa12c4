// A variant beside the reference: what it costs more, what it avoids, and from which carbon price it is worth it.

import Quantities

/// A variant compared with the reference, all amounts being those of the variant less those of the reference.
public struct VariantComparison: Sendable, Hashable {
  /// One time.
  public struct Moment: Sendable, Hashable {
    /// Years from the beginning.
    public let time: Int
    /// The calendar year.
    public let year: Int
    /// Euros invested more.
    public let extraInvestment: Double
    /// Euros spent more in operation, less what is gained more.
    public let extraCost: Double
    /// Tonnes of CO2e avoided.
    public let avoided: Double
    /// Euros of other pollutants avoided.
    public let pollutionAvoided: Double
    /// Euros per tonne of CO2e.
    public let price: Double
    /// What one euro of this time is worth at time 0.
    public let factor: Double

    /// Euros that the emissions avoided are worth.
    public var value: Double { avoided * price }
    /// What comes in more, without carbon.
    public var net: Double { -extraInvestment - extraCost }
    /// What comes in more, carbon and other pollutants counted.
    public var netWithCarbon: Double { net + value + pollutionAvoided }
  }

  /// The variant.
  public let variant: String
  /// The reference.
  public let reference: String
  /// Every time from 0 on.
  public let moments: [Moment]

  init(_ flows: VariantFlows, with reference: VariantFlows) {
    variant = flows.variant.name
    self.reference = reference.variant.name
    let count = max(flows.moments.count, reference.moments.count)
    moments = (0..<count).map { time in
      // A chronicle that ends earlier has no flows after.
      let (a, b) = (flows.at(time), reference.at(time))
      let known = a ?? b ?? flows.moments[0]
      return Moment(
        time: time, year: known.year, extraInvestment: (a?.investment ?? 0) - (b?.investment ?? 0),
        extraCost: (a.map { $0.costs - $0.gains } ?? 0) - (b.map { $0.costs - $0.gains } ?? 0),
        avoided: (b?.emissions ?? 0) - (a?.emissions ?? 0), pollutionAvoided: (b?.pollution ?? 0) - (a?.pollution ?? 0),
        price: known.price, factor: known.factor)
    }
  }
}

extension VariantFlows {
  fileprivate func at(_ time: Int) -> Moment? { time < moments.count ? moments[time] : nil }
}

extension VariantComparison {
  private func sum(_ value: (Moment) -> Double) -> Double { moments.reduce(0) { $0 + value($1) } }
  private func discounted(_ value: (Moment) -> Double) -> Double { sum { value($0) * $0.factor } }

  /// Euros invested more, not discounted.
  public var extraInvestment: Double { sum(\.extraInvestment) }
  /// Euros spent more in operation less what is gained more, discounted.
  public var discountedExtraCost: Double { discounted(\.extraCost) }
  /// What the variant costs more in all, discounted: euros.
  public var totalExtraCost: Double { -discounted(\.net) }
  /// Tonnes of CO2e avoided.
  public var avoided: Double { sum(\.avoided) }
  /// Tonnes of CO2e avoided, discounted as money is.
  public var discountedAvoided: Double { discounted(\.avoided) }
  /// Euros that the emissions avoided are worth at the carbon price, discounted.
  public var avoidedValue: Double { discounted(\.value) }
  /// Euros of other pollutants avoided, discounted.
  public var pollutionAvoided: Double { discounted(\.pollutionAvoided) }
  /// What the variant is worth more, without carbon: euros.
  public var npv: Double { discounted(\.net) }
  /// What the variant is worth more, carbon and other pollutants counted: euros.
  public var npvWithCarbon: Double { discounted(\.netWithCarbon) }

  /// The rate of return of what is invested more, money alone.
  public var internalRate: RateOfReturn { RateOfReturn(moments.map(\.net)) }
  /// The same with carbon and other pollutants counted.
  public var economicRate: RateOfReturn { RateOfReturn(moments.map(\.netWithCarbon)) }
  /// Years until what was invested more has come back in money; nil when it never does.
  public var payback: Double? { Payback.years(moments.map(\.net)) }
  /// The same with discounted flows.
  public var discountedPayback: Double? { Payback.years(moments.map { $0.net * $0.factor }) }
  /// Years until what was invested more has come back, carbon and other pollutants counted.
  public var paybackWithCarbon: Double? { Payback.years(moments.map(\.netWithCarbon)) }
  /// The same with discounted flows.
  public var discountedPaybackWithCarbon: Double? { Payback.years(moments.map { $0.netWithCarbon * $0.factor }) }

  /// The carbon price, the same every year, at which variant and reference are worth the same: euros per tonne of CO2e.
  ///
  /// Nil when nothing is avoided. Negative when the variant is worth more without any carbon price.
  public var implicitPrice: Double? {
    discountedAvoided > 0 ? (totalExtraCost - pollutionAvoided) / discountedAvoided : nil
  }

  /// The lowest price in whole thousandths of a euro at which the variant is worth more than the reference.
  public var firstFavourablePrice: Rational? {
    guard let price = implicitPrice, price.magnitude < 1e12 else { return nil }
    return try? Rational(Int128((price * 1000).rounded(.down)) + 1, over: 1000)
  }

  /// What the carbon price must be multiplied by, every year, for both to be worth the same; nil without a price.
  public var priceFactor: Double? { avoidedValue > 0 ? (totalExtraCost - pollutionAvoided) / avoidedValue : nil }

  /// What a tonne avoided costs, nothing being discounted: euros per tonne of CO2e. Nil when nothing is avoided.
  public var abatementCost: Double? { avoided > 0 ? -sum(\.net) / avoided : nil }
}
