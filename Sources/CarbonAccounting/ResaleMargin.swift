import Quantities

/// What a resale activity bought to sell as it is, and how much of it came with a content.
struct ResaleMargin {
  /// Sales of goods, excluding VAT.
  let sales: Money
  /// Cost of the goods sold: purchases (607) and their stock change (6037), less rebates (6097).
  let cost: Money
  /// Purchases of the year, less rebates.
  let purchases: Money
  /// The part of the purchases whose supplier transmitted a content.
  let purchasesWithContent: Money
  /// That content: it passes through to customers, outside P and S.
  let passedThrough: CarbonMass

  /// Trade margin (marge commerciale).
  var margin: Money { sales - cost }

  /// Reads the goods of a resale activity.
  ///
  /// A stock change (603) has no supplier: the part with content is that of the year's purchases, and the content that
  /// passes through is that of the goods sold, in proportion to their cost.
  init(goods: [LedgerFact], sales: Money, contents: SupplierContents) throws(QuantityError) {
    self.sales = sales
    cost = goods.map(\.balance).total()
    let bought = goods.filter { !$0.account.hasPrefix("603") }
    var withContent = Money.zero
    var passed = Rational.zero
    for line in bought {
      guard let content = contents.content(for: line) else { continue }
      withContent += line.balance
      passed = try passed.plus(content.gramsPerEuro.times(line.balance.euros))
    }
    purchases = bought.map(\.balance).total()
    purchasesWithContent = withContent
    passedThrough =
      purchases == .zero ? .zero : try CarbonMass(rounding: passed.times(cost.euros).divided(by: purchases.euros))
  }

  /// Splits carbon of the margin into what is transmitted and what lapses, in proportion to the purchases
  /// that came with a content and of those that did not. The two parts add up to `carbon`.
  func split(_ carbon: CarbonMass) throws(QuantityError) -> (transmitted: CarbonMass, lapsed: CarbonMass) {
    let without = max(purchases.cents - purchasesWithContent.cents, 0)
    let with = max(purchasesWithContent.cents, 0)
    guard with + without > 0 else { return (.zero, carbon) }
    let parts = try Apportionment.split(carbon.grams, by: [with, without])
    return (CarbonMass(grams: parts[0]), CarbonMass(grams: parts[1]))
  }
}
