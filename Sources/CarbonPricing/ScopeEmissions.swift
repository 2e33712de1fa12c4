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
  /// Within scopes 1 and 2, energy whose factor does not tell what is emitted upstream.
  public private(set) var unsplit = CarbonMass.zero

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
    try self.init(
      books.accounts.lazy.flatMap(\.entries).map { entry in
        switch entry.basis {
        case .statement: Part(carbon: entry.carbon, category: entry.category, use: .stated)
        case .physical(_, let factor, _): Part(carbon: entry.carbon, category: entry.category, use: .physical(factor))
        case .monetary, .supplierContent: Part(carbon: entry.carbon, category: entry.category, use: .elsewhere)
        }
      })
  }

  /// The same of entries as they were posted or sealed.
  ///
  /// - Parameter factor: the factor of an id and vintage, among those the entries were made with; an energy whose factor is
  ///   not there any more goes whole where it is used.
  /// - Throws: `pricing.too-large`.
  public init(
    _ records: some Sequence<EntryRecord>, factor: (String, String?) -> EmissionFactor?
  ) throws(Refusal) {
    try self.init(
      records.map { record in
        let use: Part.Use =
          record.isStated
          ? .stated
          : record.isPhysical ? .physical(record.factor.flatMap { factor($0, record.vintage) }) : .elsewhere
        return Part(carbon: record.carbon, category: record.category, use: use)
      })
  }

  /// What the scope of an entry depends on.
  private struct Part {
    enum Use {
      /// Carbon that somebody stated.
      case stated
      /// A quantity at a factor; nil for a factor that is not known.
      case physical(EmissionFactor?)
      /// Money, or what a supplier transmitted.
      case elsewhere
    }

    let carbon: CarbonMass
    let category: String
    let use: Use

    /// What is emitted by the firm, or at the plant whose energy it buys.
    func usedHere() throws(Refusal) -> CarbonMass {
      switch use {
      case .stated: return carbon
      case .physical(let factor) where category.hasPrefix("energy."):
        guard let factor, let combustion = factor.combustion, factor.value > .zero else { return carbon }
        do { return try CarbonMass(rounding: carbon.rational.times(combustion).divided(by: factor.value)) } catch {
          throw Refusal(Diagnostic(.error, PricingRefusal.tooLarge))
        }
      case .physical, .elsewhere: return .zero
      }
    }

    /// Energy that is whole where it is used, for want of a split.
    var isUnsplit: Bool {
      guard case .physical(let factor) = use, category.hasPrefix("energy.") else { return false }
      return factor?.combustion == nil
    }

    var isBoughtEnergy: Bool { ["energy.electricity", "energy.heat"].contains(category) }
  }

  private init(_ parts: some Sequence<Part>) throws(Refusal) {
    var (one, two, three) = (CarbonMass.zero, CarbonMass.zero, CarbonMass.zero)
    var whole = CarbonMass.zero
    for part in parts {
      let here = try part.usedHere()
      if part.isBoughtEnergy { two += here } else { one += here }
      three += part.carbon - here
      if part.isUnsplit { whole += here }
    }
    self.init(scope1: one, scope2: two, scope3: three)
    unsplit = whole
  }
}
