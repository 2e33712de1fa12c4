/// An amount in euros, kept as a whole number of cents. Excluding VAT unless said otherwise.
public struct Money: Sendable, Hashable, Comparable {
  /// Euro cents; negative amounts are credits where debits are positive.
  public let cents: Int64

  /// Nothing.
  public static let zero = Money(cents: 0)

  /// An amount of `cents` euro cents.
  public init(cents: Int64) { self.cents = cents }

  /// Reads an amount in euros such as `1437.12` or `1437,12`; nil when it is not one or has more than two decimals.
  public init?(euros text: String) {
    guard let value = Rational(decimal: text), let scaled = try? value.times(Rational(100)), scaled.denominator == 1,
      let cents = Int64(exactly: scaled.numerator)
    else { return nil }
    self.cents = cents
  }

  /// The amount in euros, exact.
  public var euros: Rational { (try? Rational(Int128(cents), over: 100)) ?? .zero }

  /// The amount in euros with a point and two decimals, as files and JSON carry it: `-1437.12`.
  public var decimalText: String { DecimalText.write(Int128(cents), places: 2) }

  /// The amount without its sign.
  public var magnitude: Money { Money(cents: abs(cents)) }

  /// The sum; throws `QuantityError.overflow`.
  public func plus(_ other: Money) throws(QuantityError) -> Money {
    let (sum, overflow) = cents.addingReportingOverflow(other.cents)
    guard !overflow else { throw .overflow }
    return Money(cents: sum)
  }

  public static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }

  /// The opposite amount.
  public static prefix func - (a: Money) -> Money { Money(cents: -a.cents) }

  // The operators trap on overflow like those of Int64: a program error, since readers bound every amount.

  public static func + (a: Money, b: Money) -> Money { Money(cents: a.cents + b.cents) }
  public static func - (a: Money, b: Money) -> Money { Money(cents: a.cents - b.cents) }
  public static func += (a: inout Money, b: Money) { a = a + b }
  public static func -= (a: inout Money, b: Money) { a = a - b }
}

extension Sequence<Money> {
  /// The sum of the amounts.
  public func total() -> Money { reduce(.zero, +) }
}
