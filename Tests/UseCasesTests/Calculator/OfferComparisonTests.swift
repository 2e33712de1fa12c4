import CarbonAccounting
import Quantities
import ReferenceData
import Testing

@testable import CalculatorUseCases
@testable import UseCases

@Suite("Offers compared by price and content")
struct OfferComparisonTests {
  private let library: Library
  private let estimate: PurchaseEstimate

  init() throws {
    library = try Library.shipped()
    estimate = try PurchaseEstimate(library, on: try #require(CalendarDate("2024-06-30")))
  }

  private func offer(_ name: String, _ euros: Int64, kilograms: Int64? = nil) -> OfferComparison.Offer {
    .init(
      name: name, price: Money(cents: euros * 100), content: kilograms.map { CarbonMass(grams: $0 * 1000) })
  }

  private func compare(
    _ offers: [OfferComparison.Offer], factor: EmissionFactor? = nil, price: Int64
  ) throws -> OfferComparison {
    try OfferComparison(offers, factor: factor, estimate: estimate, carbonPrice: Rational(price))
  }

  @Test func `The carbon price decides between the cheapest and the lightest`() throws {
    let offers = [offer("cheap", 1000, kilograms: 900), offer("light", 1100, kilograms: 400)]
    // 100 € more for half a tonne less: 200 € a tonne.
    #expect(try compare(offers, price: 0).turningPrice == Rational(200))
    #expect(try compare(offers, price: 199).lines.first?.offer.name == "cheap")
    #expect(try compare(offers, price: 201).lines.first?.offer.name == "light")
    let line = try #require(try compare(offers, price: 201).lines.first)
    #expect(line.carbonCost == Money(cents: 8040) && line.together == Money(cents: 118_040))
    #expect(line.perEuro == CarbonIntensity(milligrams: 363_636))
  }

  @Test func `One that is cheapest and lightest needs no carbon price`() throws {
    let offers = [offer("best", 900, kilograms: 100), offer("other", 1000, kilograms: 400)]
    #expect(try compare(offers, price: 50).turningPrice == nil)
  }

  @Test func `An estimate bears its margin visibly; a transmitted content has none`() throws {
    let factor = try #require(library.reference.factors.factor("naf:16.23Z:production"))
    let result = try compare([offer("told", 1000, kilograms: 50), offer("silent", 1000)], factor: factor, price: 0)
    let told = try #require(result.lines.first { $0.offer.name == "told" })
    let silent = try #require(result.lines.first { $0.offer.name == "silent" })
    #expect(told.isTransmitted && told.content == CarbonMass(grams: 50_000))
    let margin = try #require(silent.margin)
    #expect(abs(margin.grams * 6 - silent.content.grams) <= 6)
  }

  @Test func `Without content and without factor there is no silent zero`() throws {
    let refusal = #expect(throws: Refusal.self) { try compare([offer("a", 10), offer("b", 20)], price: 0) }
    #expect(refusal?.says(SimulatorMessage.factorUnknown) == true)
  }
}
