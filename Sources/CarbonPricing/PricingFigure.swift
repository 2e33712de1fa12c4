import Quantities

/// What the figures of a derivation are. The texts stand in Wording/Data/pricing.yaml.
public enum PricingFigure: String, MessageKey {
  /// Values: `variant`, `reference`.
  case implicitPrice = "pricing.figure-implicit-price"
  /// Values: `variant`, `reference`.
  case advantage = "pricing.figure-advantage"
  case totalExtraCost = "pricing.figure-total-extra-cost"
  case extraInvestment = "pricing.figure-extra-investment"
  case discountedExtraCost = "pricing.figure-discounted-extra-cost"
  case discountedAvoided = "pricing.figure-discounted-avoided"
  case avoidedValue = "pricing.figure-avoided-value"
  case pollutionAvoided = "pricing.figure-pollution-avoided"
  /// Values: `year`, `value`, `factor`.
  case year = "pricing.figure-year"
  /// Values: `year`, `tonnes`, `price`, `factor`.
  case yearValue = "pricing.figure-year-value"
  /// Values: `indicator`, `perimeter`.
  case margin = "pricing.figure-margin"
  /// Values: `perimeter`.
  case bill = "pricing.figure-bill"
  /// Values: `perimeter`.
  case emissions = "pricing.figure-emissions"
  /// Values: `year`.
  case price = "pricing.figure-price"
  /// Values: `trajectory`, `year`.
  case published = "pricing.figure-published"
  /// Values: `trajectory`, `year`, `from`, `to`.
  case interpolated = "pricing.figure-interpolated"
  /// Values: `trajectory`, `year`, `from`.
  case extended = "pricing.figure-extended"
  /// Values: `currency`, `year`.
  case exchange = "pricing.figure-exchange"
  /// Values: `from`, `to`, `series`.
  case prices = "pricing.figure-prices"
}
