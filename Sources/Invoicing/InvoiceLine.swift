import Quantities

/// What was bought, how much and for how much: a line of an invoice (BG-25).
public struct InvoiceLine: Sendable, Hashable {
  /// Its identifier, BT-126.
  public var id = ""
  /// A note, BT-127; empty for none.
  public var note = ""
  /// Quantity invoiced, BT-129; nil when unsaid.
  public var invoicedQuantity: Rational?
  /// The unit of it, BT-130: a code of UN/ECE Recommendation 20 such as `KWH`.
  public var unitCode = ""
  /// Amount without VAT, its own allowances and charges within, BT-131.
  public var netAmount = Rational.zero
  /// Price of `baseQuantity` units without VAT, BT-146; nil when unsaid.
  public var netPrice: Rational?
  /// The number of units the price is for, BT-149.
  public var baseQuantity = Rational.one
  /// What is sold, BT-153.
  public var name = ""
  /// What it is like, BT-154; empty for none.
  public var description = ""
  /// The seller's name for it, BT-155; empty for none.
  public var sellerID = ""
  /// The buyer's name for it, BT-156; empty for none.
  public var buyerID = ""
  /// A name of a scheme such as GTIN, BT-157.
  public var standardID: InvoiceParty.Identifier?
  /// What classes it, BT-158, with the list of the class.
  public var classifications: [InvoiceParty.Identifier] = []
  /// Properties, BG-32, in order.
  public var attributes: [InvoiceAttribute] = []
  /// Where the buyer books it, BT-133; empty for none.
  public var buyerAccount = ""
  /// The period invoiced, BT-134 to BT-135.
  public var period = InvoicePeriod()
  /// Allowances (BG-27) and charges (BG-28) of the line, already in `netAmount`.
  public var adjustments: [InvoiceAdjustment] = []
  /// Category of VAT, BT-151: `S` at a rate, `Z` at nil, `E` exempt…
  public var vatCategory = ""
  /// Rate of VAT in percent, BT-152.
  public var vatRate: Rational?
  /// False for lines that repeat what others say: groups and information of the EXTENDED profile.
  public var isCounted = true

  /// A line to be filled in.
  public init() {}

  /// The quantity in a unit that carbon is accounted in; nil for pieces, hours and other units.
  public var quantity: Quantity? {
    guard let invoicedQuantity, let unit = MeasureUnit(code: unitCode),
      let value = try? invoicedQuantity.times(unit.ratio)
    else { return nil }
    return Quantity(value, unit.unit)
  }
}

/// A property of what is sold (BG-32).
public struct InvoiceAttribute: Sendable, Hashable {
  /// Its name, BT-160.
  public let name: String
  /// Its value, BT-161.
  public let value: String

  /// A property.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
