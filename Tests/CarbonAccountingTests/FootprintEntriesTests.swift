import Accounting
import CanonicalJSON
import CarbonAccounting
import Quantities
import Testing

@Suite("Suppliers' footprints in the account")
struct FootprintEntriesTests {
  static func days(_ first: (Int, Int), _ last: (Int, Int), year: Int = 2024) -> ClosedRange<CalendarDate> {
    Sketch.day(year, first.0, first.1)...Sketch.day(year, last.0, last.1)
  }

  static func footprint(
    _ id: String = "b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678", kilograms: String = "18",
    per declared: Quantity = Quantity(Rational(12), .litre),
    validity: ClosedRange<CalendarDate> = days((1, 1), (12, 31)), verification: String = "", isDeprecated: Bool = false
  ) throws -> SupplierFootprint {
    SupplierFootprint(
      id: id, company: "Vernis SA", product: "Vernis mat", version: Sketch.day(2024, 1, 10),
      kilograms: try #require(Rational(decimal: kilograms)), declared: declared, validity: validity,
      period: days((1, 1), (12, 31), year: 2023), method: "ISO14067", verification: verification,
      isDeprecated: isDeprecated)
  }

  static func bought(
    _ footprint: SupplierFootprint, _ number: String, _ unit: Unit = .litre, account: String? = nil
  ) throws -> FootprintPurchase {
    FootprintPurchase(
      footprint: footprint, match: LineMatch(account: account, supplier: "VERNIS"),
      quantity: Quantity(try #require(Rational(decimal: number)), unit), evidence: "factures 2024")
  }

  private func year() -> Sketch {
    var year = Sketch()
    year.buy("601", 1000, from: "VERNIS", piece: "A1", month: 3)
    year.buy("601", 500, from: "VERNIS", piece: "A2", month: 9)
    year.buy("601", 1000, from: "AUTRE")
    year.sell("701", 10_000)
    return year
  }

  private func keep(_ bought: [FootprintPurchase], _ change: (inout FirmSettings) -> Void = { _ in }) throws
    -> CarbonBooks
  {
    var settings = FirmSettings.joinery
    settings.footprints = bought
    change(&settings)
    return try CarbonBooks.keepSketch(year(), settings)
  }

  @Test
  func `The quantity bought times the footprint takes the place of the estimate, exact to the gram, with the margin`()
    throws
  {
    // 18 kg for 12 L are 1 500 g a litre; 333.337 L are 500 005.5 g, with a fifth more 600 006.6.
    let books = try keep([try Self.bought(Self.footprint(), "333.337")])
    let entry = try books.entry("footprint/1@joinery")
    #expect(entry.carbon.grams == 600_007)
    #expect(entry.lines.map(\.piece) == ["A1", "A2"] && entry.amount == Money(cents: 150_000))
    let fifth = try Rational(1, over: 5)
    #expect(entry.quality == .physical && entry.prudence == fifth)
    #expect(entry.category == "other" && entry.supplier?.number == "VERNIS" && entry.date == Sketch.day(2024, 9, 15))
    #expect(try books.account.entries.count == 2, "nothing of the supplier is counted twice")
    let record = EntryRecord(entry)
    #expect(record.factor == "pact:b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678" && record.vintage == "2024-01-10")
    #expect(record.factorValue == "18 kgCO2e/12 L" && record.source == "pact" && record.basis == "footprint")
    #expect(record.quantity == "333.337000" && record.unit == "L")
    #expect(record.evidence == "Vernis mat · Vernis SA · factures 2024")
  }

  @Test func `Units convert where the ratio is fixed, and only there`() throws {
    let books = try keep([try Self.bought(Self.footprint(), "0.5", .cubicMetre)])
    #expect(try books.entry("footprint/1@joinery").carbon.grams == 900_000)
    for unit in [Unit.kilogram, Unit("piece"), .kilowattHour] {
      #expect(
        reasons { _ = try keep([try Self.bought(Self.footprint(), "1", unit)]) } == ["footprint-bought.unit"],
        "\(unit.symbol)")
    }
  }

  @Test
  func `An expired footprint is refused; one that holds for part of the year counts that part, and the rest is said`()
    throws
  {
    let expired = try Self.footprint(validity: Self.days((1, 1), (12, 31), year: 2023))
    #expect(reasons { _ = try keep([try Self.bought(expired, "100")]) } == ["footprint-bought.not-in-force"])
    let spring = try Self.footprint(validity: Self.days((1, 1), (6, 30)))
    let books = try keep([try Self.bought(spring, "100")])
    #expect(try books.entry("footprint/1@joinery").lines.map(\.piece) == ["A1"])
    #expect(try books.entry("AC/2/1@joinery").quality == .monetary)
    let warning = try #require(books.warnings.first { $0.message.key == "footprint-bought.partly" })
    #expect(warning.message.values["amount"] == .money(Money(cents: 50_000)))
    let whole = try keep([try Self.bought(Self.footprint(), "100")])
    #expect(!whole.warnings.contains { $0.message.key == "footprint-bought.partly" })
  }

  @Test func `Two products of one supplier share its invoices; the same footprint twice does not`() throws {
    let second = try Self.footprint(
      "c2e9d1f3-8d5f-4f78-8b0d-3f5e23456789", kilograms: "0.5", per: Quantity(.one, .litre))
    let books = try keep([try Self.bought(Self.footprint(), "100"), try Self.bought(second, "100")])
    let entries = try ["footprint/1@joinery", "footprint/2@joinery"].map { try books.entry($0) }
    #expect(entries.map(\.carbon.grams) == [180_000, 60_000])
    #expect(entries.map(\.amount) == [Money(cents: 112_500), Money(cents: 37_500)])
    let twice = [try Self.bought(Self.footprint(), "100"), try Self.bought(Self.footprint(), "5")]
    #expect(reasons { _ = try keep(twice) } == ["footprint-bought.twice"])
  }

  @Test func `Several activities share what was bought, to the gram`() throws {
    let books = try keep([try Self.bought(Self.footprint(), "333.337")]) { settings in
      settings.activities.append(Activity(id: "shop", label: "Magasin", naf: "47.59B"))
      settings.keys = [
        AllocationKey(match: LineMatch(supplier: "VERNIS"), shares: ["joinery": 2, "shop": 1], basis: .costAccounting),
        AllocationKey(match: LineMatch(account: "70"), shares: ["joinery": 1, "shop": 1], basis: .costAccounting),
      ]
    }
    let entries = books.journal.entries.filter { $0.id.hasPrefix("footprint/") }
    #expect(entries.map(\.carbon.grams) == [400_005, 200_002])
    #expect(entries.map(\.amount) == [Money(cents: 100_000), Money(cents: 50_000)])
  }

  @Test func `A fuel is refused: its combustion would be missing; a transmitted content comes first`() throws {
    var year = Sketch()
    year.buy("6061", 300, from: "VERNIS", label: "Gazole")
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.footprints = [try Self.bought(Self.footprint(), "200")]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year, settings) } == ["footprint-bought.fuel"])
    let content = SupplierContent(
      supplier: "VERNIS", value: .intensity(CarbonIntensity(milligrams: 1000)), account: "2023, closed", evidence: "")
    #expect(
      reasons { _ = try keep([try Self.bought(Self.footprint(), "1")]) { $0.supplierContents = [content] } } == [
        "footprint-bought.without-lines"
      ])
  }

  @Test func `The entry opens down to the footprint: id, version, period, supplier and verification`() throws {
    let verified = try Self.footprint(verification: "Auditeur SA, product level")
    let derivation = try keep([try Self.bought(verified, "100")]).entry("footprint/1@joinery").derivation
    #expect(
      derivation.inputs.map(\.title.key) == [
        "carbon.figure-line", "carbon.figure-line", "carbon.figure-amount", "footprint-bought.figure-quantity",
        "carbon.figure-emission-factor",
        "footprint-bought.figure", "footprint-bought.figure-prudence", "carbon.figure-rule", "carbon.figure-rounding",
      ])
    let said = derivation.inputs[5].title.values
    #expect(said["id"] == .text(verified.id) && said["company"] == "Vernis SA")
    #expect(said["version"] == .date(Sketch.day(2024, 1, 10)) && said["to"] == .date(Sketch.day(2023, 12, 31)))
    #expect(
      said["verification"]
        == .message(Message(FootprintBoughtMessage.verified, ["by": "Auditeur SA, product level"])))
    #expect(derivation.inputs[4].value == .factor("18", unit: "kgCO2e/12 L"))
  }

  @Test func `Every footprint is a departure, one the supplier took back a plainer one`() throws {
    let keys = try [false, true].map { isDeprecated in
      try keep([try Self.bought(Self.footprint(isDeprecated: isDeprecated), "100")]).departures.map(\.key)
        .filter { $0.hasPrefix("footprint-bought") }
    }
    #expect(keys == [["footprint-bought.departure"], ["footprint-bought.departure-deprecated"]])
  }

  @Test func `A word of the label keeps what else the supplier sells as it was; the departure says what it stands for`()
    throws
  {
    var year = Sketch()
    year.buy("601", 1000, from: "VERNIS", label: "Vernis mat", month: 3)
    year.buy("601", 400, from: "VERNIS", label: "Pinceaux", month: 4)
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.footprints = [
      FootprintPurchase(
        footprint: try Self.footprint(), match: LineMatch(supplier: "VERNIS", label: "vernis"),
        quantity: Quantity(Rational(100), .litre), evidence: "")
    ]
    let books = try CarbonBooks.keepSketch(year, settings)
    #expect(try books.entry("AC/2/1@joinery").quality == .monetary)
    let departure = try #require(books.departures.first { $0.key == "footprint-bought.departure" })
    #expect(departure.values["amount"] == .money(Money(cents: 100_000)))
    #expect(departure.values["carbon"] == .carbon(CarbonMass(grams: 180_000)))
    #expect(!books.warnings.contains { $0.message.key == "footprint-bought.partly" })
  }

  @Test func `A sealed account names the footprint among its factors, so that nothing counts by what is not listed`()
    throws
  {
    let account = try keep([try Self.bought(Self.footprint(), "100")]).account
    let factors = try AccountDocument.json(account)["factors"]?.elements ?? []
    #expect(factors.contains { $0["id"]?.text == "pact:b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678" && $0["value"] == "18" })
  }
}
