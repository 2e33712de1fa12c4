import Quantities
import Testing

@Suite("Money, carbon, factors, units")
struct AmountTests {
  @Test("Amounts keep their cents")
  func money() {
    #expect(Money(euros: "1437,12")?.cents == 143_712)
    #expect(Money(euros: "-0.05")?.decimalText == "-0.05")
    #expect(Money(euros: "1.005") == nil)
  }

  @Test("A factor is rounded once to three decimals, and that value multiplies invoices")
  func factor() throws {
    let factor = try CarbonIntensity(of: CarbonMass(grams: 1_000_000), per: Money(cents: 300_000))
    #expect(factor.gramsText == "333.333")
    #expect(try factor.content(of: Money(cents: 300_000)).grams == 999_999)
    #expect(throws: QuantityError.divisionByZero) { try CarbonIntensity(of: CarbonMass(grams: 1), per: Money.zero) }
  }

  @Test("Units convert within their dimension only")
  func units() throws {
    let tonnes = Quantity(Rational(2), Unit("tonnes"))
    #expect(tonnes.converted(to: .kilogram)?.value == Rational(2000))
    #expect(Quantity(Rational(1), .kilowattHourGross).converted(to: .kilowattHourNet) == nil)
    #expect(Quantity(Rational(1), Unit("m³")).converted(to: .litre)?.value == Rational(1000))
  }

  @Test("Words fold to what people type")
  func folding() {
    #expect("Électricité ŒUVRE — Ça".folded == "electricite oeuvre — ca")
    #expect("e\u{301}te\u{301}".folded == "ete")
  }

  @Test("Independent uncertainties combine as the root of the sum of squares")
  func uncertainty() throws {
    let ten = try Uncertainty(percent: Rational(10))
    let parts: [(CarbonMass, Uncertainty?)] = [
      (CarbonMass(grams: 3000), ten), (CarbonMass(grams: 4000), ten), (CarbonMass(grams: 9), nil),
    ]
    #expect(Uncertainty.combined(parts).grams == 500)
  }
}
