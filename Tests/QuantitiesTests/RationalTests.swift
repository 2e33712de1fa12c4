import Quantities
import Testing

@Suite("Exact fractions")
struct RationalTests {
  @Test(
    "Decimals are read exactly",
    arguments: [
      ("0.0519", 519, 10000), ("-12", -12, 1), ("5.10E-03", 51, 10000), ("1437,12", 35928, 25), ("+3.", 3, 1),
    ])
  func reads(text: String, numerator: Int, denominator: Int) throws {
    let value = try #require(Rational(decimal: text))
    #expect(value.numerator == Int128(numerator))
    #expect(value.denominator == Int128(denominator))
  }

  @Test("What is not a decimal is refused", arguments: ["", "-", "1.2.3", "1,2.3", "12a", "1e", "1e99", " 1", "٣"])
  func refuses(text: String) { #expect(Rational(decimal: text) == nil) }

  @Test(
    "Halves round to the even neighbour, on both sides of zero",
    arguments: [
      ("0.5", 0), ("1.5", 2), ("2.5", 2), ("-0.5", 0), ("-1.5", -2), ("-2.5", -2), ("2.4999", 2), ("-2.5001", -3),
      ("7", 7),
    ] as [(String, Int64)])
  func rounds(text: String, expected: Int64) throws {
    #expect(try #require(Rational(decimal: text)).rounded() == expected)
  }

  @Test func `The opposite and the value without its sign are exact`() throws {
    let third = try Rational(-1, over: 3)
    #expect(third.magnitude == third.negated && third.negated.numerator == 1 && third.negated.denominator == 3)
    #expect(third.magnitude.magnitude == third.magnitude && Rational.zero.negated == .zero)
  }

  @Test(arguments: [
    ("77.0", "77"), ("0.000123456789", "0.000123456789"), ("-1.50", "-1.5"),
    ("123456789.123456789", "123456789.123456789"),
  ])
  func `A decimal is written again with as many decimals as it has`(text: String, written: String) {
    #expect(Rational(decimal: text)?.exactText == written)
    #expect((try? Rational(1, over: 3))?.exactText == nil)
  }

  @Test("Sums and products are exact: a third three times is one")
  func exact() throws {
    let third = try Rational(1, over: 3)
    #expect(try third.plus(third).plus(third) == .one)
    #expect(try third.times(Rational(3)) == .one)
    #expect(try Rational(2).divided(by: Rational(4)) == Rational(1, over: 2))
  }

  @Test("Overflow and division by zero are errors, not values")
  func errors() throws {
    let huge = try Rational(Int128.max, over: 1)
    #expect(throws: QuantityError.overflow) { try huge.times(Rational(2)) }
    #expect(throws: QuantityError.overflow) { try huge.rounded() }
    #expect(throws: QuantityError.divisionByZero) { try Rational(1).divided(by: .zero) }
  }

  @Test("Rounding a fraction is never more than a half away", arguments: 0..<200)
  func nearest(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let numerator = Int128(Int64.random(in: -1_000_000...1_000_000, using: &random))
    let denominator = Int128(Int64.random(in: 1...999, using: &random))
    let value = try Rational(numerator, over: denominator)
    let distance = try value.plus(Rational(-value.rounded()))
    #expect(try distance <= Rational(1, over: 2) && distance >= Rational(-1, over: 2))
  }

  @Test("A decimal is written with its places")
  func writes() throws {
    #expect(try #require(Rational(decimal: "-1234.5")).decimalText(places: 2) == "-1234.50")
    #expect(try Rational(1, over: 3).decimalText(places: 3) == "0.333")
    #expect(try Rational(-1, over: 400).decimalText(places: 2) == "0.00")
  }
}
