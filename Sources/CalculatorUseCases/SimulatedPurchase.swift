// What a year's account is made of, summed as far as a change needs it: by supplier, category and factor.

import CarbonAccounting
import Quantities

/// Entries of an account that a change treats alike, with their exact sums.
public struct SimulatedPurchase: Sendable, Hashable {
  /// The supplier's number; nil where the entries name none.
  public let supplier: String?
  /// The purchase category.
  public let category: String
  /// The factor's id; nil for contents and statements.
  public let factor: String?
  /// Spend, excluding VAT.
  public var amount: Money
  /// Carbon, prudence included.
  public var carbon: CarbonMass
  /// The quantity, in the factor's unit; nil where money was counted.
  public var quantity: Rational?

  /// A purchase.
  public init(
    supplier: String?, category: String, factor: String?, amount: Money, carbon: CarbonMass, quantity: Rational? = nil
  ) {
    self.supplier = supplier
    self.category = category
    self.factor = factor
    self.amount = amount
    self.carbon = carbon
    self.quantity = quantity
  }

  private struct Key: Hashable {
    let supplier: String?
    let category: String
    let factor: String?
    let unit: String?
  }

  /// The purchases of an activity, from its entries; in an order that depends on content alone.
  public static func all(_ entries: [EntryRecord], of activity: String) -> [SimulatedPurchase] {
    var purchases: [Key: SimulatedPurchase] = [:]
    for entry in entries where entry.activity == activity {
      let quantity = entry.quantity.flatMap { Rational(decimal: $0) }
      let key = Key(
        supplier: entry.supplier, category: entry.category, factor: entry.factor,
        unit: quantity == nil ? nil : entry.unit)
      var purchase =
        purchases[key]
        ?? SimulatedPurchase(
          supplier: entry.supplier, category: entry.category, factor: entry.factor, amount: .zero, carbon: .zero,
          quantity: quantity.map { _ in .zero })
      purchase.amount += entry.amount ?? .zero
      purchase.carbon += entry.carbon
      if let quantity { purchase.quantity = try? purchase.quantity?.plus(quantity) }
      purchases[key] = purchase
    }
    return purchases.values.sorted {
      ($1.carbon, $0.category, $0.supplier ?? "", $0.factor ?? "", $0.amount)
        < ($0.carbon, $1.category, $1.supplier ?? "", $1.factor ?? "", $1.amount)
    }
  }

  /// The same, larger or smaller by a ratio: amount, carbon and quantity, each rounded once.
  func scaled(by ratio: Rational) throws(QuantityError) -> SimulatedPurchase {
    var copy = self
    copy.amount = try amount.scaled(by: ratio)
    copy.carbon = try CarbonMass(rounding: carbon.rational.times(ratio))
    copy.quantity = try quantity?.times(ratio)
    return copy
  }
}

extension Money {
  /// The amount times a ratio, rounded once, half to even, to the cent.
  func scaled(by ratio: Rational) throws(QuantityError) -> Money {
    Money(cents: try Rational(cents).times(ratio).rounded())
  }
}
