import Quantities

/// What is printed on documents that go to customers; texts in `Sources/Wording/Data/transmission.yaml`.
public enum TransmissionMessage: String, MessageKey {
  case sentence = "transmission.sentence"
  case sentenceUnit = "transmission.sentence-unit"
  case sentenceMargin = "transmission.sentence-margin"
  case sentenceCost = "transmission.sentence-cost"
  case document = "transmission.document"
  case documentChecked = "transmission.document-checked"
  case footer = "transmission.footer"
  case closed = "transmission.closed"
  case estimated = "transmission.estimated"
  case justification = "transmission.justification"
  case sheetTitle = "transmission.sheet-title"
  case sheetAccount = "transmission.sheet-account"
  case sheetYear = "transmission.sheet-year"
  case sheetFactor = "transmission.sheet-factor"
  case sheetClosedOn = "transmission.sheet-closed-on"
  case sheetSeal = "transmission.sheet-seal"
  case sheetKey = "transmission.sheet-key"
  case sheetUnsigned = "transmission.sheet-unsigned"
  case sheetCheck = "transmission.sheet-check"
  case sheetBase = "transmission.sheet-base"
  case sheetProduction = "transmission.sheet-production"
  case sheetRevenue = "transmission.sheet-revenue"
  case sheetPrint = "transmission.sheet-print"
}
