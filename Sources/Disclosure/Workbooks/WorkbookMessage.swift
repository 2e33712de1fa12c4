import Quantities

/// Why a workbook is refused; texts with remedies in `Sources/Wording/Data/workbook.yaml`.
public enum WorkbookMessage: String, MessageKey {
  case notWritten = "workbook.not-written"
  case unreadable = "workbook.unreadable"
  case tooLarge = "workbook.too-large"
  case sheetMissing = "workbook.sheet-missing"
}
