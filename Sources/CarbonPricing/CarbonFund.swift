// The fund an internal fee fills: emissions x fee come in, projects go out, and it is never overdrawn.

import Quantities

/// The account of a fund, in cents: every movement with the balance after it.
public struct CarbonFund: Sendable, Hashable {
  /// Emissions that pay.
  public struct Contribution: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// Who pays: a site, a department.
    public let label: String
    /// What was emitted.
    public let emissions: CarbonMass

    /// Emissions that pay.
    public init(year: Int, label: String, emissions: CarbonMass) {
      self.year = year
      self.label = label
      self.emissions = emissions
    }
  }

  /// Something the fund pays for.
  public struct Spending: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// What.
    public let label: String
    /// How much, not negative.
    public let amount: Money

    /// Something the fund pays for.
    public init(year: Int, label: String, amount: Money) {
      self.year = year
      self.label = label
      self.amount = amount
    }
  }

  /// A movement.
  public struct Movement: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// Who pays, or what is paid for.
    public let label: String
    /// Positive when it comes in, negative when it goes out.
    public let amount: Money
    /// The emissions and the price they paid; nil for what goes out.
    public let fee: Fee?
    /// What is left.
    public let balance: Money
  }

  /// What a contribution was made from.
  public struct Fee: Sendable, Hashable {
    /// What was emitted.
    public let emissions: CarbonMass
    /// Euros per tonne.
    public let price: Rational
  }

  /// What was there before.
  public let opening: Money
  /// The movements, year by year; within a year what comes in stands before what goes out.
  public let movements: [Movement]

  /// Everything that came in.
  public let collected: Money
  /// Everything that went out, as a positive amount.
  public let spent: Money

  /// What is left.
  public var balance: Money { movements.last?.balance ?? opening }

  /// Keeps the account.
  ///
  /// - Throws: `pricing.fund-overdrawn` at the first project the fund cannot pay; `pricing.fund-without-fee` when the
  ///   policy collects nothing.
  public init(
    _ policy: PricePolicy, opening: Money, contributions: [Contribution], spendings: [Spending]
  ) throws(Refusal) {
    guard policy.kind == .fee else { throw Refusal(Diagnostic(.error, PricingRefusal.fundWithoutFee)) }
    let schedule = try policy.schedule(for: .all)
    var movements: [Movement] = []
    var (balance, collected, spent) = (opening, Money.zero, Money.zero)
    for year in Set(contributions.map(\.year) + spendings.map(\.year)).sorted() {
      let price = try schedule.price(in: year).price
      for contribution in contributions where contribution.year == year {
        let bill = try CarbonBill.amount(contribution.emissions, at: price)
        balance = try CarbonFund.sum(balance, bill)
        collected = try CarbonFund.sum(collected, bill)
        movements.append(
          Movement(
            year: year, label: contribution.label, amount: bill,
            fee: Fee(emissions: contribution.emissions, price: price), balance: balance))
      }
      for spending in spendings where spending.year == year {
        guard spending.amount <= balance else { throw CarbonFund.overdrawn(spending, balance) }
        balance -= spending.amount
        spent = try CarbonFund.sum(spent, spending.amount)
        movements.append(
          Movement(year: year, label: spending.label, amount: -spending.amount, fee: nil, balance: balance))
      }
    }
    self.opening = opening
    self.movements = movements
    self.collected = collected
    self.spent = spent
  }

  private static func sum(_ a: Money, _ b: Money) throws(Refusal) -> Money {
    do { return try a.plus(b) } catch { throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge)) }
  }

  private static func overdrawn(_ spending: Spending, _ balance: Money) -> Refusal {
    Refusal(
      Diagnostic(
        .error, PricingRefusal.fundOverdrawn,
        [
          "project": .text(spending.label), "year": .text(String(spending.year)), "amount": .money(spending.amount),
          "balance": .money(balance),
        ]))
  }
}

/// Emissions in money.
public enum CarbonBill {
  /// `emissions x price`, rounded once to the cent, half to even.
  ///
  /// - Parameter price: euros per tonne of CO2e.
  /// - Throws: `pricing.too-large`.
  public static func amount(_ emissions: CarbonMass, at price: Rational) throws(Refusal) -> Money {
    do {
      // Grams x euros per tonne / 10 000 = cents.
      return Money(cents: try emissions.rational.times(price).divided(by: Rational(10_000)).rounded())
    } catch {
      throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge))
    }
  }
}
