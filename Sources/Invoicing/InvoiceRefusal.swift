import Quantities

/// Why an invoice is refused or doubted; texts with remedies in `Sources/Wording/Data/invoices.yaml`.
public enum InvoiceRefusal: String, MessageKey {
  // A file that is not an invoice.
  case notInvoice = "invoice.not-invoice"
  case otherDocument = "invoice.other-document"
  case olderZUGFeRD = "invoice.older-zugferd"
  case tooLarge = "invoice.too-large"
  // What it says.
  case missing = "invoice.missing"
  case notNumber = "invoice.not-number"
  case notDate = "invoice.not-date"
  case typeUnknown = "invoice.type-unknown"
  case overflow = "invoice.overflow"
  case tooManyLines = "invoice.too-many-lines"
  case creditNegative = "invoice.credit-negative"
  case carbonUnreadable = "invoice.carbon-unreadable"
  case carbonDiffers = "invoice.carbon-differs"
  case carbonContradicted = "invoice.carbon-contradicted"
  case carbonWithoutProduct = "invoice.carbon-without-product"
  case carbonUnsealed = "invoice.carbon-unsealed"
  // A PDF.
  case pdfUnreadable = "invoice.pdf-unreadable"
  case pdfTooComplex = "invoice.pdf-too-complex"
  case pdfEncrypted = "invoice.pdf-encrypted"
  case pdfWithoutXML = "invoice.pdf-without-xml"
  case pdfTwoXML = "invoice.pdf-two-xml"
  case pdfOrder = "invoice.pdf-order"
  case pdfNotWritten = "invoice.pdf-not-written"
  // A check.
  case sumDiffers = "invoice.sum-differs"
  case tooManyDecimals = "invoice.too-many-decimals"
  // A stamp.
  case stampCurrency = "invoice.stamp-currency"
  case stampNoLines = "invoice.stamp-no-lines"
  case stampProfile = "invoice.stamp-profile"
  case stampEncoding = "invoice.stamp-encoding"
  case stampNoItem = "invoice.stamp-no-item"
  case stampNotRead = "invoice.stamp-not-read"
  case stampQuantity = "invoice.stamp-quantity"
  case stampText = "invoice.stamp-text"

  /// A refusal for this reason.
  func refusal(_ values: [String: MessageValue] = [:], line: Int? = nil, field: String? = nil) -> Refusal {
    Refusal(Diagnostic(.error, self, values, line: line, field: field))
  }
}
