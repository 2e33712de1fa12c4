// The marginal abatement cost curve: actions side by side, the cheapest tonne first.

import Quantities

/// Something that could be done to emit less.
public struct AbatementAction: Sendable, Hashable {
  /// What.
  public let name: String
  /// Euros spent at the beginning.
  public let investment: Double
  /// Euros spent every year; negative where money is saved.
  public let yearlyCost: Double
  /// Years it lasts.
  public let years: Int
  /// Tonnes of CO2e avoided every year.
  public let tonnes: Double

  /// An action.
  public init(name: String, investment: Double, yearlyCost: Double, years: Int, tonnes: Double) {
    self.name = name
    self.investment = investment
    self.yearlyCost = yearlyCost
    self.years = years
    self.tonnes = tonnes
  }
}

/// Actions by the cost of the tonne they avoid.
public struct AbatementCurve: Sendable, Hashable {
  /// An action with what it comes to.
  public struct Step: Sendable, Hashable {
    /// The action.
    public let action: AbatementAction
    /// What it costs in all, discounted: euros, negative for a gain.
    public let cost: Double
    /// Tonnes avoided, discounted as money is.
    public let discountedTonnes: Double
    /// Tonnes a year avoided by this action and all cheaper ones.
    public let cumulativeTonnes: Double

    /// Euros per tonne of CO2e avoided.
    public var costPerTonne: Double { cost / discountedTonnes }
    /// Tonnes of CO2e avoided over its life.
    public var lifetimeTonnes: Double { action.tonnes * Double(action.years) }
  }

  /// Yearly rate; flows are counted at the end of years.
  public let rate: Double
  /// The firm's price, in euros per tonne; nil where none was given.
  public let price: Rational?
  /// The actions, the cheapest tonne first.
  public let steps: [Step]

  /// Actions drawn at once, at most.
  public static let limit = 200

  /// Works it out.
  ///
  /// - Throws: `pricing.nothing-avoided`, `pricing.too-many`, `pricing.name-twice`.
  public init(_ actions: [AbatementAction], rate: Double, price: Rational?) throws(Refusal) {
    guard actions.count <= AbatementCurve.limit else {
      throw Refusal(
        Diagnostic(.error, PricingRefusal.tooMany, ["what": "actions", "limit": .integer(AbatementCurve.limit)]))
    }
    let discounting = Discounting(rate: rate, timing: .end)
    var worked: [(action: AbatementAction, cost: Double, tonnes: Double)] = []
    for action in actions {
      let annuity = discounting.annuity(years: action.years)
      guard action.tonnes > 0, annuity > 0 else {
        throw Refusal(Diagnostic(.error, PricingRefusal.nothingAvoided, ["action": .text(action.name)]))
      }
      guard !worked.contains(where: { $0.action.name == action.name }) else {
        throw Refusal(Diagnostic(.error, PricingRefusal.nameTwice, ["name": .text(action.name)]))
      }
      worked.append((action, action.investment + action.yearlyCost * annuity, action.tonnes * annuity))
    }
    worked.sort { ($0.cost / $0.tonnes, $0.action.name) < ($1.cost / $1.tonnes, $1.action.name) }
    var sum = 0.0
    self.rate = rate
    self.price = price
    steps = worked.map { work in
      sum += work.action.tonnes
      return Step(action: work.action, cost: work.cost, discountedTonnes: work.tonnes, cumulativeTonnes: sum)
    }
  }

  /// Tonnes of CO2e a year that all actions avoid.
  public var totalTonnes: Double { steps.last?.cumulativeTonnes ?? 0 }
  /// The actions whose tonne costs no more than the firm's price; none without a price.
  public var worthwhile: [Step] {
    price.map { price in steps.filter { $0.costPerTonne <= price.approximate + AbatementCurve.hair($0) } } ?? []
  }
  /// What binary fractions may add to the cost of a tonne: a price that equals it must count as enough.
  private static func hair(_ step: Step) -> Double { 1e-9 * max(abs(step.costPerTonne), 1) }
  /// The actions that save money.
  public var saving: [Step] { steps.filter { $0.cost < 0 } }
}
