// How approximate numbers of carbon pricing are written: the same on a terminal, a page and a sheet of paper.

import CarbonPricing
import Quantities
import Wording

extension Speaker {
  /// An approximate number with so many decimals.
  public func number(_ value: Double, _ places: Int = 0) -> String {
    guard let rational = Rational(rounding: value, places: places) else { return "—" }
    return numbers.decimal(rational.decimalText(places: places))
  }

  /// Whole euros; two decimals under a hundred thousand, where they can be read.
  public func euros(_ value: Double) -> String {
    guard let cents = Rational(rounding: value, places: 2), let whole = Money(euros: cents.decimalText(places: 2))
    else {
      return "—"
    }
    return abs(value) < 100_000 ? numbers.euros(whole) : numbers.wholeEuros(whole)
  }

  /// A rate or a share in percent; a dash where there is none.
  public func rate(_ value: Double?) -> String {
    value.flatMap { Rational(rounding: $0, places: 6) }.map(numbers.percent) ?? "—"
  }

  /// A share in percent; a dash where there is none.
  public func rate(_ value: Rational?) -> String { value.map(numbers.percent) ?? "—" }

  /// Tonnes with one decimal.
  public func tonnes(_ value: Double) -> String { "\(number(value, 1)) t" }
}
