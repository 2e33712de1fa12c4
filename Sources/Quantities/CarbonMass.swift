/// A mass of greenhouse gases in grams of CO2 equivalent (gCO2e), a whole number: sums are exact to the gram.
public struct CarbonMass: Sendable, Hashable, Comparable {
  /// Grams of CO2 equivalent.
  public let grams: Int64

  /// Nothing.
  public static let zero = CarbonMass(grams: 0)

  /// `grams` gCO2e.
  public init(grams: Int64) { self.grams = grams }

  /// The most one carbon entry or statement may hold: a hundred million tonnes, a quarter of what France emits in a year.
  /// Sums of fewer than ninety thousand such masses cannot overflow.
  public static let limit = CarbonMass(grams: 100_000_000_000_000)

  /// The exact `grams`, rounded once, half to even. Throws `QuantityError.overflow` past `limit`.
  public init(rounding grams: Rational) throws(QuantityError) {
    let rounded = try grams.rounded()
    guard rounded.magnitude <= CarbonMass.limit.grams.magnitude else { throw .overflow }
    self.grams = rounded
  }

  /// The mass without its sign.
  public var magnitude: CarbonMass { CarbonMass(grams: abs(grams)) }

  /// The exact number of grams.
  public var rational: Rational { Rational(grams) }

  public static func < (a: CarbonMass, b: CarbonMass) -> Bool { a.grams < b.grams }

  /// The opposite mass: a capture, or a reversal.
  public static prefix func - (a: CarbonMass) -> CarbonMass { CarbonMass(grams: -a.grams) }

  // The operators trap on overflow like those of Int64: a program error, since entries are bounded when they are made.

  public static func + (a: CarbonMass, b: CarbonMass) -> CarbonMass { CarbonMass(grams: a.grams + b.grams) }
  public static func - (a: CarbonMass, b: CarbonMass) -> CarbonMass { CarbonMass(grams: a.grams - b.grams) }
  public static func += (a: inout CarbonMass, b: CarbonMass) { a = a + b }
  public static func -= (a: inout CarbonMass, b: CarbonMass) { a = a - b }
}

extension Sequence<CarbonMass> {
  /// The sum of the masses, exact.
  public func total() -> CarbonMass { reduce(.zero, +) }
}
