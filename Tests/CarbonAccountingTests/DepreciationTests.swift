import CarbonAccounting
import Quantities
import Testing

@Suite("Fixed assets by depreciation")
struct DepreciationTests {
  @Test("Without a register: the year's allowance x the category's factor x 1.2, and a departure says so")
  func byAccount() throws {
    var year = Sketch()
    year.own("2154", 5000)
    year.depreciate("28154", 1000)
    year.sell("701", 10_000)
    let books = try CarbonBooks.keepSketch(year)
    let entry = try #require(books.journal.entries.first)
    #expect(entry.carbon.grams == 360_000)
    #expect(entry.category == "asset.machines")
    #expect(books.departures.map(\.key) == ["carbon.departure-assets-by-account"])
  }

  @Test("A purchase of an asset enters nothing by itself: only its allowance does")
  func purchase() throws {
    var year = Sketch()
    year.entry("AC", 5, "P", "Scie", [("2154", "", 9_000_000), ("404", "F", -9_000_000)])
    year.buy("601", 1000)
    year.sell("701", 10_000)
    #expect(try CarbonBooks.keepSketch(year).account.inputs.grams == 120_000)
  }

  @Test("An asset of known content: content x allowance / acquisition value, without prudence; the rest by account")
  func knownAsset() throws {
    var year = Sketch()
    year.own("2154", 5000)
    year.depreciate("28154", 1000)
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.assets = [
      AssetRecord(
        label: "Scie", account: "2154", value: Money(cents: 500_000), content: CarbonMass(grams: 900_000),
        allowance: Money(cents: 50_000), evidence: "facture")
    ]
    let books = try CarbonBooks.keepSketch(year, settings)
    // 900 000 x 500 / 5 000 = 90 000; the other 500 EUR: 500 x 300 x 1.2.
    #expect(books.journal.entries.map(\.carbon.grams) == [90_000, 180_000])
    #expect(try books.account.byQuality[.supplier]?.grams == 90_000)
  }

  @Test("An allowance reversed takes its carbon back")
  func reversal() throws {
    var year = Sketch()
    year.own("2154", 5000)
    year.depreciate("28154", 1000)
    year.depreciate("28154", -400)
    year.sell("701", 10_000)
    #expect(try CarbonBooks.keepSketch(year).account.inputs.grams == 216_000)
  }

  @Test("An allowance the ledger ties to no asset is counted as machines, and listed")
  func unmatched() throws {
    var year = Sketch()
    year.entry("OD", 12, "", "", [("68112", "", 10_000), ("151", "", -10_000)])
    year.sell("701", 10_000)
    let books = try CarbonBooks.keepSketch(year)
    #expect(try books.account.inputs.grams == 36_000)
    #expect(books.missing.map(\.kind) == [.asset])
  }

  @Test("A declared allowance larger than the ledger's is refused")
  func tooLarge() {
    var year = Sketch()
    year.own("2154", 5000)
    year.depreciate("28154", 100)
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.assets = [
      AssetRecord(
        label: "Scie", account: "2154", value: Money(cents: 500_000), content: CarbonMass(grams: 1),
        allowance: Money(cents: 50_000), evidence: "")
    ]
    #expect(reasons { _ = try CarbonBooks.keepSketch(year, settings) } == ["carbon.asset-allowance-too-large"])
  }

  @Test("The firm's own rule classifies an asset too, and may leave it out; it then stands among what carries nothing")
  func ownRules() throws {
    var year = Sketch()
    year.own("2154", 5000)
    year.own("207", 5000)
    year.depreciate("28154", 1000)
    year.depreciate("2807", 1000, account: "68111")
    year.sell("701", 10_000)
    var settings = FirmSettings.joinery
    settings.rules = [
      OwnRule(
        match: LineMatch(account: "2154"),
        outcome: .purchase(category: "asset.machines", factor: "naf:65.12Z:production")),
      OwnRule(match: LineMatch(account: "207"), outcome: .outside(reason: "fonds commercial")),
    ]
    let books = try CarbonBooks.keepSketch(year, settings)
    #expect(books.journal.entries.map(\.carbon.grams) == [96_000])
    #expect(books.outside.map(\.account) == ["207"])
  }
}
