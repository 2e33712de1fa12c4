import Accounting
import Quantities
import ReferenceData

/// Turns measures into entries: one per measure and activity, which stands for the ledger lines it matches.
struct MeasureEntries {
  let factors: FactorChoice
  let allocator: Allocator
  let prudence: Rational

  /// A purchase line with its classification.
  typealias Purchase = (line: LedgerFact, classified: Classification)

  /// The entries of `measures` and the purchases that none of them stands for.
  ///
  /// A measure takes, among the lines it matches, those classified at its own factor; where none is, all it matches
  /// that are counted by a physical quantity. A line is taken once, by the first measure that matches.
  func make(_ measures: [Measure], from purchases: [Purchase]) throws(Refusal) -> ([CarbonEntry], rest: [Purchase]) {
    var rest = purchases
    var entries: [CarbonEntry] = []
    var problems: [Diagnostic] = []
    for (position, measure) in measures.enumerated() {
      do throws(Diagnostic) {
        let factor = try physicalFactor(measure)
        guard let quantity = measure.quantity.billed(in: factor.unit) else {
          throw Diagnostic(
            .error, CarbonMessage.measureUnit,
            [
              "factor": .localized(factor.name), "unit": .localized(measure.quantity.unit.label),
              "wanted": .localized(factor.unit.label),
            ])
        }
        let taken = try take(measure, factor, from: &rest)
        entries += try self.entries(measure, quantity, factor, taken, position)
      } catch {
        problems.append(error.inField("measures[\(position + 1)]"))
      }
    }
    if !problems.isEmpty { throw Refusal(problems) }
    return (entries, rest)
  }

  private func physicalFactor(_ measure: Measure) throws(Diagnostic) -> EmissionFactor {
    let factor = try factors.factor("id:" + measure.factor, for: allocator.activities[0])
    guard factor.unit != .euro else {
      throw Diagnostic(.error, CarbonMessage.measureOfMoney, ["factor": .localized(factor.name)])
    }
    return factor
  }

  private func take(
    _ measure: Measure, _ factor: EmissionFactor, from rest: inout [Purchase]
  ) throws(Diagnostic) -> [Purchase] {
    let matched = rest.filter { measure.match.covers($0.line) }
    let sameFactor = matched.filter { $0.classified.factor == "id:" + measure.factor }
    let taken = sameFactor.isEmpty ? try otherEnergy(matched, measure) : sameFactor
    guard !taken.isEmpty else {
      throw Diagnostic(
        .error, CarbonMessage.measureWithoutLines,
        ["factor": .localized(factor.name), "match": .text(measure.match.summary)])
    }
    let ids = Set(taken.map(\.line.id))
    rest.removeAll { ids.contains($0.line.id) }
    return taken
  }

  /// Where no line is classified at the measure's factor: the lines whose energy is unknown, else those of the one
  /// other energy the measure matches. Several would be wiped out by it: refused.
  private func otherEnergy(_ matched: [Purchase], _ measure: Measure) throws(Diagnostic) -> [Purchase] {
    let unknown = matched.filter { $0.classified.category == "energy.unknown" }
    if !unknown.isEmpty { return unknown }
    let physical = matched.filter { $0.classified.factor.hasPrefix("id:") }
    let found = Set(physical.map { String($0.classified.factor.dropFirst(3)) }).sorted()
    guard found.count <= 1 else {
      throw Diagnostic(
        .error, CarbonMessage.measureAmbiguous,
        ["factor": .text(measure.factor), "found": .text(found.joined(separator: ", "))])
    }
    return physical
  }

  private func entries(
    _ measure: Measure, _ quantity: Quantity, _ factor: EmissionFactor, _ taken: [Purchase], _ position: Int
  ) throws(Diagnostic) -> [CarbonEntry] {
    do {
      let carbon = try CarbonMass(
        rounding: quantity.value.times(factor.gramsPerUnit).times(Rational.one.plus(prudence)))
      let amounts = try allocator.amounts(of: taken.map(\.line))
      let fair = Apportionment.weights(amounts.map(\.amount.cents))
      let shares = try Apportionment.split(carbon.grams, by: fair)
      let total = Rational(fair.reduce(0, +))
      return try zip(zip(amounts, shares), fair).map { pair, weight in
        let (part, grams) = pair
        let value = try quantity.value.times(Rational(weight)).divided(by: total)
        return CarbonEntry(
          id: "measure/\(position + 1)@\(part.activity.id)", date: taken.map(\.line.date).max() ?? taken[0].line.date,
          activity: part.activity.id, evidence: .measure(measure, lines: taken.map(\.line)),
          account: taken[0].line.account, supplier: taken.map(\.line).onlySupplier, amount: part.amount,
          category: taken[0].classified.category, rule: taken[0].classified.rule,
          basis: .physical(Quantity(value, factor.unit), factor, origin: .measured), prudence: prudence,
          carbon: CarbonMass(grams: grams))
      }
    } catch {
      throw Diagnostic(.error, CarbonMessage.overflow, ["account": .text(taken[0].line.account)])
    }
  }
}
