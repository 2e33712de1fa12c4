import Quantities

/// What the terms mean, for somebody who hears them for the first time. The texts stand in Wording/Data/pricing-sheets.yaml.
enum PricingSheetTerm: String, MessageKey {
  case implicitPrice = "pricing-term.implicit-price"
  case abatementCost = "pricing-term.abatement-cost"
  case discounting = "pricing-term.discounting"
  case npv = "pricing-term.npv"
  case rates = "pricing-term.rates"
  case payback = "pricing-term.payback"
  case carbonPrice = "pricing-term.carbon-price"
  case tonne = "pricing-term.tonne"
  case margin = "pricing-term.margin"
  case scopes = "pricing-term.scopes"
  case breakEven = "pricing-term.break-even"
  case ratios = "pricing-term.ratios"
  case abatementCurve = "pricing-term.abatement-curve"
}
