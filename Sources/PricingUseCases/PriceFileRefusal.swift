import Quantities

/// Why a pricing file cannot be read. The texts stand in Wording/Data/price-file.yaml; what any settings file may have
/// wrong is said by `WrittenMessage`.
public enum PriceFileRefusal: String, MessageKey {
  /// Not pairs at the top of the file. No values.
  case notMap = "price-file.not-a-map"
  /// Values: `value`.
  case notPercent = "price-file.not-a-percentage"
  /// Values: `value`.
  case notPrice = "price-file.not-a-price"
  /// Values: `value`.
  case notYear = "price-file.not-a-year"
  /// Values: `value`.
  case notCount = "price-file.not-a-count"
  /// A line with neither an amount nor a quantity with its price. No values.
  case amountMissing = "price-file.amount-missing"
  /// A fuel whose quantity is in another unit. Values: `unit`, `factor`, `expected`.
  case unitMismatch = "price-file.unit-mismatch"
  /// A fuel the catalogue does not have. Values: `factor`.
  case factorUnknown = "price-file.factor-unknown"
  /// Fewer elements than it takes. Values: `key`.
  case listEmpty = "price-file.list-empty"
  /// A cell that is not what its column holds. Values: `column`, `value`, `expected`.
  case cellWrong = "price-file.cell-wrong"
  /// A table needs what it cannot say. Values: `option`.
  case optionMissing = "price-file.option-missing"
  /// A ledger without settings or activity, for its carbon. Values: `ledger`.
  case ledgerWithoutEmissions = "price-file.ledger-without-emissions"
  /// A template of another name. Values: `name`, `known`.
  case templateUnknown = "price-file.template-unknown"
  /// A template that is no table. Values: `name`, `known`.
  case templateNoTable = "price-file.template-no-table"
  /// A worked case of the guide that is not found again. Values: `case`.
  case caseFails = "price-file.case-fails"
}
