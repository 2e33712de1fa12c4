// What the signs of an invoice mean: a credit note states as positive what is given back.

import Quantities

extension Invoice {
  /// Whether a credit note writes its lines with the sign of a credit while its totals are positive, as some programs do
  /// against the standard: the lines add up to the opposite of BT-106.
  var hasSignedLines: Bool {
    guard type.isCredit, let stated = totals.lines, stated != .zero,
      let sum = try? countedLines.map(\.netAmount).total()
    else { return false }
    return sum == stated.negated
  }

  /// The total without VAT as a purchase: negative when it is given back.
  public var signedNet: Rational { type.isCredit ? totals.net.negated : totals.net }

  /// The total with VAT as a purchase: negative when it is given back.
  public var signedGross: Rational { type.isCredit ? totals.gross.negated : totals.gross }

  /// The amount of a line without VAT as a purchase: negative when it is given back.
  public func signedNet(of line: InvoiceLine) -> Rational {
    type.isCredit && !hasSignedLines ? line.netAmount.negated : line.netAmount
  }

  /// An allowance or charge of the document as a purchase: allowances are negative, but for those of a credit note.
  public func signedNet(of adjustment: InvoiceAdjustment) -> Rational {
    adjustment.isCharge == type.isCredit ? adjustment.amount.negated : adjustment.amount
  }

  /// The quantity of a line as a purchase: negative when it is given back, with its amount; nil when carbon is not
  /// accounted by its unit.
  public func signedQuantity(of line: InvoiceLine) -> Quantity? {
    guard let quantity = line.quantity else { return nil }
    let amount = signedNet(of: line)
    let isBack = amount == .zero ? type.isCredit != (quantity.value < .zero) : amount < .zero
    return Quantity(isBack ? quantity.value.magnitude.negated : quantity.value.magnitude, quantity.unit)
  }
}
