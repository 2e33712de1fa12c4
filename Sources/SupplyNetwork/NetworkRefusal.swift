import Quantities

/// What can be wrong with the files of a network. Words: Wording/Data/network.yaml.
public enum NetworkRefusal: String, MessageKey {
  // The files as wholes.
  case fileUnreadable = "network.file-unreadable"
  case notText = "network.not-text"
  case headerMissing = "network.header-missing"
  case columnMissing = "network.column-missing"
  case columnRepeated = "network.column-repeated"
  case columnsTooMany = "network.columns-too-many"
  case linksTooMany = "network.links-too-many"
  case noFirms = "network.no-firms"
  // A line.
  case lineTooLong = "network.line-too-long"
  case fieldCount = "network.field-count"
  case nameEmpty = "network.name-empty"
  case nameTooLong = "network.name-too-long"
  case nameQuoted = "network.name-quoted"
  case nameNotUTF8 = "network.name-not-utf8"
  case firmTwice = "network.firm-twice"
  case notAmount = "network.not-amount"
  case amountNegative = "network.amount-negative"
  case amountTooPrecise = "network.amount-too-precise"
  case amountTooLarge = "network.amount-too-large"
  case notGrams = "network.not-grams"
  case notFactor = "network.not-factor"
  case moreMistakes = "network.more-mistakes"
  // The network.
  case totalTooLarge = "network.total-too-large"
  case firmUnknown = "network.firm-unknown"
  case firmOutside = "network.firm-outside"
  // Warnings.
  case customersUnknown = "network.customers-unknown"
  case soldTooMuch = "network.sold-too-much"
  case nothingReaches = "network.nothing-reaches"
  case notConverged = "network.not-converged"
}
