import Quantities

/// Words of quotes, price lists and letterheads; texts in `Sources/Wording/Data/priced.yaml`.
public enum PricedMessage: String, MessageKey {
  case quote = "priced.quote"
  case priceList = "priced.price-list"
  case letterhead = "priced.letterhead"
  case customer = "priced.customer"
  case number = "priced.number"
  case name = "priced.name"
  case quantity = "priced.quantity"
  case unit = "priced.unit"
  case price = "priced.price"
  case amount = "priced.amount"
  case content = "priced.content"
  case contentOfOne = "priced.content-of-one"
  case total = "priced.total"
  case totalContent = "priced.total-content"
  case notTransmitted = "priced.not-transmitted"
  case notTransmittedNote = "priced.not-transmitted-note"
  case letterheadLead = "priced.letterhead-lead"
}
