import CarbonAccounting
import Quantities
import Testing

@Suite("Energy and travel by quantity")
struct EnergyTests {
  private func gasYear() -> Sketch {
    var year = Sketch()
    year.buy("6061", 300, label: "Gaz janvier - 2 800 kWh")
    year.buy("6061", 200, label: "Gaz février")
    year.sell("701", 10_000)
    return year
  }

  @Test("Without a quantity: amount / reference price, then the physical factor; never a branch factor")
  func provisional() throws {
    let books = try CarbonBooks.keepSketch(gasYear())
    // 300 EUR / 0.10 = 3 000 kWh x 200 g x 1.2.
    let entry = try books.entry("AC/1/1@joinery")
    #expect(entry.carbon.grams == 720_000)
    #expect(entry.isProvisional)
    #expect(entry.quality == .monetary)
    #expect(books.departures.contains { $0.key == "carbon.departure-provisional" })
  }

  @Test("A quantity read in a label is proposed, and counted as missing until accepted")
  func labels() throws {
    let books = try CarbonBooks.keepSketch(gasYear())
    let item = try #require(books.missing.first)
    #expect(item.kind == .energyQuantity)
    #expect(item.message.key == "carbon.missing-label-proposal")
    #expect(item.proposal == Quantity(Rational(2800), .kilowattHourGross))
    // 2 800 kWh from the label, and the February bill still provisional.
    #expect(item.proposedCarbon?.grams == 1_152_000)
    #expect(item.carbon.grams == 1_200_000)

    var settings = FirmSettings.joinery
    settings.acceptsLabels = true
    let accepted = try CarbonBooks.keepSketch(gasYear(), settings)
    #expect(try accepted.entry("AC/1/1@joinery").carbon.grams == 672_000)
    #expect(try accepted.entry("AC/1/1@joinery").quality == .physical)
    #expect(try accepted.entry("AC/2/1@joinery").isProvisional)
    #expect(accepted.missing.map(\.message.key) == ["carbon.missing-energy"])
  }

  @Test("A measure stands for the lines it matches: quantity x physical factor x 1.2, whatever they cost")
  func measure() throws {
    var settings = FirmSettings.joinery
    settings.measures = [
      Measure(
        factor: "energy.natural-gas.pcs", match: LineMatch(account: "6061"),
        quantity: Quantity(Rational(4), Unit("MWh")), evidence: "factures")
    ]
    let books = try CarbonBooks.keepSketch(gasYear(), settings)
    let entry = try books.entry("measure/1@joinery")
    #expect(entry.carbon.grams == 960_000)
    #expect(entry.amount == Money(cents: 50_000))
    #expect(entry.lines.map(\.id) == ["AC/1/1", "AC/2/1"])
    #expect(books.missing.isEmpty)
    #expect(try books.account.byQuality == [.physical: CarbonMass(grams: 960_000)])
  }

  @Test("A measure takes only the lines of its own energy where an account mixes several")
  func mixedAccount() throws {
    var year = Sketch()
    year.buy("6061", 150, label: "Gazole")
    year.buy("6061", 100, label: "Électricité")
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.measures = [
      Measure(
        factor: "energy.diesel", match: LineMatch(account: "6061"), quantity: Quantity(Rational(90), .litre),
        evidence: "")
    ]
    let books = try CarbonBooks.keepSketch(year, settings)
    #expect(try books.entry("measure/1@joinery").carbon.grams == 324_000)
    #expect(try books.entry("AC/2/1@joinery").carbon.grams == 30_000)
  }

  @Test("Energy of unknown kind is counted prudently and asked for; words that leave it open decide nothing")
  func unknownKind() throws {
    var year = Sketch()
    year.buy("6061", 110, label: "Eau, énergie")
    year.sell("701", 10_000)
    let books = try CarbonBooks.keepSketch(year)
    #expect(try books.entry("AC/1/1@joinery").carbon.grams == 396_000)
    #expect(books.missing.first?.kind == .energyKind)
  }

  @Test("Kilometres of mileage allowances: amount / scale, then per kilometre")
  func mileage() throws {
    var year = Sketch()
    year.buy("6251", 100, label: "Indemnités")
    year.sell("701", 10_000)
    let books = try CarbonBooks.keepSketch(year)
    #expect(try books.entry("AC/1/1@joinery").carbon.grams == 60_000)
    #expect(books.missing.first?.kind == .transportQuantity)
  }

  @Test("Without a reference price the account is refused: a quantity must be given")
  func noPrice() {
    var year = Sketch()
    year.buy("6061", 100, label: "Charbon")
    year.sell("701", 10_000)
    #expect(reasons { _ = try CarbonBooks.keepSketch(year) } == ["carbon.price-missing"])
  }

  @Test("A measure that matches nothing, in a unit that does not convert, or of money, is refused with its place")
  func wrongMeasures() throws {
    var settings = FirmSettings.joinery
    func measure(_ factor: String, _ account: String, _ unit: Unit) -> Measure {
      Measure(factor: factor, match: LineMatch(account: account), quantity: Quantity(.one, unit), evidence: "")
    }
    settings.measures = [
      measure("energy.natural-gas.pcs", "6062", .kilowattHour), measure("energy.natural-gas.pcs", "6061", .litre),
      measure("naf:65.12Z:production", "6061", .euro), measure("energy.unobtainium", "6061", .litre),
    ]
    do {
      _ = try CarbonBooks.keepSketch(gasYear(), settings)
      Issue.record("accepted")
    } catch let refusal as Refusal {
      #expect(
        refusal.diagnostics.map(\.message.key) == [
          "carbon.measure-without-lines", "carbon.measure-unit", "carbon.measure-of-money", "carbon.factor-unknown",
        ])
      #expect(refusal.diagnostics.first?.field == "measures[1]")
    }
  }

  @Test("An invoice split over several lines counts the quantity of its label once")
  func splitInvoice() throws {
    var year = Sketch()
    year.entry(
      "AC", 3, "F", "Gaz mars - 1000 kWh",
      [("6061", "", 6_000), ("60612", "", 4_000), ("401", "G", -10_000)])
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.acceptsLabels = true
    let books = try CarbonBooks.keepSketch(year, settings)
    #expect(books.journal.entries.map(\.carbon.grams) == [144_000, 96_000])
  }

  @Test("A number out of proportion with what was paid is no quantity")
  func implausible() throws {
    var year = Sketch()
    year.buy("6061", 200, label: "Gazole facture 118 120 L")
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.acceptsLabels = true
    let books = try CarbonBooks.keepSketch(year, settings)
    #expect(books.missing.map(\.message.key) == ["carbon.missing-energy"])
  }

  @Test("A measure of an energy that was not bought does not wipe out those that were")
  func ambiguousMeasure() {
    var year = Sketch()
    year.buy("6061", 200, label: "Gazole")
    year.buy("6061", 200, label: "Gaz")
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.measures = [
      Measure(
        factor: "energy.coal", match: LineMatch(account: "606"), quantity: Quantity(Rational(10), .kilogram),
        evidence: "")
    ]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year, settings) } == ["carbon.measure-ambiguous"])
  }
}
