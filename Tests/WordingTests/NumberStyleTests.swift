import Quantities
import Testing
import Wording

@Suite("Numbers as each language writes them")
struct NumberStyleTests {
  let french = NumberStyle(.fr)
  let english = NumberStyle(.en)

  @Test("Digits are grouped by three, negatives carry a true minus")
  func grouping() {
    #expect(french.integer(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(english.integer(-1234) == "\u{2212}1,234")
    #expect(french.decimal("-0.50") == "\u{2212}0,50")
    #expect(french.integer(999) == "999")
  }

  @Test("Amounts, masses and dates")
  func units() throws {
    #expect(french.euros(Money(cents: 143_712)) == "1\u{202F}437,12\u{202F}€")
    #expect(english.wholeEuros(Money(cents: 143_750)) == "€1,438")
    #expect(french.carbon(CarbonMass(grams: 999)) == "999 g CO2e")
    #expect(french.carbon(CarbonMass(grams: 12_340)) == "12,3 kg CO2e")
    #expect(english.carbon(CarbonMass(grams: 412_302_000)) == "412.30 t CO2e")
    #expect(english.date(try #require(CalendarDate("20241201"))) == "1 Dec 2024")
    #expect(french.date(try #require(CalendarDate("20241201"))) == "01/12/2024")
    #expect(french.percent(try Rational(1, over: 8)) == "12,5\u{202F}%")
    #expect(french.change(try Rational(1, over: 8)) == "+12,5\u{202F}%")
    #expect(french.change(try Rational(-1, over: 8)) == "−12,5\u{202F}%")
    #expect(french.change(try Rational(1, over: 10_000)) == "0,0\u{202F}%")
  }
}
