import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import Testing

@Suite("From a purchase to its carbon")
struct PurchaseTests {
  @Test("Other invoices: amount, brought to the factor's euros, x the branch's intermediate consumption x 1.2")
  func monetary() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.sell("701", 10_000)
    let entry = try CarbonBooks.keepSketch(year).entry("AC/1/1@joinery")
    // 1 000 EUR of 2024 = 500 EUR of 2022; x 200 g = 100 000 g; x 1.2.
    #expect(entry.carbon.grams == 120_000)
    #expect(entry.factor?.id == "naf:16.23Z:intermediate")
    #expect(entry.quality == .monetary)
  }

  @Test("An account that names a service: the production intensity of that service's branch")
  func service() throws {
    var year = Sketch()
    year.buy("6161", 1000)
    year.sell("701", 10_000)
    #expect(try CarbonBooks.keepSketch(year).entry("AC/1/1@joinery").carbon.grams == 48_000)
  }

  @Test("A credit note takes carbon back")
  func creditNote() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.buy("601", -250, piece: "AV")
    year.buy("609", -50, piece: "RRR")
    year.sell("701", 10_000)
    #expect(try CarbonBooks.keepSketch(year).account.inputs.grams == 84_000)
  }

  @Test("A stock change corrects purchases at their factor")
  func stockChange() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.entry("OD", 12, "", "Stock final", [("31", "", 40_000), ("6031", "", -40_000)])
    year.sell("701", 10_000)
    #expect(try CarbonBooks.keepSketch(year).account.inputs.grams == 72_000)
  }

  @Test("Wages buy no good or service: no carbon, and said so")
  func outside() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.entry("OD", 3, "", "Paie", [("6411", "", 500_000), ("421", "", -500_000)])
    year.sell("701", 10_000)
    let books = try CarbonBooks.keepSketch(year)
    #expect(try books.account.inputs.grams == 120_000)
    #expect(books.outside.map(\.account) == ["6411"])
    #expect(books.outside.first?.amount == Money(cents: 500_000))
  }

  @Test("Opening and closing entries buy nothing")
  func openingAndClosing() throws {
    var year = Sketch()
    year.entry("AN", 1, "", "", [("6011", "", 99_900), ("101", "", -99_900)], kind: .opening)
    year.buy("601", 1000)
    year.sell("701", 10_000)
    year.entry(
      "OD", 12, "", "", [("701", "", 1_000_000), ("601", "", -100_000), ("120", "", -900_000)], kind: .closing)
    let account = try CarbonBooks.keepSketch(year).account
    #expect(account.inputs.grams == 120_000)
    #expect(account.revenue == Money(cents: 1_000_000))
  }

  @Test("An account no rule covers counts like other purchases, and is listed with its share of spend")
  func uncovered() throws {
    var year = Sketch()
    year.buy("601", 900)
    year.buy("699", 100, accountName: "Divers")
    year.sell("701", 10_000)
    let books = try CarbonBooks.keepSketch(year)
    #expect(try books.entry("AC/2/1@joinery").carbon.grams == 12_000)
    let item = try #require(books.missing.first { $0.kind == .rule })
    #expect(item.account == "699")
    #expect(item.message.values["share"] == .share(try Rational(1, over: 10)))
    #expect(books.departures.contains { $0.key == "carbon.departure-uncovered" })
  }

  @Test("The firm's own rule wins over the default ones; the longest default prefix wins over shorter ones")
  func ownRules() throws {
    var year = Sketch()
    year.buy("601", 1000, from: "BOIS", label: "Chêne scié")
    year.buy("601", 1000, from: "AUTRE")
    year.buy("6257", 400)
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.rules = [
      OwnRule(
        match: LineMatch(account: "601", supplier: "fournisseur bois", label: "CHENE"),
        outcome: .purchase(category: "specific.1", factor: "naf:28.49Z:production")),
      OwnRule(match: LineMatch(account: "6257"), outcome: .outside(reason: "refacturé au client")),
    ]
    let books = try CarbonBooks.keepSketch(year, settings)
    #expect(try books.entry("AC/1/1@joinery").carbon.grams == 180_000)
    #expect(try books.entry("AC/1/1@joinery").category == "specific.1")
    #expect(try books.entry("AC/2/1@joinery").carbon.grams == 120_000)
    #expect(books.journal.entries.count == 2)
    #expect(books.departures.contains { $0.key == "carbon.departure-outside" })
  }

  @Test("A pinned vintage is used instead of the newest")
  func vintages() throws {
    var year = Sketch()
    year.buy("6061", 200, label: "Électricité")
    year.sell("701", 10_000)
    #expect(try CarbonBooks.keepSketch(year).entry("AC/1/1@joinery").carbon.grams == 60_000)
    var settings = FirmSettings.joinery
    settings.vintages = ["energy.electricity": "2023"]
    #expect(try CarbonBooks.keepSketch(year, settings).entry("AC/1/1@joinery").carbon.grams == 72_000)
  }
}
