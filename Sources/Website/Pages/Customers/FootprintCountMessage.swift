import Quantities

/// Words of the page that counts a purchase by a supplier's footprint; texts in `Sources/Wording/Data/footprints-count.yaml`.
public enum FootprintCountMessage: String, MessageKey {
  case title = "footprint-count.title"
  case lead = "footprint-count.lead"
  case count = "footprint-count.count"
  case countOf = "footprint-count.count-of"
  case footprint = "footprint-count.footprint"
  case says = "footprint-count.says"
  case holds = "footprint-count.holds"
  case holdsText = "footprint-count.holds-text"
  case verification = "footprint-count.verification"
  case unverified = "footprint-count.unverified"
  case supplier = "footprint-count.supplier"
  case choose = "footprint-count.choose"
  case whole = "footprint-count.whole"
  case label = "footprint-count.label"
  case labelHint = "footprint-count.label-hint"
  case account = "footprint-count.account"
  case accountHint = "footprint-count.account-hint"
  case quantity = "footprint-count.quantity"
  case quantityHint = "footprint-count.quantity-hint"
  case evidence = "footprint-count.evidence"
  case evidenceHint = "footprint-count.evidence-hint"
  case margin = "footprint-count.margin"
  case deprecated = "footprint-count.deprecated"
  case replaces = "footprint-count.replaces"
  case closed = "footprint-count.closed"
  case changed = "footprint-count.changed"
  case counted = "footprint-count.counted"
  case countedLead = "footprint-count.counted-lead"
  case bought = "footprint-count.bought"
  case remove = "footprint-count.remove"
}

/// Why a footprint cannot be counted from a page; texts in `footprints-count.yaml`.
public enum FootprintCountRefusal: String, MessageKey {
  case supplierMissing = "footprint-count.supplier-missing"
  case lost = "footprint-count.lost"
}
