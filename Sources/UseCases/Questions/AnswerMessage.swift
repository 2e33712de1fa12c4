import Quantities

/// What the path from ledger to account says beside figures; texts in `Sources/Wording/Data/answers.yaml`.
public enum AnswerMessage: String, MessageKey {
  // Comments of a settings file.
  case fileHead = "answers.file-head"
  case fileActivities = "answers.file-activities"
  case fileKeys = "answers.file-keys"
  case fileRules = "answers.file-rules"
  case fileMeasures = "answers.file-measures"
  case fileFootprints = "answers.file-footprints"
  case fileEstimates = "answers.file-estimates"
  case fileContents = "answers.file-contents"
  case fileDirect = "answers.file-direct"
  case fileAssets = "answers.file-assets"
  case fileTransmission = "answers.file-transmission"
  case fileExpected = "answers.file-expected"
  case fileVintages = "answers.file-vintages"
  // What "I don't know" means.
  case unknownQuantity = "answers.unknown-quantity"
  case unknownInstead = "answers.unknown-instead"
  case unknownAgain = "answers.unknown-again"
  case unknownEnergy = "answers.unknown-energy"
  case unknownRule = "answers.unknown-rule"
  case unknownAsset = "answers.unknown-asset"
  case unknownDirect = "answers.unknown-direct"
  case unknownContent = "answers.unknown-content"
  // Questions beside what is missing.
  case answeredQuantity = "answers.answered-quantity"
  case askContent = "answers.ask-content"
}
