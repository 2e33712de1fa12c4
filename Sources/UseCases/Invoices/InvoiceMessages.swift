import Quantities

/// Why invoices are not read or stamped together; texts with remedies in `Sources/Wording/Data/invoices.yaml`.
public enum InvoiceFileRefusal: String, MessageKey {
  case noFiles = "invoice.no-files"
  case tooManyFiles = "invoice.too-many-files"
  case tooMuch = "invoice.too-much"
  case tooManyLinesTogether = "invoice.too-many-lines-together"
  case stampNoAccount = "invoice.stamp-no-account"
  case stampAccount = "invoice.stamp-account"
  case stampActivity = "invoice.stamp-activity"
  case stampActivityUnknown = "invoice.stamp-activity-unknown"
  case stampFactor = "invoice.stamp-factor"
  case stampTooEarly = "invoice.stamp-too-early"
  case stampBeforeYear = "invoice.stamp-before-year"
  case stampSeller = "invoice.stamp-seller"
  case stampOutput = "invoice.stamp-output"
  case stampNames = "invoice.stamp-names"
}

/// What is shown of invoices, and the note they carry; texts in `Sources/Wording/Data/invoice-text.yaml`.
public enum InvoiceTextMessage: String, MessageKey {
  case note = "invoice-text.note"
  case noteAdjusted = "invoice-text.note-adjusted"
  case noteChecked = "invoice-text.note-checked"
  case typeInvoice = "invoice-text.type-invoice"
  case typeCredit = "invoice-text.type-credit"
  case typeCorrected = "invoice-text.type-corrected"
  case typeSelfBilled = "invoice-text.type-self-billed"
  case typeSelfBilledCredit = "invoice-text.type-self-billed-credit"
  case head = "invoice-text.head"
  case party = "invoice-text.party"
  case totals = "invoice-text.totals"
  case signed = "invoice-text.signed"
  case carbon = "invoice-text.carbon"
  case carbonPartial = "invoice-text.carbon-partial"
  case carbonBasis = "invoice-text.carbon-basis"
  case carbonNone = "invoice-text.carbon-none"
  case headLine = "invoice-text.head-line"
  case headItem = "invoice-text.head-item"
  case headQuantity = "invoice-text.head-quantity"
  case headAmount = "invoice-text.head-amount"
  case headCarbon = "invoice-text.head-carbon"
  case read = "invoice-text.read"
  case checked = "invoice-text.checked"
  case checkedDiffers = "invoice-text.checked-differs"
  case stamped = "invoice-text.stamped"
  case stampedAll = "invoice-text.stamped-all"
}
