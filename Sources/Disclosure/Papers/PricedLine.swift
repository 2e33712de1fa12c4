// One line of a quote or a price list: what is offered, its price, and the carbon that comes with it.

import CarbonAccounting
import Quantities

/// What is offered at a price.
public struct PricedLine: Sendable, Hashable {
  /// What it is called.
  public let name: String
  /// How much of it; 1 on a price list.
  public let quantity: Rational
  /// What it is counted in, as the firm writes it; empty for pieces.
  public let unit: String
  /// The price of one, excluding VAT.
  public let price: Money
  /// What the account's factor multiplies for one, where that is not the price: units sold, euros of cost, euros of margin.
  public let base: Rational?
  /// For goods resold as they are: the content their supplier transmitted, for one; nil when none was.
  public let supplied: CarbonMass?

  /// A line.
  public init(
    name: String, quantity: Rational = .one, unit: String = "", price: Money, base: Rational? = nil,
    supplied: CarbonMass? = nil
  ) {
    self.name = name
    self.quantity = quantity
    self.unit = unit
    self.price = price
    self.base = base
    self.supplied = supplied
  }

  /// Quantity × price, rounded half to even to the cent.
  ///
  /// - Throws: `QuantityError.overflow`.
  public func amount() throws(QuantityError) -> Money {
    Money(cents: try price.euros.times(quantity).times(Rational(100)).rounded())
  }
}

extension InvoiceStatement {
  /// The carbon of a line, rounded once to the gram; nil where nothing may be transmitted for it.
  ///
  /// For what is resold as it is, nothing is transmitted unless its supplier transmitted a content.
  ///
  /// - Throws: `QuantityError.overflow`.
  public func content(of line: PricedLine) throws(QuantityError) -> CarbonMass? {
    switch base {
    case .price: return try factor.content(of: try line.amount())
    case .quantity, .cost:
      guard let base = line.base else { return nil }
      return try factor.content(of: try base.times(line.quantity))
    case .margin:
      guard let margin = line.base, let supplied = line.supplied else { return nil }
      let one = try supplied.rational.plus(try margin.times(factor.rational))
      return try CarbonMass(rounding: try one.times(line.quantity))
    }
  }
}
