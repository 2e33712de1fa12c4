// A firm's own policy: what price it gives carbon, for which decisions, on which emissions, and whether money moves.

import Quantities

/// What a price is used for.
public enum PriceUse: String, Sendable, Hashable, CaseIterable {
  /// Everything that has no price of its own.
  case all
  /// Investments.
  case capex
  /// Research and development.
  case researchAndDevelopment = "r-and-d"
  /// Choosing suppliers.
  case purchasing
}

/// The emissions a price bears on, in the words of the GHG Protocol: each holds those before.
public enum Perimeter: String, Sendable, Hashable, CaseIterable, Comparable {
  /// What the firm emits itself.
  case scope1 = "1"
  /// And what making the energy it buys emitted.
  case scopes1And2 = "1+2"
  /// And everything else, before and after the firm.
  case scopes1To3 = "1+2+3"

  public static func < (a: Perimeter, b: Perimeter) -> Bool { a.rawValue.utf8.count < b.rawValue.utf8.count }
}

/// A firm's internal carbon price.
public struct PricePolicy: Sendable, Hashable {
  /// Whether money moves.
  public enum Kind: String, Sendable, CaseIterable {
    /// A figure in calculations; nobody pays.
    case shadow
    /// Each part of the firm pays its emissions into a fund that pays for projects.
    case fee
    /// A part of the mark given to suppliers.
    case supplierScoring = "supplier-scoring"
  }

  /// Its name, as the firm writes it.
  public let name: String
  /// Whether money moves.
  public let kind: Kind
  /// The emissions it bears on.
  public let perimeter: Perimeter
  /// A price for each use that has one.
  public let prices: [PriceUse: PriceSchedule]

  /// A policy.
  public init(name: String, kind: Kind, perimeter: Perimeter, prices: [PriceUse: PriceSchedule]) {
    self.name = name
    self.kind = kind
    self.perimeter = perimeter
    self.prices = prices
  }

  /// The price for a use: its own, else the one for everything.
  ///
  /// - Throws: `pricing.use-without-price`.
  public func schedule(for use: PriceUse) throws(Refusal) -> PriceSchedule {
    guard let schedule = prices[use] ?? prices[.all] else {
      throw Refusal(Diagnostic(.error, PricingRefusal.useWithoutPrice, ["use": .text(use.rawValue)]))
    }
    return schedule
  }
}
