import Quantities
import ReferenceData
import Testing

@testable import CarbonPricing

@Suite struct TrajectoryTests {
  private let library: PriceLibrary

  init() throws { library = try Shipped.library() }

  private func price(_ id: String, _ year: Int) throws -> String? {
    try library.trajectory(id).price(in: year)?.value.decimalText(places: 2)
  }

  @Test func `A published year is given as published, whatever the rule`() throws {
    #expect(try price("quinet-2025", 2030) == "300.00")
    #expect(try price("eib", 2050) == "800.00")
    #expect(try price("epa-2.0", 2025) == "212.00")
    #expect(try library.trajectory("quinet-2025").price(in: 2030)?.origin == .published)
  }

  @Test func `Between years, growth is constant for Quinet and straight for the EIB`() throws {
    // 256 x (300 / 256)^(1/5) and 165 + (250 - 165) / 5.
    #expect(try price("quinet-2025", 2026) == "264.25")
    #expect(try price("eib", 2026) == "182.00")
    #expect(try library.trajectory("eib").price(in: 2026)?.origin == .interpolated(from: 2025, to: 2030))
  }

  @Test func `After 2050 Quinet grows by 3.2 percent until 2070, then says nothing`() throws {
    #expect(try price("quinet-2025", 2051) == "581.02")
    #expect(try library.trajectory("quinet-2025").price(in: 2051)?.origin == .extended(from: 2050))
    #expect(try price("quinet-2025", 2070) != nil)
    #expect(try price("quinet-2025", 2071) == nil)
    #expect(try price("quinet-2025", 2024) == nil)
  }

  @Test func `The price of one year may stand for every year, those before the trajectory too`() throws {
    let quinet = try library.trajectory("quinet-2025")
    let held = try PriceSchedule(following: quinet, heldAt: 2025, conversion: library.conversion)
    let price = try held.price(in: 2023)
    #expect(price.price == Rational(256) && price.year == 2023 && price.priceOf == 2025)
    #expect(held.isFlat)
    let byYear = try PriceSchedule(following: quinet, conversion: library.conversion)
    #expect(byYear != held)
    #expect(throws: Refusal.self) { try byYear.price(in: 2023) }
    // 2023's euros, the trajectory's own, brought to 2025's: one conversion, whatever the year it is applied to.
    let converted = try PriceSchedule(following: quinet, eurosOf: 2025, heldAt: 2030, conversion: library.conversion)
    #expect(try converted.price(in: 2023).price == converted.price(in: 2040).price)
  }

  @Test func `A tax holds until it changes, a market says nothing between its years`() throws {
    #expect(try price("cce", 2017) == "30.50")
    #expect(try price("cce", 2024) == "44.60")
    #expect(try price("eu-ets", 2020) == "24.76")
    #expect(try price("eu-ets", 2021) == "52.50")
    #expect(try price("eu-ets", 2026) == nil)
  }

  @Test func `Every trajectory has its values in order, a source, and money of a year or of each`() throws {
    #expect(library.trajectories.count == 9)
    for trajectory in library.trajectories {
      #expect(trajectory.points.map(\.year) == trajectory.points.map(\.year).sorted(), "\(trajectory.id)")
      #expect(!trajectory.citation.text.isEmpty, "\(trajectory.id)")
      #expect(trajectory.lastYear >= trajectory.points.last?.year ?? 0, "\(trajectory.id)")
    }
    #expect(library.companies.contains { $0.company == "SNCF" && $0.kind == .supplierScoring })
  }

  @Test func `Dollars of 2020 become euros of 2020, then euros of another year, step by step`() throws {
    let schedule = try PriceSchedule(
      following: library.trajectory("epa-2.0"), eurosOf: 2025, conversion: library.conversion)
    let price = try schedule.price(in: 2025)
    // 212 / 1.1422 x 120.82 / 104.71.
    #expect(price.price.decimalText(places: 2) == "214.16")
    #expect(price.steps.count == 2)
    guard case .exchange("USD", 2020, let rate) = price.steps[0] else { return #expect(Bool(false)) }
    #expect(rate.decimalText(places: 4) == "1.1422")
    guard case .prices(2020, 2025, _, "insee-cpi") = price.steps[1] else { return #expect(Bool(false)) }
  }

  @Test func `Dollars are never taken for euros`() throws {
    let epa = try library.trajectory("epa-2.0")
    let refusal = #expect(throws: Refusal.self) { try PriceSchedule(following: epa, conversion: library.conversion) }
    #expect(refusal?.says(PricingRefusal.currencyUnconverted) == true)
  }

  @Test func `A year a trajectory says nothing of is refused with the years it knows`() throws {
    let schedule = try PriceSchedule(following: library.trajectory("quinet-2025"), conversion: library.conversion)
    let refusal = #expect(throws: Refusal.self) { try schedule.price(in: 2080) }
    #expect(refusal?.says(PricingRefusal.yearWithoutPrice) == true)
    #expect(refusal?.diagnostics[0].message.values["last"] == .text("2070"))
  }

  @Test func `Own prices run straight between their years and hold outside`() throws {
    let schedule = PriceSchedule(points: [2025: 100, 2030: 200].mapValues { Rational($0) })
    let years = [2020, 2025, 2027, 2030, 2040]
    #expect(try years.map { try schedule.price(in: $0).price } == [100, 100, 140, 200, 200].map { Rational($0) })
  }

  @Test func `A comparison leaves out, and says, the years it cannot convert`() throws {
    let comparison = try TrajectoryComparison(["eu-ets"], years: 2008...2012, eurosOf: 2025, policy: nil, library)
    #expect(comparison.published[0].prices.map(\.year) == [2010, 2011, 2012])
    #expect(comparison.warnings.map(\.message.key) == [PricingCaution.yearsUnconverted.rawValue])
    #expect(comparison.warnings[0].message.values["last"] == .text("2009"))
  }

  @Test func `An unknown trajectory is refused with those there are`() throws {
    let refusal = #expect(throws: Refusal.self) { try library.trajectory("quinet") }
    #expect(refusal?.says(PricingRefusal.trajectoryUnknown) == true)
  }
}
