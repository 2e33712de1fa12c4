// Words that pages and plots of carbon prices share.

import CarbonPricing
import Quantities
import Wording

/// Words of the plots. The texts stand in Wording/Data/pricing-charts.yaml.
public enum PricingChartMessage: String, MessageKey {
  case trajectoriesTitle = "pricing-chart.trajectories-title"
  case trajectoriesAbout = "pricing-chart.trajectories-about"
  case year = "pricing-chart.year"
  case price = "pricing-chart.price"
  /// Values: `year`.
  case priceOf = "pricing-chart.price-of"
  /// Values: `policy`, `use`.
  case own = "pricing-chart.own"
  case thresholdTitle = "pricing-chart.threshold-title"
  case thresholdAbout = "pricing-chart.threshold-about"
  /// Values: `reference`.
  case worth = "pricing-chart.worth"
  /// Values: `variant`.
  case tornadoTitle = "pricing-chart.tornado-title"
  /// Values: `swing`.
  case tornadoAbout = "pricing-chart.tornado-about"
  case advantage = "pricing-chart.advantage"
  case swungDown = "pricing-chart.swung-down"
  case swungUp = "pricing-chart.swung-up"
  case abatementTitle = "pricing-chart.abatement-title"
  case abatementAbout = "pricing-chart.abatement-about"
  case tonnes = "pricing-chart.tonnes"
  case costPerTonne = "pricing-chart.cost-per-tonne"
  /// Values: `price`.
  case ownPrice = "pricing-chart.own-price"
  /// Values: `name`.
  case marginTitle = "pricing-chart.margin-title"
  case marginAbout = "pricing-chart.margin-about"
  /// Values: `indicator`, `year`.
  case marginLine = "pricing-chart.margin-line"
  case amount = "pricing-chart.amount"
  case useAll = "pricing-chart.use-all"
  case useCapex = "pricing-chart.use-capex"
  case useResearch = "pricing-chart.use-r-and-d"
  case usePurchasing = "pricing-chart.use-purchasing"
}

extension PriceUse {
  /// Its name.
  public var message: PricingChartMessage {
    switch self {
    case .all: .useAll
    case .capex: .useCapex
    case .researchAndDevelopment: .useResearch
    case .purchasing: .usePurchasing
    }
  }
}

extension Speaker {
  /// A price of a tonne: `68,23 €/t` in French, `€68.23/t` in English.
  public func pricePerTonne(_ price: Double, _ places: Int = 2) -> String {
    guard let rational = Rational(rounding: price, places: places) else { return "—" }
    let number = numbers.decimal(rational.decimalText(places: places))
    guard language == .en else { return number + "\u{202F}€/t" }
    return (price < 0 ? "\u{2212}" : "") + "€" + number.drop { $0 == "\u{2212}" } + "/t"
  }
}
