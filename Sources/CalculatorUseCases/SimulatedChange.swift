// Something a firm might do differently: what it does to what is bought.

import CarbonAccounting
import Quantities
import ReferenceData
import UseCases

/// A change to try out.
public enum SimulatedChange: Sendable {
  /// What is bought from a supplier is bought otherwise.
  ///
  /// - Parameters:
  ///   - number: the supplier's number in the ledger.
  ///   - content: what it then carries.
  ///   - price: by how much it costs more (0.05) or less (−0.1).
  case supplier(_ number: String, content: Content, price: Rational)
  /// Energy counted by quantity is used less, more, or replaced.
  ///
  /// - Parameters:
  ///   - factor: the id of the factor it is counted with.
  ///   - kind: the factor of what replaces it; the same for a change of quantity alone.
  ///   - quantity: in the unit of `kind`; nil for as much as before, where the kind stays.
  ///   - unitPrice: euros per unit of `kind`; nil for today's price per unit, or the reference price of another kind.
  case energy(factor: String, kind: EmissionFactor, quantity: Rational?, unitPrice: Rational?)
  /// A design that needs more (0.1) or less (−0.25) of a category.
  case category(_ id: String, by: Rational)

  /// What a purchase from somebody else carries.
  public enum Content: Sendable, Hashable {
    /// What it carries now: only the price changes.
    case unchanged
    /// A content transmitted per euro excluding VAT: as it stands, without margin.
    case transmitted(CarbonIntensity)
    /// A public factor per euro: with prudence.
    case estimated(EmissionFactor)
  }

  /// What is bought after the change.
  ///
  /// - Parameters:
  ///   - purchases: what is bought before.
  ///   - context: prices and factors of the year.
  /// - Throws: `simulator.nothing-bought` when the change is about nothing that is bought.
  func applied(to purchases: [SimulatedPurchase], _ context: SimulationContext) throws(Refusal) -> [SimulatedPurchase] {
    let concerned = purchases.filter(isAbout)
    guard !concerned.isEmpty else {
      throw Refusal(Diagnostic(.error, SimulatorMessage.nothingBought, ["what": context.name(of: self)]))
    }
    if case .energy(_, let kind, let quantity, let price) = self {
      let replaced = try energy(concerned, kind, quantity, price, context)
      return purchases.filter { !isAbout($0) } + replaced
    }
    var result: [SimulatedPurchase] = []
    for purchase in purchases {
      result.append(isAbout(purchase) ? try changed(purchase, context) : purchase)
    }
    return result
  }

  private func isAbout(_ purchase: SimulatedPurchase) -> Bool {
    switch self {
    case .supplier(let number, _, _): purchase.supplier == number
    case .energy(let factor, _, _, _): purchase.factor == factor && purchase.quantity != nil
    case .category(let id, _): purchase.category == id
    }
  }

  private func changed(
    _ purchase: SimulatedPurchase, _ context: SimulationContext
  ) throws(Refusal) -> SimulatedPurchase {
    do {
      switch self {
      case .category(_, let share): return try purchase.scaled(by: Rational.one.plus(share))
      case .supplier(_, let content, let price):
        let amount = try purchase.amount.scaled(by: Rational.one.plus(price))
        return switch content {
        case .unchanged:
          SimulatedPurchase(
            supplier: purchase.supplier, category: purchase.category, factor: purchase.factor, amount: amount,
            carbon: purchase.carbon, quantity: purchase.quantity)
        case .transmitted(let intensity):
          SimulatedPurchase(
            supplier: purchase.supplier, category: purchase.category, factor: nil, amount: amount,
            carbon: try intensity.content(of: amount))
        case .estimated(let factor):
          SimulatedPurchase(
            supplier: purchase.supplier, category: purchase.category, factor: factor.id, amount: amount,
            carbon: try context.estimate.content(of: amount, at: factor))
        }
      case .energy: return purchase  // Taken together: `energy` has done it.
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(Diagnostic(.error, EstimateMessage.tooLarge))
    }
  }

  /// All purchases of one energy as one, of a new quantity or kind.
  private func energy(
    _ purchases: [SimulatedPurchase], _ kind: EmissionFactor, _ asked: Rational?, _ unitPrice: Rational?,
    _ context: SimulationContext
  ) throws(Refusal) -> [SimulatedPurchase] {
    guard let first = purchases.first else { return [] }
    do {
      var used = Rational.zero
      for purchase in purchases { used = try used.plus(purchase.quantity ?? .zero) }
      if kind.id == first.factor {
        let quantity = asked ?? used
        // Vintages and prudence stay: only the quantity, and the price where one is given, move.
        let ratio = used == .zero ? Rational.one : try quantity.divided(by: used)
        var result: [SimulatedPurchase] = []
        for purchase in purchases {
          var scaled = try purchase.scaled(by: ratio)
          if let unitPrice, let quantity = scaled.quantity {
            scaled.amount = Money(cents: try quantity.times(unitPrice).times(Rational(100)).rounded())
          }
          result.append(scaled)
        }
        return result
      }
      guard kind.unit != .euro else {
        throw Refusal(Diagnostic(.error, SimulatorMessage.factorNotPhysical, ["factor": .localized(kind.name)]))
      }
      guard let quantity = asked else {
        throw Refusal(
          Diagnostic(
            .error, SimulatorMessage.quantityMissing,
            ["energy": .localized(kind.name), "unit": .localized(kind.unit.label)]))
      }
      let price = try unitPrice ?? context.price(of: kind)
      return [
        SimulatedPurchase(
          supplier: nil, category: first.category, factor: kind.id,
          amount: Money(cents: try quantity.times(price).times(Rational(100)).rounded()),
          carbon: try context.estimate.content(of: quantity, at: kind), quantity: quantity)
      ]
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(Diagnostic(.error, EstimateMessage.tooLarge))
    }
  }
}

/// Prices and factors that changes are reckoned with.
struct SimulationContext {
  let estimate: PurchaseEstimate
  let prices: ReferencePrices
  let date: CalendarDate
  let reference: ReferenceLibrary
  /// The account's suppliers.
  let suppliers: [StoredBooks.Line]

  /// What a change is about, by the name people know; by its id where there is none.
  func name(of change: SimulatedChange) -> MessageValue {
    switch change {
    case .supplier(let number, _, _):
      .text(suppliers.first { $0.id == number && !$0.name.isEmpty }?.name ?? number)
    case .energy(let factor, _, _, _):
      reference.factors.factor(factor).map { .localized($0.name) } ?? .text(factor)
    case .category(let id, _):
      reference.classification.category(id).map { .localized($0.label) } ?? .text(id)
    }
  }

  /// The reference price of an energy, in euros per unit of its factor.
  func price(of kind: EmissionFactor) throws(Refusal) -> Rational {
    guard let price = prices.price(kind.id, on: date), price.unit == kind.unit else {
      throw Refusal(Diagnostic(.error, SimulatorMessage.priceMissing, ["energy": .localized(kind.name)]))
    }
    return price.euros
  }
}
