// The amounts of an invoice: exact decimals in its currency, as written.

import Quantities

/// An allowance or a charge, of a line or of the whole document.
public struct InvoiceAdjustment: Sendable, Hashable {
  /// Whether it is added; else it is taken off.
  public let isCharge: Bool
  /// How much, without VAT and without sign: BT-92 and BT-99 of the document, BT-136 and BT-141 of a line.
  public let amount: Rational
  /// Why; empty when unsaid.
  public let reason: String
  /// Category of VAT, BT-95 and BT-102; empty on lines.
  public let vatCategory: String
  /// Rate of VAT in percent, BT-96 and BT-103.
  public let vatRate: Rational?

  /// An allowance or a charge.
  public init(
    isCharge: Bool, amount: Rational, reason: String = "", vatCategory: String = "", vatRate: Rational? = nil
  ) {
    self.isCharge = isCharge
    self.amount = amount
    self.reason = reason
    self.vatCategory = vatCategory
    self.vatRate = vatRate
  }
}

/// The VAT of a category and a rate (BG-23).
public struct InvoiceVAT: Sendable, Hashable {
  /// Category, BT-118.
  public let category: String
  /// Rate in percent, BT-119.
  public let rate: Rational?
  /// Amount it is computed on, BT-116.
  public let base: Rational
  /// The VAT, BT-117.
  public let amount: Rational

  /// The VAT of a category and a rate.
  public init(category: String, rate: Rational?, base: Rational, amount: Rational) {
    self.category = category
    self.rate = rate
    self.base = base
    self.amount = amount
  }
}

/// The totals of a document (BG-22).
public struct InvoiceTotals: Sendable, Hashable {
  /// Sum of the lines, BT-106; nil in the Factur-X profile MINIMUM.
  public var lines: Rational?
  /// Sum of the document's allowances, BT-107.
  public var allowances: Rational?
  /// Sum of the document's charges, BT-108.
  public var charges: Rational?
  /// Total without VAT, BT-109.
  public var net: Rational
  /// Total VAT, BT-110.
  public var vat: Rational?
  /// Total with VAT, BT-112.
  public var gross: Rational
  /// Paid in advance, BT-113.
  public var paid: Rational?
  /// Rounding, BT-114.
  public var rounding: Rational?
  /// Due, BT-115.
  public var due: Rational

  /// Totals of which these three are always there.
  public init(net: Rational, gross: Rational, due: Rational) {
    self.net = net
    self.gross = gross
    self.due = due
  }
}

extension Rational {
  /// How many decimals it is exact with, two at least; 30 for what has no end.
  public var exactPlaces: Int {
    var (rest, places) = (denominator, 0)
    while rest % 10 == 0 { (rest, places) = (rest / 10, places + 1) }
    var (twos, fives) = (0, 0)
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    return rest == 1 ? max(2, places + max(twos, fives)) : 30
  }

  /// Every decimal there is, two at least, with a point: how files carry an amount or a price.
  public var amountText: String { decimalText(places: exactPlaces) }
}

extension Sequence<Rational> {
  /// The exact sum.
  func total() throws(QuantityError) -> Rational {
    var sum = Rational.zero
    for value in self { sum = try sum.plus(value) }
    return sum
  }
}
