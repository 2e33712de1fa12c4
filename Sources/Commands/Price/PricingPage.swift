// What the pages of `sillage price` share: numbers, dates and warnings in the reader's language.

import CarbonPricing
import Quantities
import Wording

extension Speaker {
  /// An approximate number with so many decimals.
  func number(_ value: Double, _ places: Int = 0) -> String {
    guard let rational = Rational(rounding: value, places: places) else { return "—" }
    return numbers.decimal(rational.decimalText(places: places))
  }

  /// Whole euros; two decimals under a hundred thousand, where they can be read.
  func euros(_ value: Double) -> String {
    guard let cents = Rational(rounding: value, places: 2), let whole = Money(euros: cents.decimalText(places: 2))
    else {
      return "—"
    }
    return abs(value) < 100_000 ? numbers.euros(whole) : numbers.wholeEuros(whole)
  }

  /// A rate or a share in percent; a dash where there is none.
  func rate(_ value: Double?) -> String {
    value.flatMap { Rational(rounding: $0, places: 6) }.map(numbers.percent) ?? "—"
  }

  /// A share in percent; a dash where there is none.
  func rate(_ value: Rational?) -> String { value.map(numbers.percent) ?? "—" }

  /// Tonnes with one decimal.
  func tonnes(_ value: Double) -> String { "\(number(value, 1)) t" }

  /// The words of a use, a kind or a timing.
  func say(_ kind: PricePolicy.Kind) -> String {
    switch kind {
    case .shadow: say(PricingWord.kindShadow)
    case .fee: say(PricingWord.kindFee)
    case .supplierScoring: say(PricingWord.kindSupplierScoring)
    }
  }

  /// Warnings and notes at the end of a page; nothing where there are none.
  func cautions(_ found: [Diagnostic]) -> [String] {
    found.isEmpty
      ? [] : ["", say(PricingWord.warnings)] + found.map { "  " + withRemedy("– " + say($0.message), $0.message) }
  }
}
