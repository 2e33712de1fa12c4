// What people write in pricing files: "8 %", "256 €/t", "28,2 M€", a year.

import Quantities
import WrittenFiles

extension WrittenValue {
  /// A share from 0 to 1: `8 %`, `2,5 %` or `0.08`.
  static func share(_ text: String) throws(Fault) -> Rational {
    let text = text.trimmed
    guard text.hasSuffix("%") else { return try plain(text).within(.zero, .one, "0 ≤ … ≤ 1, 8 %") }
    let percent = try plain(String(text.dropLast()).trimmed).within(.zero, Rational(100), "0 % ≤ … ≤ 100 %")
    return (try? percent.divided(by: Rational(100))) ?? .zero
  }

  /// A yearly growth, which may be a decline: `2 %`, `-1 %`.
  static func growth(_ text: String) throws(Fault) -> Rational {
    let text = text.trimmed
    guard text.hasPrefix("-") else { return try share(text) }
    let decline = try share(String(text.dropFirst()))
    return (try? decline.times(Rational(-1))) ?? .zero
  }

  /// A price of a tonne of CO2e from 0 to a million euros: `256`, `256 €`, `256 €/t`, `68.231 EUR/tCO2e`.
  static func carbonPrice(_ text: String) throws(Fault) -> Rational {
    var number = text.trimmed
    for unit in ["/tCO2e", "/tCO2", "/t"] where number.hasSuffix(unit) { number = String(number.dropLast(unit.count)) }
    for sign in ["€", "EUR"] where number.hasSuffix(sign) { number = String(number.dropLast(sign.count)) }
    return try plain(number).within(.zero, Rational(1_000_000), "0 ≤ … ≤ 10^6 €/t")
  }

  /// An amount of euros of either sign, in euros, thousands (k€) or millions (M€); two decimals of a euro at most.
  static func signedMoney(_ text: String) throws(Fault) -> Money {
    var number = text.trimmed
    var ratio = Rational.one
    for (unit, factor) in [("k€", 1000), ("M€", 1_000_000), ("€", 1), ("EUR", 1)] as [(String, Int64)]
    where number.hasSuffix(unit) {
      number = String(number.dropLast(unit.count))
      ratio = Rational(factor)
    }
    let limit = Rational(10_000_000_000_000)
    let value = try plain(number)
    guard let euros = try? value.times(ratio), euros.magnitude <= limit else { throw .range("|…| ≤ 10^13 €") }
    guard let cents = try? euros.times(Rational(100)), cents.denominator == 1,
      let whole = Int64(exactly: cents.numerator)
    else { throw .form }
    return Money(cents: whole)
  }

  /// The same, not negative.
  static func costMoney(_ text: String) throws(Fault) -> Money {
    let amount = try signedMoney(text)
    guard amount >= .zero else { throw .range("0 ≤ … ≤ 10^13 €") }
    return amount
  }

  /// A calendar year.
  static func year(_ text: String) throws(Fault) -> Int {
    guard let year = Int(text.trimmed) else { throw .form }
    guard (1990...2200).contains(year) else { throw .range("1990 ≤ … ≤ 2200") }
    return year
  }

  /// A number of years from 1, or a rank among them.
  static func count(_ text: String) throws(Fault) -> Int {
    guard let count = Int(text.trimmed) else { throw .form }
    guard (1...100).contains(count) else { throw .range("1 ≤ … ≤ 100") }
    return count
  }

  /// A number of years of works, which may be none.
  static func lag(_ text: String) throws(Fault) -> Int {
    guard let count = Int(text.trimmed) else { throw .form }
    guard (0...100).contains(count) else { throw .range("0 ≤ … ≤ 100") }
    return count
  }

  /// A number of either sign up to a billion.
  static func signedNumber(_ text: String) throws(Fault) -> Rational {
    try plain(text).within(Rational(-1_000_000_000), Rational(1_000_000_000), "|…| ≤ 10^9")
  }
}
