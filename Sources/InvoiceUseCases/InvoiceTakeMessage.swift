import Quantities

/// What became of purchase invoices; texts in `Sources/Wording/Data/invoice-take.yaml`.
public enum InvoiceTakeMessage: String, MessageKey {
  case matched = "invoice-take.matched"
  case carbonTaken = "invoice-take.carbon-taken"
  case carbonEstimate = "invoice-take.carbon-estimate"
  case carbonPartial = "invoice-take.carbon-partial"
  case twice = "invoice-take.twice"
  case spelledTwice = "invoice-take.spelled-twice"
  case alreadyMeasured = "invoice-take.already-measured"
  case severalEnergies = "invoice-take.several-energies"
  case currency = "invoice-take.currency"
  case notInLedger = "invoice-take.not-in-ledger"
  case otherSupplier = "invoice-take.other-supplier"
  case severalSuppliers = "invoice-take.several-suppliers"
  case otherAmount = "invoice-take.other-amount"
  case partial = "invoice-take.partial"
  case measured = "invoice-take.measured"
  case summary = "invoice-take.summary"
  case line = "invoice-take.line"
  case written = "invoice-take.written"
  case nothing = "invoice-take.nothing"
}
