import CarbonAccounting
import Quantities
import Testing

@Suite("Resale of goods as they are")
struct ResaleTests {
  /// 100 000 EUR of made goods and 40 000 of resold ones bought 25 000 with a stock decrease of 5 000: margin 10 000.
  private func year() -> Sketch {
    var year = Sketch()
    year.buy("601", 11_000)
    year.buy("607", 15_000, from: "CAVE")
    year.buy("607", 10_000, from: "BRASSEUR")
    year.entry("OD", 12, "", "Stock", [("6037", "", 500_000), ("37", "", -500_000)])
    year.sell("701", 100_000)
    year.sell("707", 40_000)
    return year
  }

  private var settings: FirmSettings {
    var settings = FirmSettings(activities: [
      Activity(id: "kitchen", label: "Cuisine", naf: "16.23Z"),
      Activity(id: "bottles", label: "Bouteilles", naf: "47.59B", kind: .resale),
    ])
    settings.keys = [
      AllocationKey(match: LineMatch(account: "601"), shares: ["kitchen": 10, "bottles": 1], basis: .costAccounting)
    ]
    return settings
  }

  @Test("Goods resold stay out of P; what remains, divided by the margin, is the factor per euro of margin")
  func margin() throws {
    let resale = try #require(try CarbonBooks.keepSketch(year(), settings).accounts.last)
    #expect(resale.revenue == Money(cents: 1_000_000))
    // 1 000 EUR at the retail branch's 100 g, deflated by two, x 1.2.
    #expect(resale.production.grams == 60_000)
    #expect(try resale.closingFactor().gramsText == "6.000")
  }

  @Test("Without supplier contents the whole margin carbon lapses, and nothing is carried over")
  func lapses() throws {
    let resale = try #require(try CarbonBooks.keepSketch(year(), settings).accounts.last)
    #expect(resale.sales == .zero)
    #expect(resale.lapsed.grams == 60_000)
    #expect(resale.balance == .zero)
  }

  @Test("Where a supplier transmitted, its content passes through and its share of the margin is transmitted")
  func passesThrough() throws {
    var settings = settings
    settings.supplierContents = [
      SupplierContent(
        supplier: "CAVE", value: .intensity(CarbonIntensity(milligrams: 400_000)), account: "2023, closed",
        evidence: "")
    ]
    let resale = try #require(try CarbonBooks.keepSketch(year(), settings).accounts.last)
    #expect(resale.passedThrough.grams == 7_200_000)
    // 15 000 of the 25 000 bought came with a content; 5 000 more than was bought was sold from stock.
    #expect(resale.sales.grams == 36_000)
    #expect(resale.lapsed.grams == 24_000)
    #expect(resale.production.grams == 60_000)
  }

  @Test("Later years: inputs = S + lapsed + balance, at last year's factor per euro of margin")
  func carriesOver() throws {
    let opening = OpeningAccount(
      activity: "bottles", year: Sketch.fiscalYear(2023), balance: CarbonMass(grams: 4_000),
      factor: CarbonIntensity(milligrams: 5_000), factorUnit: "EUR", kind: "resale", seal: "")
    let kitchen = OpeningAccount(
      activity: "kitchen", year: Sketch.fiscalYear(2023), balance: .zero, factor: CarbonIntensity(milligrams: 12_000),
      factorUnit: "EUR", seal: "")
    let books = try CarbonBooks.keepSketch(
      year(), settings, opening: ["bottles": opening, "kitchen": kitchen])
    let resale = try #require(books.accounts.last)
    #expect(resale.lapsed.grams == 50_000)
    #expect(resale.balance?.grams == 14_000)
  }

  @Test("Without a resale account, goods resold stay in P; from 10 % of revenue an account of their own is proposed")
  func proposed() throws {
    let books = try CarbonBooks.keepSketch(year())
    #expect(try books.account.byCategory.contains { $0.key == "resale.goods" && $0.carbon.grams == 3_600_000 })
    #expect(books.warnings.map(\.message.key) == ["carbon.warning-resale"])
    var small = Sketch()
    small.buy("607", 100)
    small.sell("701", 9_001)
    small.sell("707", 999)
    #expect(try CarbonBooks.keepSketch(small).warnings.isEmpty)
  }

  @Test("A margin that is not positive gives no factor: refused")
  func noMargin() {
    var year = year()
    year.buy("607", 40_000)
    #expect(reasons { _ = try CarbonBooks.keepSketch(year, settings) } == ["carbon.margin-nil"])
  }

  @Test("A second resale activity is refused: the ledger does not tell which bought what")
  func twice() {
    var settings = settings
    settings.activities.append(Activity(id: "more", label: "Autre", naf: "47.59B", kind: .resale))
    #expect(reasons { _ = try CarbonBooks.keepSketch(year(), settings) } == ["carbon.resale-twice"])
  }
}
