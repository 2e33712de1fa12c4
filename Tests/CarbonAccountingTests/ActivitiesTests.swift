import CarbonAccounting
import Quantities
import Testing

@Suite("Several activities")
struct ActivitiesTests {
  private var settings: FirmSettings {
    var settings = FirmSettings(activities: [
      Activity(id: "workshop", label: "Atelier", naf: "16.23Z"), Activity(id: "tools", label: "Outils", naf: "28.49Z"),
    ])
    settings.keys = [
      AllocationKey(match: LineMatch(account: "701"), shares: ["workshop": 1], basis: .costAccounting),
      AllocationKey(match: LineMatch(account: "706"), shares: ["tools": 1], basis: .costAccounting),
      AllocationKey(match: LineMatch(journal: "AC2"), shares: ["tools": 1], basis: .costAccounting),
      AllocationKey(
        match: LineMatch(supplier: "MIXTE"), shares: ["workshop": 3, "tools": 1], basis: .other(reason: "surface")),
    ]
    return settings
  }

  private func year() -> Sketch {
    var year = Sketch()
    year.buy("601", 1000, journal: "AC2")
    year.buy("601", 1001, from: "MIXTE")
    year.buy("616", 1000, from: "SANS CLÉ")
    year.sell("701", 30_000)
    year.sell("706", 10_000)
    return year
  }

  @Test("Keys by account, journal or supplier share amounts to the cent, each at its own branch's factor")
  func keys() throws {
    let books = try CarbonBooks.keepSketch(year(), settings)
    // AC2: tools at its own branch's 210 g: 1 000 / 2 x 210 x 1.2.
    #expect(try books.entry("AC2/1/1@tools").carbon.grams == 126_000)
    #expect(try books.entry("AC/2/1@workshop").amount == Money(cents: 75_075))
    #expect(try books.entry("AC/2/1@tools").amount == Money(cents: 25_025))
    #expect(books.accounts.map(\.revenue) == [Money(cents: 3_000_000), Money(cents: 1_000_000)])
  }

  @Test("What no key matches is shared like revenue, a departure; so is a key that is not cost accounting's")
  func departures() throws {
    let books = try CarbonBooks.keepSketch(year(), settings)
    #expect(try books.entry("AC/3/1@workshop").amount == Money(cents: 75_000))
    #expect(books.departures.map(\.key) == ["carbon.departure-key", "carbon.departure-default-key"])
  }

  @Test("Amounts are conserved: what the accounts hold is what the ledger bought")
  func conservation() throws {
    let books = try CarbonBooks.keepSketch(year(), settings)
    #expect(books.journal.entries.compactMap(\.amount).total() == Money(cents: 300_100))
    #expect(books.accounts.map(\.inputs).total() == books.journal.total)
  }

  @Test("A measure is shared like the lines it stands for, to the gram")
  func measure() throws {
    var sketch = year()
    sketch.buy("6061", 100, from: "MIXTE", label: "Électricité")
    var settings = settings
    settings.measures = [
      Measure(
        factor: "energy.electricity", match: LineMatch(account: "6061"),
        quantity: Quantity(Rational(333), .kilowattHour), evidence: "")
    ]
    let books = try CarbonBooks.keepSketch(sketch, settings)
    #expect(try books.entry("measure/1@workshop").carbon.grams == 14_985)
    #expect(try books.entry("measure/1@tools").carbon.grams == 4_995)
  }

  @Test("Revenue that nothing gives to an activity, keys without shares or for unknown activities are refused")
  func refusals() {
    var unassigned = settings
    unassigned.keys.removeFirst()
    #expect(reasons { _ = try CarbonBooks.keepSketch(year(), unassigned) } == ["carbon.revenue-unassigned"])
    var wrong = settings
    wrong.keys = [
      AllocationKey(match: LineMatch(account: "6"), shares: ["shop": 1], basis: .costAccounting),
      AllocationKey(match: LineMatch(account: "6"), shares: ["tools": 0], basis: .costAccounting),
    ]
    #expect(
      reasons { _ = try CarbonBooks.keepSketch(year(), wrong) }
        == ["carbon.activity-unknown", "carbon.key-without-shares"])
    #expect(
      reasons { _ = try CarbonBooks.keepSketch(year(), FirmSettings(activities: [])) } == ["carbon.activity-missing"])
  }
}
