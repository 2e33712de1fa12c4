import CarbonAccounting
import Quantities
import Testing

@Suite("Conservation")
struct ConservationTests {
  @Test("Over any run of years: Σ inputs = Σ S + Σ lapsed + last balance, to the gram", arguments: 0..<60)
  func anyRun(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var settings = FirmSettings(activities: [
      Activity(id: "made", label: "Fabrication", naf: "16.23Z"),
      Activity(id: "resold", label: "Revente", naf: "47.59B", kind: .resale),
    ])
    if Bool.random(using: &random) {
      settings.supplierContents = [
        SupplierContent(
          supplier: "F1", value: .intensity(CarbonIntensity(milligrams: Int64.random(in: 1...900_000, using: &random))),
          account: "2023", evidence: "")
      ]
    }
    var opening: [String: OpeningAccount] = [:]
    var inputs: [String: CarbonMass] = [:]
    var outputs: [String: CarbonMass] = [:]
    var last: [String: CarbonMass] = [:]
    for number in 2022...2025 {
      let books = try CarbonBooks.keepSketch(randomYear(number, &random), settings, opening: opening)
      for account in books.accounts {
        inputs[account.activity.id, default: .zero] += account.inputs
        outputs[account.activity.id, default: .zero] += account.sales + account.lapsed
        last[account.activity.id] = account.balance
      }
      opening = try SealedAccounts(closing: books, on: Sketch.day(number + 1, 3, 31), opening: opening).openings()
    }
    for (activity, total) in inputs {
      #expect(total == (outputs[activity] ?? .zero) + (last[activity] ?? .zero), "\(activity)")
    }
  }

  private func randomYear(_ number: Int, _ random: inout SeededGenerator) -> Sketch {
    var year = Sketch(year: number)
    for _ in 0..<Int.random(in: 3...12, using: &random) {
      let account = ["601", "616", "6061", "609", "6251", "607", "699"].randomElement(using: &random) ?? "601"
      let supplier = ["F1", "F2"].randomElement(using: &random) ?? "F1"
      let euros = Int64.random(in: -200...2000, using: &random)
      year.buy(account, euros == 0 ? 1 : euros, from: supplier, month: Int.random(in: 1...12, using: &random))
    }
    year.buy("607", 100)
    year.sell("701", Int64.random(in: 1_000...50_000, using: &random))
    year.sell("707", 40_000)
    year.depreciate("28154", Int64.random(in: 1...900, using: &random))
    return year
  }

  @Test("The order of the entries changes no figure")
  func orderIndependence() throws {
    var forward = Sketch()
    var backward = Sketch()
    let purchases: [(String, Int64)] = [("601", 123), ("616", 457), ("601", -33), ("6251", 91)]
    for (account, euros) in purchases { forward.buy(account, euros) }
    for (account, euros) in purchases.reversed() { backward.buy(account, euros) }
    forward.sell("701", 5000)
    backward.sell("701", 5000)
    let (one, other) = (try CarbonBooks.keepSketch(forward).account, try CarbonBooks.keepSketch(backward).account)
    #expect(one.production == other.production)
    #expect(one.byCategory == other.byCategory)
    #expect(one.byAccount == other.byAccount)
  }

  @Test("A correction reverses and replaces: the journal keeps all three, and sums to the replacement")
  func corrections() throws {
    var year = Sketch()
    year.buy("601", 1000)
    year.sell("701", 5000)
    let books = try CarbonBooks.keepSketch(year)
    let entry = try books.entry("AC/1/1@joinery")
    year.buy("601", 700)
    let replacement = try CarbonBooks.keepSketch(year).entry("AC/3/1@joinery")
    var journal = books.journal
    journal.correct(entry, with: replacement)
    #expect(journal.entries.count == 3)
    #expect(journal.total == replacement.carbon)
  }
}
