import CarbonAccounting
import Quantities
import Testing

@Suite("Contents transmitted by suppliers, and where prudence belongs")
struct SupplierContentTests {
  private func content(
    _ supplier: String, _ value: SupplierContent.Value, piece: String? = nil
  ) -> SupplierContent {
    SupplierContent(supplier: supplier, piece: piece, value: value, account: "2023, closed", evidence: "facture")
  }

  private func year() -> Sketch {
    var year = Sketch()
    year.buy("601", 1000, from: "BOIS", piece: "A1")
    year.buy("601", 300, from: "BOIS", piece: "A2")
    year.buy("6161", 100, from: "BOIS", piece: "A2")
    year.buy("601", 1000, from: "AUTRE")
    year.sell("701", 10_000)
    return year
  }

  @Test("A content per euro is used as it stands, without prudence nor deflation")
  func intensity() throws {
    var settings = FirmSettings.joinery
    settings.supplierContents = [content("BOIS", .intensity(CarbonIntensity(milligrams: 123_456)))]
    let books = try CarbonBooks.keepSketch(year(), settings)
    let entry = try books.entry("AC/1/1@joinery")
    #expect(entry.carbon.grams == 123_456)
    #expect(entry.prudence == nil)
    #expect(entry.quality == .supplier)
    #expect(try books.entry("AC/4/1@joinery").prudence == (try Rational(1, over: 5)))
  }

  @Test("A content per invoice is shared between its lines, and wins over the supplier's general one")
  func invoice() throws {
    var settings = FirmSettings.joinery
    settings.supplierContents = [
      content("fournisseur bois", .intensity(CarbonIntensity(milligrams: 100_000))),
      content("BOIS", .content(CarbonMass(grams: 80_000)), piece: "A2"),
    ]
    let books = try CarbonBooks.keepSketch(year(), settings)
    #expect(try books.entry("AC/1/1@joinery").carbon.grams == 100_000)
    #expect(try books.entry("AC/2/1@joinery").carbon.grams == 60_000)
    #expect(try books.entry("AC/3/1@joinery").carbon.grams == 20_000)
  }

  @Test(
    "Contents from a day on: each invoice carries that of its date, in whatever order they are written; before the first, an estimate"
  )
  func dated() throws {
    var sketch = Sketch()
    for (piece, month) in [("A1", 2), ("A2", 4), ("A3", 9)] {
      sketch.entry("AC", month, piece, "Bois", [("601", "", 100_000), ("401", "BOIS", -100_000)])
    }
    sketch.sell("701", 10_000)
    func statement(_ milligrams: Int64, _ from: CalendarDate?) -> SupplierContent {
      SupplierContent(
        supplier: "BOIS", from: from, value: .intensity(CarbonIntensity(milligrams: milligrams)), account: "clos",
        evidence: "")
    }
    let (spring, autumn) = (statement(50_000, Sketch.day(2024, 3, 31)), statement(70_000, Sketch.day(2024, 9, 1)))
    for contents in [[spring, autumn], [autumn, spring]] {
      var settings = FirmSettings.joinery
      settings.supplierContents = contents
      let entries = try CarbonBooks.keepSketch(sketch, settings).journal.entries.filter { $0.account == "601" }
        .sorted { $0.date < $1.date }
      #expect(entries.map(\.quality) == [.monetary, .supplier, .supplier])
      #expect(entries.dropFirst().map(\.carbon.grams) == [50_000, 70_000])
      settings.supplierContents.append(statement(10_000, nil))
      #expect(
        try CarbonBooks.keepSketch(sketch, settings).journal.entries.filter { $0.account == "601" }
          .map(\.carbon.grams).sorted() == [10_000, 50_000, 70_000])
      settings.supplierContents.append(statement(1, Sketch.day(2024, 9, 1)))
      #expect(reasons { _ = try CarbonBooks.keepSketch(sketch, settings) } == ["carbon.content-twice"])
    }
  }

  @Test
  func `A content of an account closed after the purchases is a departure; one closed before, or on the day, is none`()
    throws
  {
    var sketch = Sketch()
    for (piece, month) in [("A1", 2), ("A2", 4), ("A3", 9)] {
      sketch.entry("AC", month, piece, "Bois", [("601", "", 100_000), ("401", "BOIS", -100_000)])
    }
    sketch.sell("701", 10_000)
    func departures(_ closedOn: CalendarDate?) throws -> [Message] {
      var settings = FirmSettings.joinery
      settings.supplierContents = [
        SupplierContent(
          supplier: "BOIS", value: .intensity(CarbonIntensity(milligrams: 50_000)), account: "2023, clos", evidence: "",
          closedOn: closedOn)
      ]
      return try CarbonBooks.keepSketch(sketch, settings).departures.filter { $0.key == "content.departure-late" }
    }
    let late = try #require(try departures(Sketch.day(2024, 9, 15)).first)
    #expect(late.values["amount"] == .money(Money(cents: 200_000)))
    #expect(late.values["carbon"] == .carbon(CarbonMass(grams: 100_000)))
    #expect(late.values["date"] == .date(Sketch.day(2024, 9, 15)))
    #expect(try departures(Sketch.day(2024, 2, 15)).isEmpty && departures(nil).isEmpty)
  }

  @Test("An account names the published accounts it rests on only where the firm shows them")
  func upstream() throws {
    var settings = FirmSettings.joinery
    settings.supplierContents = [
      SupplierContent(
        supplier: "BOIS", value: .intensity(CarbonIntensity(milligrams: 100_000)), account: "clos", evidence: "",
        published: "a0001/main")
    ]
    #expect(try CarbonBooks.keepSketch(year(), settings).account.upstream == nil)
    settings.showsSuppliers = true
    #expect(
      try CarbonBooks.keepSketch(year(), settings).account.upstream
        == [.init(published: "a0001/main", carbon: CarbonMass(grams: 140_000))])
  }

  @Test("An invoice's content arrives to the gram, however many lines and activities share it")
  func toTheGram() throws {
    var sketch = Sketch()
    sketch.entry(
      "AC", 3, "F9", "Trois lignes",
      [("601", "", 10_000), ("601", "", 10_000), ("616", "", 10_000), ("401", "VIS", -30_000)])
    sketch.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.supplierContents = [content("VIS", .content(CarbonMass(grams: 100)), piece: "F9")]
    #expect(try CarbonBooks.keepSketch(sketch, settings).account.inputs.grams == 100)
  }

  @Test("Evidence quality is the share of carbon by kind of evidence")
  func quality() throws {
    var settings = FirmSettings.joinery
    settings.supplierContents = [content("BOIS", .intensity(CarbonIntensity(milligrams: 100_000)))]
    let quality = try CarbonBooks.keepSketch(year(), settings).account.byQuality
    #expect(quality == [.supplier: CarbonMass(grams: 140_000), .monetary: CarbonMass(grams: 120_000)])
  }

  @Test("Statements that meet no purchase, come twice, or lack an invoice are refused")
  func refusals() {
    var settings = FirmSettings.joinery
    let mass = SupplierContent.Value.content(CarbonMass(grams: 1))
    settings.supplierContents = [
      content("INCONNU", mass, piece: "A1"), content("BOIS", mass), content("AUTRE", mass, piece: "P1"),
      content("autre", mass, piece: "P1"),
    ]
    #expect(
      reasons { _ = try CarbonBooks.keepSketch(year(), settings) }
        == ["carbon.content-without-lines", "carbon.content-invoice-nil", "carbon.content-twice"])
  }

  @Test("Prudence is on public factors and nowhere else")
  func prudence() throws {
    var sketch = year()
    sketch.buy("6061", 10, label: "Électricité")
    sketch.depreciate("28154", 100)
    var settings = FirmSettings.joinery
    settings.supplierContents = [content("BOIS", .intensity(CarbonIntensity(milligrams: 100_000)))]
    settings.directEmissions = [
      DirectEmission(
        activity: "joinery", label: "colle", carbon: CarbonMass(grams: 7), author: "E", evidence: "",
        date: Sketch.day(2024, 3, 1))
    ]
    let fifth = try Rational(1, over: 5)
    for entry in try CarbonBooks.keepSketch(sketch, settings).journal.entries {
      switch entry.basis {
      case .monetary, .physical: #expect(entry.prudence == fifth, "\(entry.id)")
      case .supplierContent, .statement: #expect(entry.prudence == nil, "\(entry.id)")
      }
    }
  }
}
