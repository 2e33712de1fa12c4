import Quantities
import ReferenceData

/// The quantities that labels give, line by line, as far as they can be believed.
///
/// An invoice split over several expense lines repeats its label: its quantity is shared between them by amount, not
/// counted again. A quantity out of all proportion with what was paid is a number of something else (an invoice, a
/// date): it is not read.
struct LabelReadings {
  private struct Key: Hashable {
    let entry: Substring
    let label: String
    let factor: String
  }

  private var amounts: [Key: Money] = [:]
  private let factors: FactorCatalogue
  private let prices: ReferencePrices
  /// A quantity may be this many times more, or less, than the reference price tells.
  private let plausible: Rational

  init(
    _ purchases: [(line: LedgerFact, classified: Classification)], factors: FactorCatalogue, prices: ReferencePrices,
    plausible: Rational
  ) {
    self.factors = factors
    self.prices = prices
    self.plausible = plausible
    for (line, classified) in purchases where classified.factor.hasPrefix("id:") {
      amounts[LabelReadings.key(line, String(classified.factor.dropFirst(3))), default: .zero] += line.balance
    }
  }

  /// The quantity of `line` in the unit of its factor, signed like its amount; nil when its label gives none.
  func quantity(of line: LedgerFact, factor: EmissionFactor) -> Quantity? {
    guard let read = LabelQuantity.read(in: line.label, unit: factor.unit),
      let total = amounts[LabelReadings.key(line, factor.id)], total != .zero,
      isPlausible(read, total, factor, line), let share = try? line.balance.euros.divided(by: total.euros.magnitude),
      let value = try? read.value.times(share)
    else { return nil }
    return Quantity(value, factor.unit)
  }

  private func isPlausible(_ read: Quantity, _ amount: Money, _ factor: EmissionFactor, _ line: LedgerFact) -> Bool {
    guard let price = prices.price(factor.id, on: line.date),
      let expected = try? amount.euros.magnitude.divided(by: price.euros),
      let inUnit = Quantity(expected, price.unit).billed(in: factor.unit),
      let most = try? inUnit.value.times(plausible), let least = try? inUnit.value.divided(by: plausible)
    else { return true }
    return least <= read.value && read.value <= most
  }

  private static func key(_ line: LedgerFact, _ factor: String) -> Key {
    let end = line.id.lastIndex(of: "/") ?? line.id.endIndex
    return Key(entry: line.id[..<end], label: line.label, factor: factor)
  }
}
