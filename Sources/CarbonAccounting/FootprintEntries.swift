// Suppliers' footprints into entries: the quantity bought times what the footprint says, in place of the estimate from amounts.

import Accounting
import Quantities
import ReferenceData

/// Turns footprints bought into entries: one per footprint and activity, which stand for the ledger lines they match.
struct FootprintEntries {
  let allocator: Allocator
  let prudence: Rational
  let classification: ClassificationTable

  typealias Purchase = MeasureEntries.Purchase

  /// The entries of `bought` and the purchases that none of them stands for.
  ///
  /// Footprints with the same criteria share their lines: a supplier of two products is paid by one set of invoices. Lines of days
  /// on which none of them may be used keep their estimate.
  func make(_ bought: [FootprintPurchase], from purchases: [Purchase]) throws(Refusal) -> (
    [CarbonEntry], rest: [Purchase]
  ) {
    var rest = purchases
    var entries: [CarbonEntry] = []
    var problems: [Diagnostic] = []
    var seen: Set<LineMatch> = []
    for purchase in bought where seen.insert(purchase.match).inserted {
      let group = bought.enumerated().filter { $0.element.match == purchase.match }
      do throws(Refusal) {
        let taken = try take(group, from: &rest)
        entries += try self.entries(group, taken)
      } catch { problems += error.diagnostics }
    }
    if !problems.isEmpty { throw Refusal(problems) }
    return (entries, rest)
  }

  private typealias Group = [(offset: Int, element: FootprintPurchase)]

  /// The lines the group stands for, each in force on its day; none of them twice.
  private func take(_ group: Group, from rest: inout [Purchase]) throws(Refusal) -> [Purchase] {
    let matched = rest.filter { group[0].element.match.covers($0.line) }
    var problems: [Diagnostic] = []
    for (position, (offset, bought)) in group.enumerated() {
      let isRepeated = group[..<position].contains { $0.element.footprint.id == bought.footprint.id }
      if let reason = refusal(bought, matched, isRepeated: isRepeated) {
        problems.append(reason.inField("footprints[\(offset + 1)]"))
      }
    }
    if !problems.isEmpty { throw Refusal(problems) }
    let taken = matched.filter { purchase in group.contains { $0.element.isInForce(on: purchase.line.date) } }
    let ids = Set(taken.map(\.line.id))
    rest.removeAll { ids.contains($0.line.id) }
    return taken
  }

  private func refusal(_ bought: FootprintPurchase, _ matched: [Purchase], isRepeated: Bool) -> Diagnostic? {
    let footprint = bought.footprint
    var values: [String: MessageValue] = ["product": .text(footprint.product), "match": .text(bought.match.summary)]
    guard !isRepeated else { return Diagnostic(.error, FootprintBoughtRefusal.twice, values) }
    guard !matched.isEmpty else { return Diagnostic(.error, FootprintBoughtRefusal.withoutLines, values) }
    let inForce = matched.filter { bought.isInForce(on: $0.line.date) }
    guard !inForce.isEmpty else {
      values["from"] = .date(footprint.validity.lowerBound)
      values["to"] = .date(footprint.validity.upperBound)
      return Diagnostic(.error, FootprintBoughtRefusal.notInForce, values)
    }
    // A footprint stops at the supplier's gate: the carbon of burning a fuel would be left out.
    if let fuel = inForce.lazy.compactMap({ self.classification.category($0.classified.category) })
      .first(where: { $0.inventoryPost.hasSuffix("combustion") })
    {
      values["category"] = .localized(fuel.label)
      return Diagnostic(.error, FootprintBoughtRefusal.fuel, values)
    }
    guard bought.quantity.converted(to: footprint.declared.unit) == nil else { return nil }
    values["unit"] = .localized(bought.quantity.unit.label)
    values["wanted"] = .localized(footprint.declared.unit.label)
    return Diagnostic(.error, FootprintBoughtRefusal.unit, values)
  }

  private func entries(_ group: Group, _ taken: [Purchase]) throws(Refusal) -> [CarbonEntry] {
    do {
      let carbon = try group.map { try grams(of: $0.element) }
      let amounts = try allocator.amounts(of: taken.map(\.line))
      let weights = Apportionment.weights(amounts.map(\.amount.cents))
      // What each footprint's product cost is not known line by line: spend goes with its carbon.
      let costs = try amounts.map {
        try Apportionment.split($0.amount.cents, by: Apportionment.weights(carbon.map(\.grams)))
      }
      var entries: [CarbonEntry] = []
      for (index, item) in group.enumerated() {
        let shares = try Apportionment.split(carbon[index].grams, by: weights)
        for (place, part) in amounts.enumerated() {
          let share = try Rational(weights[place]).divided(by: Rational(weights.reduce(0, +)))
          entries.append(
            try entry(
              item, taken, part.activity, share: share, amount: Money(cents: costs[place][index]),
              carbon: CarbonMass(grams: shares[place])))
        }
      }
      return entries
    } catch {
      throw Refusal(Diagnostic(.error, CarbonMessage.overflow, ["account": .text(taken[0].line.account)]))
    }
  }

  /// The exact product of quantity, footprint and margin, rounded once to the gram.
  private func grams(of bought: FootprintPurchase) throws(QuantityError) -> CarbonMass {
    let factor = try bought.footprint.factor()
    guard let quantity = bought.quantity.converted(to: factor.unit) else { throw .overflow }
    return try CarbonMass(
      rounding: quantity.value.times(factor.gramsPerUnit).times(Rational.one.plus(prudence)))
  }

  private func entry(
    _ item: (offset: Int, element: FootprintPurchase), _ taken: [Purchase], _ activity: Activity, share: Rational,
    amount: Money, carbon: CarbonMass
  ) throws(QuantityError) -> CarbonEntry {
    let bought = item.element
    let factor = try bought.footprint.factor()
    guard let quantity = bought.quantity.converted(to: factor.unit) else { throw .overflow }
    let own = taken.filter { bought.isInForce(on: $0.line.date) }
    return CarbonEntry(
      id: "footprint/\(item.offset + 1)@\(activity.id)", date: own.map(\.line.date).max() ?? own[0].line.date,
      activity: activity.id, evidence: .footprint(bought, lines: own.map(\.line)), account: own[0].line.account,
      supplier: own.map(\.line).onlySupplier, amount: amount, category: own[0].classified.category,
      rule: own[0].classified.rule,
      basis: .physical(Quantity(try quantity.value.times(share), factor.unit), factor, origin: .footprint),
      prudence: prudence, carbon: carbon)
  }
}

extension FootprintPurchase {
  /// Whether the footprint may be used for what was bought on a day.
  func isInForce(on day: CalendarDate) -> Bool { footprint.validity.contains(day) }
}
