// A year's emissions in the scopes of the GHG Protocol, typed in or read from the carbon account.

import CarbonAccounting
import Quantities
import ReferenceData

/// Emissions of a year by scope. Scopes 1 and 2 may be known only together.
public struct ScopeEmissions: Sendable, Hashable {
  /// What the firm emitted itself; nil where only the sum of both is known, or nothing.
  public let scope1: CarbonMass?
  /// Scopes 1 and 2 together; nil where not known.
  public let scopes1And2: CarbonMass?
  /// Everything else; nil where not known.
  public let scope3: CarbonMass?

  /// Scopes 1 and 2 apart.
  public init(scope1: CarbonMass?, scope2: CarbonMass?, scope3: CarbonMass?) {
    self.scope1 = scope1
    // Without scope 1, scope 2 alone is no perimeter.
    scopes1And2 = scope1.flatMap { one in scope2.map { one + $0 } }
    self.scope3 = scope3
  }

  /// Scopes 1 and 2 together.
  public init(scopes1And2: CarbonMass, scope3: CarbonMass?) {
    scope1 = nil
    self.scopes1And2 = scopes1And2
    self.scope3 = scope3
  }

  /// What a perimeter holds; nil where a part of it is not known.
  public subscript(perimeter: Perimeter) -> CarbonMass? {
    switch perimeter {
    case .scope1: scope1
    case .scopes1And2: scopes1And2
    case .scopes1To3: scopes1And2.flatMap { both in scope3.map { both + $0 } }
    }
  }

  /// The perimeters that are known, the narrowest first.
  public var perimeters: [Perimeter] { Perimeter.allCases.filter { self[$0] != nil } }
}

extension ScopeEmissions {
  /// The emissions behind the carbon books of a year: what entered, prudence margins included, carry-over left out.
  ///
  /// Direct emissions and the combustion part of fuels are scope 1; the part emitted at the plant of electricity and
  /// heat bought is scope 2; everything else, fuels' upstream included, is scope 3. An energy whose factor has no split
  /// goes whole where it is used. What a supplier of energy transmitted cannot be split and is scope 3.
  ///
  /// - Throws: `pricing.too-large`.
  public init(_ books: CarbonBooks) throws(Refusal) {
    var (one, two, three) = (CarbonMass.zero, CarbonMass.zero, CarbonMass.zero)
    for entry in books.accounts.lazy.flatMap(\.entries) {
      let here = try ScopeEmissions.usedHere(entry)
      if ScopeEmissions.isBoughtEnergy(entry) { two += here } else { one += here }
      three += entry.carbon - here
    }
    self.init(scope1: one, scope2: two, scope3: three)
  }

  /// The part of an entry that is emitted by the firm, or at the plant whose energy it buys.
  private static func usedHere(_ entry: CarbonEntry) throws(Refusal) -> CarbonMass {
    switch entry.basis {
    case .statement: return entry.carbon
    case .physical(_, let factor, _) where entry.category.hasPrefix("energy."):
      guard let combustion = factor.combustion, factor.value > .zero else { return entry.carbon }
      do {
        return try CarbonMass(rounding: entry.carbon.rational.times(combustion).divided(by: factor.value))
      } catch {
        throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge))
      }
    case .physical, .monetary, .supplierContent: return .zero
    }
  }

  private static func isBoughtEnergy(_ entry: CarbonEntry) -> Bool {
    ["energy.electricity", "energy.heat"].contains(entry.category)
  }
}
