import Quantities

/// What a resale activity bought to sell as it is, and how much of it came with a content.
struct ResaleMargin {
  /// Sales of goods, excluding VAT.
  let sales: Money
  /// Cost of the goods sold: purchases (607) and their stock change (6037), less rebates (6097).
  let cost: Money
  /// The part of the purchases whose supplier transmitted a content.
  let costWithContent: Money
  /// That content: it passes through to customers, outside P and S.
  let passedThrough: CarbonMass

  /// Trade margin (marge commerciale).
  var margin: Money { sales - cost }

  /// Reads the goods of a resale activity.
  init(goods: [LedgerFact], sales: Money, contents: SupplierContents) throws(QuantityError) {
    self.sales = sales
    cost = goods.map(\.balance).total()
    var withContent = Money.zero
    var passed = CarbonMass.zero
    for line in goods {
      guard let content = contents.content(for: line) else { continue }
      withContent += line.balance
      passed += try CarbonMass(rounding: content.gramsPerEuro.times(line.balance.euros))
    }
    costWithContent = withContent
    passedThrough = passed
  }

  /// Splits carbon of the margin into what is transmitted and what lapses, in proportion to the cost of the goods
  /// that came with a content and of those that did not. The two parts add up to `carbon`.
  func split(_ carbon: CarbonMass) throws(QuantityError) -> (transmitted: CarbonMass, lapsed: CarbonMass) {
    let without = max(cost.cents - costWithContent.cents, 0)
    let with = max(costWithContent.cents, 0)
    guard with + without > 0 else { return (.zero, carbon) }
    let parts = try Apportionment.split(carbon.grams, by: [with, without])
    return (CarbonMass(grams: parts[0]), CarbonMass(grams: parts[1]))
  }
}
