// Words of the pages about electronic invoices.

import Quantities

/// Words of the page of received invoices; texts in `invoice-pages.yaml`.
public enum ReceivedInvoicesMessage: String, MessageKey {
  case title = "received-invoices.title"
  case lead = "received-invoices.lead"
  case link = "received-invoices.link"
  case how = "received-invoices.how"
  case howLedger = "received-invoices.how-ledger"
  case howContent = "received-invoices.how-content"
  case howQuantity = "received-invoices.how-quantity"
  case send = "received-invoices.send"
  case again = "received-invoices.again"
  case offer = "received-invoices.offer"
  case offerLead = "received-invoices.offer-lead"
  case offerFirst = "received-invoices.offer-first"
  case contents = "received-invoices.contents"
  case content = "received-invoices.content"
  case measures = "received-invoices.measures"
  case measure = "received-invoices.measure"
  case measureHint = "received-invoices.measure-hint"
  case take = "received-invoices.take"
  case nothing = "received-invoices.nothing"
  case already = "received-invoices.already"
  case tooLong = "received-invoices.too-long"
  case partial = "received-invoices.partial"
  case read = "received-invoices.read"
  case usual = "received-invoices.usual"
  case tableOdd = "received-invoices.table-odd"
  case tableLead = "received-invoices.table-lead"
  case number = "received-invoices.number"
  case supplier = "received-invoices.supplier"
  case date = "received-invoices.date"
  case amount = "received-invoices.amount"
  case sums = "received-invoices.sums"
  case sumsAgree = "received-invoices.sums-agree"
  case sumsDiffer = "received-invoices.sums-differ"
  case outcome = "received-invoices.outcome"
  case more = "received-invoices.more"
  case readOnly = "received-invoices.read-only"
}

/// Why nothing is taken from received invoices; texts with remedies in `invoice-pages.yaml`.
public enum ReceivedInvoicesRefusal: String, MessageKey {
  case noneChosen = "received-invoices.none-chosen"
  case formUnreadable = "received-invoices.form-unreadable"
}

/// Words of the page that puts carbon on invoices; texts in `invoice-pages.yaml`.
public enum StampPageMessage: String, MessageKey {
  case title = "stamp-page.title"
  case lead = "stamp-page.lead"
  case link = "stamp-page.link"
  case account = "stamp-page.account"
  case newest = "stamp-page.newest"
  case newestOf = "stamp-page.newest-of"
  case closed = "stamp-page.closed"
  case open = "stamp-page.open"
  case none = "stamp-page.none"
  case noneLink = "stamp-page.none-link"
  case button = "stamp-page.button"
  case what = "stamp-page.what"
  case whatLead = "stamp-page.what-lead"
  case whatProperty = "stamp-page.what-property"
  case whatMeans = "stamp-page.what-means"
  case whatExample = "stamp-page.what-example"
  case propertyContent = "stamp-page.property-content"
  case propertyFactor = "stamp-page.property-factor"
  case propertyAccount = "stamp-page.property-account"
  case propertyState = "stamp-page.property-state"
  case propertyMethod = "stamp-page.property-method"
  case propertyLink = "stamp-page.property-link"
  case propertySeal = "stamp-page.property-seal"
  case whatNote = "stamp-page.what-note"
  case refusals = "stamp-page.refusals"
  case refusalsHead = "stamp-page.refusals-head"
  case refusalsLine = "stamp-page.refusals-line"
}

/// Words of the page that checks an invoice; texts in `invoice-pages.yaml`.
public enum CheckInvoiceMessage: String, MessageKey {
  case title = "check-invoice.title"
  case lead = "check-invoice.lead"
  case link = "check-invoice.link"
  case button = "check-invoice.button"
  case again = "check-invoice.again"
  case seller = "check-invoice.seller"
  case buyer = "check-invoice.buyer"
  case date = "check-invoice.date"
  case totals = "check-invoice.totals"
  case carbon = "check-invoice.carbon"
  case lines = "check-invoice.lines"
  case agree = "check-invoice.agree"
  case differ = "check-invoice.differ"
  case more = "check-invoice.more"
}

/// Words of the field that takes invoices; texts in `invoice-pages.yaml`.
public enum InvoiceDropMessage: String, MessageKey {
  case choose = "invoice-drop.choose"
  case hint = "invoice-drop.hint"
  case sending = "invoice-drop.sending"
  case failed = "invoice-drop.failed"
  case progress = "invoice-drop.progress"
  case refused = "invoice-drop.refused"
  case refusedMore = "invoice-drop.refused-more"
}

/// Why no invoice came in; texts with remedies in `invoice-pages.yaml`.
public enum InvoiceDropRefusal: String, MessageKey {
  case noFile = "invoice-drop.no-file"
}
