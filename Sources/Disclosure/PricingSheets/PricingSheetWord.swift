import Quantities

/// Words of the two-page sheets of carbon pricing. The texts stand in Wording/Data/pricing-sheets.yaml.
public enum PricingSheetWord: String, MessageKey {
  case application1 = "pricing-sheet.application-1"
  case application2 = "pricing-sheet.application-2"
  case application3 = "pricing-sheet.application-3"
  case applicationCurve = "pricing-sheet.application-curve"
  /// Values: `date`, `version`.
  case made = "pricing-sheet.made"
  /// Values: `count`.
  case more = "pricing-sheet.more"
  /// Values: `file`.
  case written = "pricing-sheet.written"
  case warnings = "pricing-sheet.warnings"
  case terms = "pricing-sheet.terms"
  case hypotheses = "pricing-sheet.hypotheses"

  /// Values: `variant`, `reference`.
  case implicitQuestion = "pricing-sheet.implicit-question"
  /// Values: `variant`, `reference`, `price`.
  case implicitAnswer = "pricing-sheet.implicit-answer"
  /// Values: `variant`, `reference`.
  case implicitAlone = "pricing-sheet.implicit-alone"
  /// Values: `variant`, `reference`.
  case implicitNone = "pricing-sheet.implicit-none"
  /// Values: `variant`, `reference`, `amount`.
  case atPriceMore = "pricing-sheet.at-price-more"
  /// Values: `variant`, `reference`, `amount`.
  case atPriceLess = "pricing-sheet.at-price-less"
  case variants = "pricing-sheet.variants"
  case yearByYear = "pricing-sheet.year-by-year"
  /// Values: `variant`, `reference`.
  case yearByYearTitle = "pricing-sheet.year-by-year-title"
  /// Values: `cost`, `tonnes`, `price`.
  case division = "pricing-sheet.division"
  /// Values: `cost`, `pollution`, `tonnes`, `price`.
  case divisionPollution = "pricing-sheet.division-pollution"
  /// Values: `year`, `euros`.
  case publishedTitle = "pricing-sheet.published-title"
  case publishedNote = "pricing-sheet.published-note"
  case yes = "pricing-sheet.yes"
  case no = "pricing-sheet.no"

  case npvQuestion = "pricing-sheet.npv-question"
  /// Values: `variant`.
  case npvSame = "pricing-sheet.npv-same"
  /// Values: `plain`, `carbon`.
  case npvChanges = "pricing-sheet.npv-changes"
  case bestByPrice = "pricing-sheet.best-by-price"
  /// Values: `variant`, `from`, `to`.
  case spanBetween = "pricing-sheet.span-between"
  /// Values: `variant`, `from`.
  case spanAbove = "pricing-sheet.span-above"
  case whatDecides = "pricing-sheet.what-decides"
  /// Values: `hypothesis`, `swing`, `low`, `high`, `variant`, `reference`.
  case mostDecisive = "pricing-sheet.most-decisive"
  case otherHypotheses = "pricing-sheet.other-hypotheses"
  /// Values: `with`, `without`.
  case lagEffect = "pricing-sheet.lag-effect"

  case marginQuestion = "pricing-sheet.margin-question"
  /// Values: `year`, `price`, `perimeter`, `bill`, `indicator`, `margin`, `amount`, `kept`.
  case marginAnswer = "pricing-sheet.margin-answer"
  /// Values: `year`, `price`, `perimeter`, `bill`, `indicator`, `margin`, `amount`.
  case marginAnswerLoss = "pricing-sheet.margin-answer-loss"
  /// Values: `year`.
  case marginTitle = "pricing-sheet.margin-title"
  /// Values: `indicator`, `amount`.
  case indicatorAmount = "pricing-sheet.indicator-amount"
  case yearsTitle = "pricing-sheet.years-title"
  /// Values: `indicator`, `perimeter`.
  case yearsCaption = "pricing-sheet.years-caption"
  /// Values: `from`, `to`, `change`.
  case emissionsUp = "pricing-sheet.emissions-up"
  /// Values: `from`, `to`, `change`.
  case emissionsDown = "pricing-sheet.emissions-down"
  /// Values: `indicator`, `before`, `after`.
  case changeIndicator = "pricing-sheet.change-indicator"
  case ratios = "pricing-sheet.ratios"
  /// Values: `value`.
  case atMost = "pricing-sheet.at-most"
  /// Values: `value`.
  case atLeast = "pricing-sheet.at-least"
  case score = "pricing-sheet.score"
  /// Values: `letter`, `share`, `indicator`.
  case scoreWhy = "pricing-sheet.score-why"
  /// Values: `letter`, `indicator`.
  case scoreLoss = "pricing-sheet.score-loss"
  /// Values: `trend`, `change`, `before`.
  case scoreTrend = "pricing-sheet.score-trend"
  /// Values: `trend`, `change`.
  case scoreSame = "pricing-sheet.score-same"
  case scoreScale = "pricing-sheet.score-scale"
  case social = "pricing-sheet.social"
  /// Values: `perimeter`.
  case scope = "pricing-sheet.scope"
  /// Values: `perimeter`.
  case scopes = "pricing-sheet.scopes"

  case curveTitle = "pricing-sheet.curve-title"
  case curveQuestion = "pricing-sheet.curve-question"
  /// Values: `tonnes`, `count`, `saving`.
  case curveAnswer = "pricing-sheet.curve-answer"
  /// Values: `tonnes`, `count`.
  case curveCostly = "pricing-sheet.curve-costly"
  /// Values: `price`.
  case curveNothing = "pricing-sheet.curve-nothing"
  /// Values: `price`, `count`, `tonnes`.
  case curveWorthwhile = "pricing-sheet.curve-worthwhile"
  case actions = "pricing-sheet.actions"
  case actionDetails = "pricing-sheet.action-details"
}
