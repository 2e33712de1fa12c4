// Price and content together: what changes do to what a year cost, to its carbon, and to both at an internal price.

import CarbonAccounting
import Quantities
import UseCases

/// An account as it is and as it would be.
public struct Simulation: Sendable {
  /// The figures of an account.
  public struct Figures: Sendable, Hashable {
    /// What was spent on what carries carbon, excluding VAT.
    public let spend: Money
    /// P(n): inputs and what last year carried over.
    public let production: CarbonMass
    /// R(n): revenue, margin or cost.
    public let revenue: Money
    /// F(n): P per euro of R, or per unit of output.
    public let factor: CarbonIntensity
    /// Spend and production carbon at the internal price.
    public let together: Money
  }

  /// What one change did, after those before it.
  public struct Effect: Sendable, Hashable {
    /// More or less spend.
    public let spend: Money
    /// More or less carbon.
    public let carbon: CarbonMass
  }

  /// The account as it is.
  public let before: Figures
  /// The account with all changes.
  public let after: Figures
  /// What each change did, in their order: they add up to the difference.
  public let effects: [Effect]

  /// What stays the same whatever is tried.
  private struct Frame {
    let account: StoredBooks.Account
    let inputs: CarbonMass
    let spend: Money
    let price: Rational
  }

  /// Tries changes out, one after the other.
  ///
  /// - Parameters:
  ///   - changes: none gives the account's own figures, to the gram and the cent.
  ///   - entries: the entries of the account's year.
  ///   - date: the last day of that year.
  ///   - price: an internal carbon price in euros per tonne, not negative.
  /// - Throws: what makes a change impossible.
  public init(
    _ changes: [SimulatedChange], account: StoredBooks.Account, entries: [EntryRecord], on date: CalendarDate,
    price: Rational = .zero, library: Library
  ) throws(Refusal) {
    let context = SimulationContext(
      estimate: try PurchaseEstimate(library, on: date), prices: library.reference.prices, date: date,
      reference: library.reference, suppliers: account.suppliers)
    var purchases = SimulatedPurchase.all(entries, of: account.id)
    let frame = Frame(
      account: account, inputs: purchases.map(\.carbon).total(), spend: purchases.map(\.amount).total(), price: price)
    before = try Simulation.figures(purchases, frame)
    var effects: [Effect] = []
    for change in changes {
      let next = try change.applied(to: purchases, context)
      effects.append(
        Effect(
          spend: next.map(\.amount).total() - purchases.map(\.amount).total(),
          carbon: next.map(\.carbon).total() - purchases.map(\.carbon).total()))
      purchases = next
    }
    after = try Simulation.figures(purchases, frame)
    self.effects = effects
  }

  private static func figures(_ purchases: [SimulatedPurchase], _ frame: Frame) throws(Refusal) -> Figures {
    let account = frame.account
    let spend = purchases.map(\.amount).total()
    let production = account.production + purchases.map(\.carbon).total() - frame.inputs
    // The cost of a public service moves with what it buys; prices to customers stay as they are.
    let revenue = account.kind == .publicService ? account.revenue + spend - frame.spend : account.revenue
    do throws(QuantityError) {
      let price = try production.rational.divided(by: Rational(1_000_000)).times(frame.price).times(Rational(100))
      return Figures(
        spend: spend, production: production, revenue: revenue,
        factor: try factor(of: production, account, revenue),
        together: try spend.plus(Money(cents: try price.rounded())))
    } catch {
      throw Refusal(Diagnostic(.error, EstimateMessage.tooLarge))
    }
  }

  /// Per euro the factor is made anew; per unit of output it follows carbon, since the quantity sold stays.
  private static func factor(
    of production: CarbonMass, _ account: StoredBooks.Account, _ revenue: Money
  ) throws(QuantityError) -> CarbonIntensity {
    guard account.factorUnit != "EUR", account.production != .zero else {
      return try CarbonIntensity(of: production, per: revenue)
    }
    let exact = try Rational(account.closingFactor.milligrams).times(production.rational)
      .divided(by: account.production.rational)
    return CarbonIntensity(milligrams: try exact.rounded())
  }
}
