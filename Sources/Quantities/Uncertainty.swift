/// Relative uncertainty of a figure: half the width of its 95 % interval, as a share of its value.
public struct Uncertainty: Sendable, Hashable {
  /// 0.5 means plus or minus 50 %.
  public let share: Rational

  /// Plus or minus `percent` percent.
  public init(percent: Rational) throws(QuantityError) { share = try percent.divided(by: Rational(100)) }

  /// Combines independent uncertain masses: the root of the sum of squares over the total (GUM, first order).
  ///
  /// - Parameter parts: masses in grams with their uncertainty; those without are taken as exact.
  /// - Returns: half the 95 % interval, in grams; an approximation, for display.
  public static func combined(_ parts: some Sequence<(CarbonMass, Uncertainty?)>) -> CarbonMass {
    let squares = parts.reduce(0.0) { sum, part in
      let spread = Double(part.0.grams) * (part.1?.share.approximate ?? 0)
      return sum + spread * spread
    }
    return CarbonMass(grams: Int64(squares.squareRoot().rounded(.toNearestOrEven)))
  }
}
