import Quantities

/// What is wrong with the lines of a priced document; texts in `Sources/Wording/Data/priced.yaml`.
public enum PricedRefusal: String, MessageKey {
  case columnMissing = "priced.column-missing"
  case baseMissing = "priced.base-missing"
  case nameMissing = "priced.name-missing"
  case noLines = "priced.no-lines"
  case tooMany = "priced.too-many"
  case tooLarge = "priced.too-large"
  case several = "priced.several"
  case unknown = "priced.unknown"
  case linesWanted = "priced.lines-wanted"
}

/// Words of refusals about priced documents.
public enum PricedBaseMessage: String, MessageKey {
  case units = "priced.base-units"
  case margin = "priced.base-margin"
  case cost = "priced.base-cost"
}
