import Quantities
import ReferenceData
import Testing

@Suite("Parameters, prices and indices are those of their date")
struct DatedFiguresTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test func parametersHoldBetweenTheirDates() throws {
    let parameters = try Parameters(
      Shipped.files(
        "parameters.csv",
        """
        id,value,unit,valid_from,valid_to,reference,note
        margin,0.20,1,,2024-12-31,x,
        margin,0.15,1,2025-01-01,,x,
        """))
    #expect(try parameters.value("margin", on: day("2024-12-31")) == Rational(decimal: "0.2"))
    #expect(try parameters.value("margin", on: day("2025-01-01")) == Rational(decimal: "0.15"))
    #expect(try parameters.text("margin", on: day("2030-01-01")) == "0.15")
  }

  @Test func theShippedParametersOfTheMethod() throws {
    let parameters = try Parameters(try Shipped.files())
    #expect(try parameters.value("prudence.margin", on: day("2024-12-31")) == Rational(decimal: "0.2"))
    #expect(try parameters.value("resale.significant-share", on: day("2024-12-31")) == Rational(decimal: "0.1"))
  }

  @Test func anIndexBringsEurosFromOneYearToAnother() throws {
    let index = try PriceIndex(try Shipped.files(), series: "insee-cpi")
    #expect(try index.ratio(from: 2024, to: 2022) == Rational(11191, over: 11975))
    #expect(try index.ratio(from: 2024, to: 2024) == .one)
    #expect(index.years == Array(2010...2026))
  }

  /// There and back is nothing: exact for every pair of years.
  @Test func ratiosAreExact() throws {
    let index = try PriceIndex(try Shipped.files(), series: "insee-cpi")
    for start in index.years {
      for end in index.years {
        #expect(try index.ratio(from: start, to: end).times(index.ratio(from: end, to: start)) == .one)
      }
    }
  }

  @Test func pricesHoldOnBothTheirDays() throws {
    let prices = try ReferencePrices(try Shipped.files())
    let price = try #require(prices.price("energy.diesel", on: day("2020-12-31")))
    #expect(price.euros == Rational(decimal: "1.049") && price.unit == .litre)
    #expect(price.from.iso == "2020-01-01" && price.to.iso == "2020-12-31")
    #expect(price.citation.text.isEmpty == false)
    #expect(prices.price("energy.diesel", on: try day("1999-01-01")) == nil)
    #expect(prices.price("energy.phlogiston", on: try day("2020-01-01")) == nil)
  }

  /// A provisional quantity is only of use if the factor takes its unit; each priced thing has one from 2019 to 2026.
  @Test func everyPriceIsInAUnitOfItsFactorAndLeavesNoGap() throws {
    let prices = try ReferencePrices(try Shipped.files())
    let factors = try FactorCatalogue(try Shipped.files())
    for id in prices.ids {
      let factor = try #require(factors.factor(id), "\(id)")
      var date = try day("2019-01-01")
      while date.year < 2027 {
        let price = try #require(prices.price(id, on: date), "\(id) on \(date.iso)")
        // Bills count kWh of gas without saying that they are gross.
        let isBilledGas = price.unit == .kilowattHour && factor.unit == .kilowattHourGross
        #expect(isBilledGas || Quantity(.one, price.unit).converted(to: factor.unit) != nil, "\(id)")
        date = price.to.next
      }
    }
  }
}
