import Quantities

/// What is wrong in a file somebody wrote, with its line and field; texts in `Sources/Wording/Data`.
public enum WrittenMessage: String, MessageKey {
  case unreadable = "firm.yaml-unreadable"
  case notMap = "firm.not-a-map"
  case aliases = "firm.aliases"
  case unknownKey = "firm.unknown-key"
  case required = "firm.required"
  case notText = "firm.not-text"
  case notList = "firm.not-a-list"
  case notNumber = "firm.not-a-number"
  case notQuantity = "firm.not-a-quantity"
  case notCarbon = "firm.not-carbon"
  case notMoney = "firm.not-money"
  case notDate = "firm.not-a-date"
  case notChoice = "firm.not-a-choice"
  case oneOf = "firm.one-of"
  case duplicate = "firm.duplicate"
  case duplicateKey = "firm.duplicate-key"
  case outOfRange = "firm.out-of-range"
  case ambiguousNumber = "firm.ambiguous-number"
}
