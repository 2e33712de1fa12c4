import Quantities
import Testing

@testable import CarbonPricing

@Suite struct AppraisalTests {
  private let library: PriceLibrary

  init() throws { library = try Shipped.library() }

  private func comparison(_ project: CarbonProject) throws -> VariantComparison {
    try ProjectAppraisal(project, library).comparisons[0]
  }

  @Test func `Without discounting the implicit price is the extra cost over the tonnes`() throws {
    let comparison = try comparison(.sketch())
    #expect(comparison.implicitPrice == 20)  // 1 000 / 50 t
    #expect(comparison.abatementCost == 20)
    #expect(comparison.firstFavourablePrice == Rational(decimal: "20.001"))
  }

  @Test func `At the implicit price both variants are worth the same`() throws {
    let price = try #require(try comparison(.sketch(saved: 30, rate: 0.07, lag: 2)).implicitPrice)
    let appraisal = try ProjectAppraisal(.sketch(saved: 30, rate: 0.07, lag: 2, price: price), library)
    #expect(abs(appraisal.variants[0].npvWithCarbon - appraisal.variants[1].npvWithCarbon) < 1e-3)
    #expect(abs(try #require(appraisal.comparisons[0].priceFactor) - 1) < 1e-6)
  }

  @Test func `Start and end of year differ by one year of discounting, works by as many as they last`() throws {
    let (start, end) = (Discounting(rate: 0.05, timing: .start), Discounting(rate: 0.05, timing: .end))
    #expect(start.time(ofYear: 1) == 0)
    #expect(end.time(ofYear: 1) == 1)
    #expect(abs(start.annuity(years: 15) / end.annuity(years: 15) - 1.05) < 1e-12)
    #expect(abs(end.annuity(years: 15) - 10.379658) < 1e-6)
    let late = Discounting(rate: 0.05, timing: .end, lag: 2)
    #expect(abs(late.annuity(years: 15) * 1.1025 - end.annuity(years: 15)) < 1e-12)
    #expect(end.calendarYear(of: 1, from: 2025) == 2025)
    #expect(start.calendarYear(of: 1, from: 2025) == 2026)
  }

  @Test func `A project that saves money needs no carbon price, and it is said`() throws {
    let appraisal = try ProjectAppraisal(.sketch(saved: 300), library)
    #expect(appraisal.comparisons[0].implicitPrice == -10)
    #expect(appraisal.warnings.map(\.message.key) == [PricingCaution.paysAlone.rawValue])
  }

  @Test func `A variant that avoids nothing has no implicit price, and it is said`() throws {
    let same = try CarbonProject(
      name: "x", firstYear: 2025, years: 3, discounting: Discounting(rate: 0, timing: .end), price: nil,
      variants: [
        ProjectVariant(name: "a", investments: [1]), ProjectVariant(name: "b", investments: [2]),
      ])
    let appraisal = try ProjectAppraisal(same, library)
    #expect(appraisal.comparisons[0].implicitPrice == nil)
    #expect(appraisal.comparisons[0].abatementCost == nil)
    #expect(appraisal.warnings.map(\.message.key) == [PricingCaution.nothingSaved.rawValue])
  }

  private func project(_ variant: ProjectVariant, years: Int, price: Double? = nil) throws -> CarbonProject {
    try CarbonProject(
      name: "x", firstYear: 2026, years: years, discounting: Discounting(rate: 0, timing: .end),
      price: try price.map { PriceSchedule(flat: try #require(Rational(rounding: $0, places: 0))) },
      variants: [ProjectVariant(name: "reference", investments: [0], emissions: YearlyValues(10)), variant])
  }

  @Test func `What is left of an investment is counted once, in the last year, however many years there are`() throws {
    let left = ProjectVariant(
      name: "v", investments: [100],
      lines: [ProjectVariant.Line(label: "left", kind: .residual, amounts: YearlyValues(40))],
      emissions: YearlyValues(1), life: 20)
    for years in [1, 5, 12] {
      let appraisal = try ProjectAppraisal(project(left, years: years), library)
      #expect(appraisal.variants[1].npv == -60)
      #expect(appraisal.variants[1].moments.last?.gains == 40)
      #expect(!appraisal.warnings.map(\.message.key).contains(PricingCaution.horizonShort.rawValue))
    }
    let sensitivity = try SensitivityAnalysis(project(left, years: 10, price: 0), library)
    let byYears = try #require(sensitivity.results.first).byYears
    #expect(byYears.count == 5)
    #expect(byYears.allSatisfy { $0.npvWithCarbon == -60 })
  }

  @Test func `Fuel and emissions are compared year by year`() throws {
    func warnings(_ lines: [ProjectVariant.Line], _ emissions: YearlyValues) throws -> [String] {
      let variant = ProjectVariant(name: "v", investments: [0], lines: lines, emissions: emissions)
      return try ProjectAppraisal(project(variant, years: 4), library).warnings.map(\.message.key).filter {
        [PricingCaution.emissionsContradicted.rawValue, PricingCaution.emissionsUnstated.rawValue].contains($0)
      }
    }
    func diesel(_ tonnes: Int64, from: Int = 1, to: Int? = nil) throws -> ProjectVariant.Line {
      ProjectVariant.Line(
        label: "diesel \(from)", kind: .opex, amounts: YearlyValues(.level(1, growth: 0), from: from, to: to),
        fuel: ProjectVariant.Fuel(
          factor: "energy.diesel", quantity: Quantity(Rational(tonnes), Unit("t")), gramsPerUnit: Rational(1_000_000)))
    }
    let steps = [try diesel(3, to: 2), try diesel(30, from: 3)]
    #expect(try warnings(steps, YearlyValues(.list([3, 3, 30, 30]))) == [])
    #expect(try warnings(steps, YearlyValues(3)) == [PricingCaution.emissionsContradicted.rawValue])
    #expect(try warnings([try diesel(3)], YearlyValues(0)) == [PricingCaution.emissionsUnstated.rawValue])
    #expect(try warnings([try diesel(3)], YearlyValues(.list([3, 3, 300, 300]))).count == 1)
    #expect(try warnings([], YearlyValues(5)) == [])
  }

  @Test func `What does not fit into numbers is refused, and so are too many years`() throws {
    let growing = ProjectVariant(
      name: "v", investments: [1],
      lines: [
        ProjectVariant.Line(label: "l", kind: .revenue, amounts: YearlyValues(.level(1e9, growth: 1)))
      ])
    let overflow = #expect(throws: Refusal.self) { try ProjectAppraisal(project(growing, years: 100), library) }
    #expect(overflow?.says(PricingRefusal.tooLarge) == true)
    let long = #expect(throws: Refusal.self) { try project(growing, years: 101) }
    #expect(long?.says(PricingRefusal.tooLong) == true)
  }

  @Test func `The best variant may change with the price, and the threshold says where`() throws {
    let cheap = try ProjectAppraisal(.sketch(price: 19), library)
    let dear = try ProjectAppraisal(.sketch(price: 21), library)
    #expect(cheap.bestWithCarbon.variant.name == "old")
    #expect(dear.bestWithCarbon.variant.name == "new")
    #expect(dear.bestWithoutCarbon.variant.name == "old")
    let spans = PriceThreshold(dear).spans
    #expect(spans.map(\.variant) == ["old", "new"])
    #expect(spans.map(\.from) == [0, 20])
    #expect(spans[1].to == nil)
  }

  @Test func `Of three variants, one that is never best has no place in the threshold`() throws {
    func variant(_ name: String, _ cost: Double, _ tonnes: Double) -> ProjectVariant {
      ProjectVariant(name: name, investments: [cost], emissions: YearlyValues(tonnes))
    }
    let project = try CarbonProject(
      name: "x", firstYear: 2025, years: 1, discounting: Discounting(rate: 0, timing: .end),
      price: PriceSchedule(flat: Rational(1)),
      variants: [variant("a", 0, 10), variant("b", 90, 5), variant("c", 100, 0), variant("d", 40, 6)])
    let spans = PriceThreshold(try ProjectAppraisal(project, library)).spans
    // a to d at 40 / 4 t, then d to c at 60 / 6 t: at 10 €/t all three meet, so c follows a.
    #expect(spans.map(\.variant).first == "a")
    #expect(spans.map(\.variant).last == "c")
    #expect(!spans.map(\.variant).contains("b"))
    #expect(spans.last?.from == 10)
  }

  @Test func `A horizon that is not the life of the asset is said, either way`() throws {
    let short = try ProjectAppraisal(.sketch(years: 5, life: 8), library).warnings
    let long = try ProjectAppraisal(.sketch(years: 5, life: 3), library).warnings
    #expect(short.map(\.message.key) == [PricingCaution.horizonShort.rawValue])
    #expect(long.map(\.message.key) == [PricingCaution.horizonLong.rawValue])
    #expect(try ProjectAppraisal(.sketch(years: 5, life: 5), library).warnings == [])
  }

  @Test func `Emissions far from those of the fuel are said; near ones are not`() throws {
    func warnings(_ stated: Double) throws -> [String] {
      let quantity = Quantity(Rational(1000), .litre)
      let fuel = ProjectVariant.Fuel(factor: "energy.diesel", quantity: quantity, gramsPerUnit: Rational(3000))
      let project = try CarbonProject(
        name: "x", firstYear: 2025, years: 1, discounting: Discounting(rate: 0, timing: .end), price: nil,
        variants: [
          ProjectVariant(
            name: "a", investments: [0],
            lines: [.init(label: "f", kind: .opex, amounts: YearlyValues(1), fuel: fuel)],
            emissions: YearlyValues(stated)),
          ProjectVariant(name: "b", investments: [100]),
        ])
      return try ProjectAppraisal(project, library).warnings.map(\.message.key)
    }
    #expect(try warnings(3) == [])
    #expect(try warnings(8.9) == [])
    #expect(try warnings(9) == [PricingCaution.emissionsContradicted.rawValue])
    #expect(try warnings(0.9) == [PricingCaution.emissionsContradicted.rawValue])
  }

  @Test func `Values by year grow, start, stop, and lists hold their last value`() {
    let growing = YearlyValues(.level(100, growth: 0.1), from: 2, to: 3)
    #expect([1, 2, 3, 4].map { growing[$0] } == [0, 100, 110.00000000000001, 0])
    #expect([1, 2, 3].map { YearlyValues(.list([5, 6]))[$0] } == [5, 6, 6])
  }

  @Test func `Projects past the limits, of one variant or with names given twice are refused`() throws {
    func refused(_ years: Int, _ names: [String]) -> Refusal? {
      #expect(throws: Refusal.self) {
        try CarbonProject(
          name: "x", firstYear: 2025, years: years, discounting: Discounting(rate: 0, timing: .end), price: nil,
          variants: names.map { ProjectVariant(name: $0, investments: [1]) })
      }
    }
    #expect(refused(101, ["a", "b"])?.says(PricingRefusal.tooLong) == true)
    #expect(refused(5, ["a"])?.says(PricingRefusal.nothingToCompare) == true)
    #expect(refused(5, ["a", "a"])?.says(PricingRefusal.nameTwice) == true)
    #expect(refused(5, (0..<11).map(String.init))?.says(PricingRefusal.tooMany) == true)
  }

  @Test func `A price trajectory too short for the project is refused`() throws {
    let schedule = try PriceSchedule(following: library.trajectory("quinet-2025"), conversion: library.conversion)
    let project = try CarbonProject(
      name: "x", firstYear: 2060, years: 20, discounting: Discounting(rate: 0, timing: .end), price: schedule,
      variants: [ProjectVariant(name: "a", investments: [1]), ProjectVariant(name: "b", investments: [2])])
    let refusal = #expect(throws: Refusal.self) { try ProjectAppraisal(project, library) }
    #expect(refusal?.says(PricingRefusal.yearWithoutPrice) == true)
  }
}
