import CarbonAccounting
import Quantities
import Testing

@Suite("Years that follow each other")
struct CarryOverTests {
  private func year(_ number: Int = 2024, purchases: Int64 = 1000, sales: Int64 = 10_000) -> Sketch {
    var year = Sketch(year: number)
    year.buy("601", purchases)
    year.sell("701", sales)
    return year
  }

  private func opening(_ balance: Int64, _ factor: Int64, unit: String = "EUR", year: Int = 2023) -> [String:
    OpeningAccount]
  {
    [
      "joinery": OpeningAccount(
        activity: "joinery", year: Sketch.fiscalYear(year), balance: CarbonMass(grams: balance),
        factor: CarbonIntensity(milligrams: factor), factorUnit: unit, seal: "abc")
    ]
  }

  @Test("First year: sales carbon is deemed equal to production carbon, its P/R is a closed factor")
  func first() throws {
    let account = try CarbonBooks.keepSketch(year()).account
    #expect(account.mode == .first)
    #expect(account.sales == account.production)
    #expect(account.balance == .zero)
    #expect(try account.closingFactor().gramsText == "12.000")
  }

  @Test("First year with contents already transmitted: they are the sales carbon")
  func firstWithTransmission() throws {
    var settings = FirmSettings.joinery
    settings.transmissions["joinery"] = Transmission(total: CarbonMass(grams: 100_000))
    #expect(try CarbonBooks.keepSketch(year(), settings).account.balance?.grams == 20_000)
  }

  @Test("Closed year: P = inputs + B(n-1), S at the factor of the last closed account, invoice by invoice")
  func closed() throws {
    let account = try CarbonBooks.keepSketch(year(), opening: opening(5_000, 11_000)).account
    #expect(account.production.grams == 125_000)
    #expect(account.sales.grams == 110_000)
    #expect(account.balance?.grams == 15_000)
    #expect(try account.closingFactor().gramsText == "12.500")
  }

  @Test("The factor that empties the balance: (expected inputs + B) / expected revenue")
  func emptying() throws {
    let books = try CarbonBooks.keepSketch(year(), opening: opening(5_000, 11_000))
    #expect(try books.account.emptyingFactor().gramsText == "13.500")
    var settings = FirmSettings.joinery
    settings.expectations["joinery"] = Expectation(inputs: CarbonMass(grams: 85_000), revenue: Money(cents: 2_000_000))
    let planned = try CarbonBooks.keepSketch(year(), settings, opening: opening(5_000, 11_000)).account
    #expect(try planned.emptyingFactor().gramsText == "5.000")
  }

  @Test("Budget: no carry-over, nothing to close")
  func budget() throws {
    var settings = FirmSettings.joinery
    settings.isBudget = true
    let books = try CarbonBooks.keepSketch(year(), settings, opening: opening(5_000, 11_000))
    #expect(try books.account.production.grams == 120_000)
    #expect(try books.account.balance == nil)
    #expect(
      reasons { _ = try SealedAccounts(closing: books, on: Sketch.day(2025, 1, 1), opening: [:]) }
        == ["carbon.budget-not-sealed"])
  }

  @Test("Invoices carry the factor in force on their date; those before the first carried nothing, and it is said")
  func schedule() throws {
    var sketch = year()
    sketch.sell("701", 1000, month: 1)
    sketch.sell("701", 1000, month: 12)
    var settings = FirmSettings.joinery
    settings.transmissions["joinery"] = Transmission(factors: [
      .init(from: Sketch.day(2024, 9, 1), factor: CarbonIntensity(milligrams: 20_000), justification: "vide l'écart"),
      .init(from: Sketch.day(2024, 4, 1), factor: CarbonIntensity(milligrams: 10_000)),
    ])
    let books = try CarbonBooks.keepSketch(sketch, settings, opening: opening(0, 11_000))
    #expect(try books.account.salesBasis.map(\.carbon.grams) == [0, 100_000, 20_000])
    #expect(books.warnings.map(\.message.key).contains("carbon.warning-sales-before-factor"))
    #expect(books.departures.map(\.key) == ["carbon.departure-estimated-factor"])
  }

  @Test("A balance of a tenth of production or more brings the swing warning, with the emptying factor")
  func warning() throws {
    let quiet = try CarbonBooks.keepSketch(year(), opening: opening(0, 11_999))
    #expect(quiet.warnings.isEmpty)
    let loud = try CarbonBooks.keepSketch(year(), opening: opening(5_000, 11_000))
    #expect(loud.warnings.map(\.message.key) == ["carbon.warning-swing"])
  }

  @Test("An account kept per unit: factor = P / quantity, S = quantity x last factor")
  func physicalUnit() throws {
    let output = PhysicalOutput(quantity: Quantity(Rational(40), .cubicMetre))
    let settings = FirmSettings(activities: [
      Activity(id: "joinery", label: "Bois", naf: "16.23Z", output: output)
    ])
    let first = try CarbonBooks.keepSketch(year(), settings).account
    #expect(try first.closingFactor().gramsText == "3000.000")
    let next = try CarbonBooks.keepSketch(year(), settings, opening: opening(0, 2_500_000, unit: "m3")).account
    #expect(next.sales.grams == 100_000)
    #expect(next.factorUnit == "m3")
  }

  @Test("A public service counts per euro of cost")
  func publicService() throws {
    var sketch = Sketch()
    sketch.buy("601", 1000)
    sketch.entry("OD", 3, "", "Paie", [("6411", "", 500_000), ("421", "", -500_000)])
    let settings = FirmSettings(activities: [
      Activity(id: "joinery", label: "Régie", naf: "16.23Z", kind: .publicService)
    ])
    let account = try CarbonBooks.keepSketch(sketch, settings).account
    #expect(account.revenue == Money(cents: 600_000))
    #expect(try account.closingFactor().gramsText == "20.000")
  }

  @Test("An opening that does not fit is refused: a gap, another activity, another unit")
  func refusals() {
    func reason(_ opening: [String: OpeningAccount]) -> [String] {
      reasons { _ = try CarbonBooks.keepSketch(year(), opening: opening) }
    }
    #expect(reason(opening(0, 1, year: 2022)) == ["carbon.opening-gap"])
    #expect(reason(opening(0, 1, unit: "m3")) == ["carbon.opening-unit"])
    let shop = OpeningAccount(
      activity: "shop", year: Sketch.fiscalYear(2023), balance: CarbonMass(grams: 5), factor: .zero, factorUnit: "EUR",
      seal: "")
    #expect(reason(["shop": shop]) == ["carbon.opening-unclaimed"])
    var empty = Sketch()
    empty.buy("601", 10)
    #expect(reasons { _ = try CarbonBooks.keepSketch(empty) } == ["carbon.revenue-nil"])
  }

  @Test("Last year's factor is in force from the day its account was closed; before, the one before it, if any")
  func closedDuringTheYear() throws {
    var sketch = Sketch()
    sketch.buy("601", 1000)
    sketch.sell("701", 2_000, month: 2)
    sketch.sell("701", 8_000, month: 9)
    func opening(_ previous: CarbonIntensity?) -> [String: OpeningAccount] {
      [
        "joinery": OpeningAccount(
          activity: "joinery", year: Sketch.fiscalYear(2023), balance: .zero,
          factor: CarbonIntensity(milligrams: 10_000), factorUnit: "EUR", previousFactor: previous,
          closedOn: Sketch.day(2024, 3, 31), seal: "")
      ]
    }
    let second = try CarbonBooks.keepSketch(sketch, opening: opening(nil))
    #expect(try second.account.sales.grams == 80_000)
    #expect(second.warnings.map(\.message.key).contains("carbon.warning-sales-before-factor"))
    let third = try CarbonBooks.keepSketch(sketch, opening: opening(CarbonIntensity(milligrams: 7_000)))
    #expect(try third.account.sales.grams == 94_000)
    #expect(try third.account.salesBasis.map(\.from.month) == [2, 9])
  }

  @Test(
    "Until a content is first transmitted, every year is a first year: closed after the next one ended, it carries nothing"
  )
  func catchingUp() throws {
    func closed(_ year: Int, on closing: CalendarDate, opening: [String: OpeningAccount]) throws -> (
      ProductAccount, [String: OpeningAccount]
    ) {
      let books = try CarbonBooks.keepSketch(self.year(year), opening: opening)
      return (try books.account, try SealedAccounts(closing: books, on: closing, opening: opening).openings())
    }
    let closing = Sketch.day(2025, 6, 1)
    let (_, after2022) = try closed(2022, on: closing, opening: [:])
    let (second, after2023) = try closed(2023, on: closing, opening: after2022)
    #expect(second.mode == .first)
    #expect(second.balance == .zero)
    #expect(second.sales == second.production)
    // Both factors came into force in 2025: 2024 transmitted nothing either, and 2025 nothing before June.
    let (third, after2024) = try closed(2024, on: closing, opening: after2023)
    #expect(third.balance == .zero)
    var sketch = year(2025)
    sketch.sell("701", 10_000, month: 2)
    let fourth = try CarbonBooks.keepSketch(sketch, opening: after2024).account
    #expect(fourth.mode == .closed)
    #expect(try fourth.salesBasis.map(\.factor) == [nil, third.closingFactor()])
    #expect(fourth.salesBasis.map(\.carbon.grams) == [0, 120_000])
  }

  @Test("A balance that was carried is not deemed transmitted, even where no factor was in force")
  func balanceIsKept() throws {
    let late = [
      "joinery": OpeningAccount(
        activity: "joinery", year: Sketch.fiscalYear(2023), balance: CarbonMass(grams: 7),
        factor: CarbonIntensity(milligrams: 10_000), factorUnit: "EUR", closedOn: Sketch.day(2025, 6, 1), seal: "")
    ]
    let account = try CarbonBooks.keepSketch(year(), opening: late).account
    #expect(account.mode == .closed)
    #expect(account.sales == .zero)
    #expect(account.balance == account.production)
  }

  @Test("What a sealed account hands on: its factor, the one before it, its day, its kind and its firm")
  func handsOn() throws {
    var settings = FirmSettings.joinery
    settings.siren = "732829320"
    let books = try CarbonBooks.keepSketch(year(), settings, opening: opening(0, 11_000))
    let day = Sketch.day(2025, 4, 2)
    let sealed = try SealedAccounts(closing: books, on: day, opening: opening(0, 11_000))
    let next = try #require(try sealed.openings()["joinery"])
    #expect(next.previousFactor == CarbonIntensity(milligrams: 11_000))
    #expect(next.closedOn == day)
    #expect(next.siren == "732829320")
    #expect(next.kind == "production")
  }

  @Test("Another firm's account, or an activity of another kind, does not open this one")
  func foreignOpening() {
    func opening(kind: String, siren: String?) -> [String: OpeningAccount] {
      [
        "joinery": OpeningAccount(
          activity: "joinery", year: Sketch.fiscalYear(2023), balance: .zero, factor: .zero, factorUnit: "EUR",
          kind: kind, siren: siren, seal: "")
      ]
    }
    var settings = FirmSettings.joinery
    settings.siren = "732829320"
    #expect(
      reasons {
        _ = try CarbonBooks.keepSketch(year(), settings, opening: opening(kind: "production", siren: "111111111"))
      }
        == ["carbon.opening-siren"])
    #expect(
      reasons { _ = try CarbonBooks.keepSketch(year(), settings, opening: opening(kind: "resale", siren: nil)) }
        == ["carbon.opening-kind"])
  }

  @Test("A new activity beside an old one starts with a first year")
  func newActivity() throws {
    var settings = FirmSettings.joinery
    settings.activities.append(Activity(id: "tools", label: "Outils", naf: "28.49Z"))
    settings.keys = [
      AllocationKey(match: LineMatch(account: "701"), shares: ["joinery": 1, "tools": 1], basis: .costAccounting)
    ]
    let books = try CarbonBooks.keepSketch(year(), settings, opening: opening(0, 11_000))
    #expect(books.accounts.map(\.mode) == [.closed, .first])
  }

  @Test("A public service that sells nothing transmits by its cost")
  func publicServiceCarries() throws {
    var sketch = Sketch()
    sketch.buy("601", 1000)
    let settings = FirmSettings(activities: [
      Activity(id: "joinery", label: "Régie", naf: "16.23Z", kind: .publicService)
    ])
    let opening = [
      "joinery": OpeningAccount(
        activity: "joinery", year: Sketch.fiscalYear(2023), balance: .zero, factor: CarbonIntensity(milligrams: 90_000),
        factorUnit: "EUR", kind: "public-service", seal: "")
    ]
    #expect(try CarbonBooks.keepSketch(sketch, settings, opening: opening).account.sales.grams == 90_000)
  }
}
