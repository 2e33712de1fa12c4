// Exact fractions: what factors, prices, shares and indices are multiplied with before the single rounding.

/// An exact fraction of 128-bit integers, always reduced, denominator positive.
///
/// Factors, price indices, shares and margins are read as decimals and stay exact until one rounding
/// (`rounded()`, half to even) makes a whole number of cents or grams. Operations that would overflow throw
/// `QuantityError.overflow`: an account is never silently wrong.
public struct Rational: Sendable, Hashable {
  /// The reduced numerator, which carries the sign.
  public let numerator: Int128
  /// The reduced denominator, always positive.
  public let denominator: Int128

  /// Zero.
  public static let zero = Rational(0)
  /// One.
  public static let one = Rational(1)

  /// A whole number.
  public init(_ value: Int64) {
    numerator = Int128(value)
    denominator = 1
  }

  /// A fraction known to be reduced; the numerator is never the least there is.
  private init(reduced numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `numerator / denominator`, reduced. Throws `QuantityError.divisionByZero` or `.overflow`.
  public init(_ numerator: Int128, over denominator: Int128) throws(QuantityError) {
    guard denominator != 0 else { throw .divisionByZero }
    guard numerator != .min, denominator != .min else { throw .overflow }
    let divisor = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * (numerator / divisor)
    self.denominator = sign * (denominator / divisor)
  }

  /// Reads a decimal such as `0.0519`, `-12`, `5.10E-03`. Returns nil when the text is not one.
  ///
  /// At most 30 significant digits; the comma is accepted as decimal separator.
  public init?(decimal text: String) {
    guard let parsed = DecimalText(text), let value = try? parsed.rational() else { return nil }
    self = value
  }

  static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> Int128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? 1 : Int128(a)
  }
}

extension Rational {
  /// The exact product.
  public func times(_ other: Rational) throws(QuantityError) -> Rational {
    // Cross-reduce first, so that long chains of factors do not overflow needlessly.
    let left = Rational.greatestCommonDivisor(numerator.magnitude, other.denominator.magnitude)
    let right = Rational.greatestCommonDivisor(other.numerator.magnitude, denominator.magnitude)
    let (n, overflowN) = (numerator / left).multipliedReportingOverflow(by: other.numerator / right)
    let (d, overflowD) = (denominator / right).multipliedReportingOverflow(by: other.denominator / left)
    guard !overflowN, !overflowD else { throw .overflow }
    return try Rational(n, over: d)
  }

  /// The exact quotient. Throws `QuantityError.divisionByZero` when `other` is zero.
  public func divided(by other: Rational) throws(QuantityError) -> Rational {
    try times(Rational(other.denominator, over: other.numerator))
  }

  /// The exact sum.
  public func plus(_ other: Rational) throws(QuantityError) -> Rational {
    let (a, overflowA) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (b, overflowB) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (n, overflowN) = a.addingReportingOverflow(b)
    let (d, overflowD) = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !overflowA, !overflowB, !overflowN, !overflowD else { throw .overflow }
    return try Rational(n, over: d)
  }

  /// The opposite.
  public var negated: Rational { Rational(reduced: -numerator, denominator) }

  /// The value without its sign.
  public var magnitude: Rational { numerator < 0 ? negated : self }

  /// The nearest whole number, halves to the even neighbour (banker's rounding, as IEEE 754 and ISO 80000 advise).
  public func rounded() throws(QuantityError) -> Int64 {
    var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    if remainder < 0 {
      remainder += denominator
      quotient -= 1
    }
    // remainder is now in 0..<denominator and value = quotient + remainder / denominator.
    let below = denominator - remainder
    if remainder > below || (remainder == below && quotient % 2 != 0) { quotient += 1 }
    guard let value = Int64(exactly: quotient) else { throw .overflow }
    return value
  }

  /// The value as a decimal text with `places` decimals, rounded half to even.
  public func decimalText(places: Int) -> String {
    guard let scaled = try? times(Rational(DecimalText.powerOfTen(places), over: 1)), let whole = try? scaled.rounded()
    else { return "\(numerator)/\(denominator)" }
    return DecimalText.write(Int128(whole), places: places)
  }

  /// The value with as many decimals as it has; nil when it has no end of them, or more digits than a file may hold.
  public var exactText: String? {
    var places = 0
    var power: Int128 = 1
    while power % denominator != 0 {
      guard places < 18 else { return nil }
      power *= 10
      places += 1
    }
    let (scaled, overflow) = numerator.multipliedReportingOverflow(by: power / denominator)
    return overflow ? nil : DecimalText.write(scaled, places: places)
  }

  /// The value as a decimal text without zeros at its end, rounded half to even to six decimals.
  public var shortText: String {
    let text = decimalText(places: 6)
    guard text.contains(".") else { return text }
    let short = text.reversed().drop { $0 == "0" }.reversed()
    return String(short).hasSuffix(".") ? String(short.dropLast()) : String(short)
  }

  /// An approximation for charts and ratios; never for accounting.
  public var approximate: Double { Double(numerator) / Double(denominator) }
}

extension Rational: Comparable {
  /// Compares exactly where the cross products fit in 128 bits, else by approximation.
  public static func < (a: Rational, b: Rational) -> Bool {
    let (left, overflowLeft) = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let (right, overflowRight) = b.numerator.multipliedReportingOverflow(by: a.denominator)
    return overflowLeft || overflowRight ? a.approximate < b.approximate : left < right
  }
}
