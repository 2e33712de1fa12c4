import Accounting
import Quantities
import Testing

@Suite("Depreciation matched to assets")
struct DepreciationMatchTests {
  private typealias Line = SampleLedger.Line
  private typealias Entry = SampleLedger.Entry

  /// A ledger that owns assets on `accounts`, 1 000 euros each, and posts `entries`.
  private func match(_ accounts: [String], _ entries: [Entry]) throws -> DepreciationMatch {
    let opening = Entry(
      .opening, lines: accounts.map { Line($0, 1000_00) } + [Line("101", Int64(accounts.count) * -1000_00)])
    return DepreciationMatch(try SampleLedger.ledger([opening] + entries))
  }

  @Test(
    "The asset account is the depreciation account without its 8, or the longest start of it that exists",
    arguments: [
      ("28154", ["2154", "2155"], "2154"), ("281311", ["21311"], "21311"), ("2805", ["205"], "205"),
      ("281311", ["2131"], "2131"), ("28154000", ["215400"], "215400"), ("2815400", ["2154"], "2154"),
      ("28154", ["21540001", "21540002"], "2154"), ("2818", ["2182", "2183"], "218"), ("28182", ["2154"], nil),
      ("28182", ["218000", "2154"], "218000"), ("2805", ["2154"], nil), ("28", ["2154"], nil),
    ] as [(String, [String], String?)])
  func assetAccounts(depreciation: String, assets: [String], expected: String?) throws {
    let match = try match(assets, [Entry(lines: [Line("68112", 10_00), Line(depreciation, -10_00)])])
    #expect(match.allowances.map(\.assetAccount) == [expected])
    #expect(match.allowances.map(\.depreciationAccount) == [depreciation])
    #expect(match.total == Money(cents: 10_00))
    #expect(match.unmatched == (expected == nil ? Money(cents: 10_00) : .zero))
  }

  @Test("Gross value is what the assets cost at the end of the year")
  func grossValue() throws {
    let match = try match(
      ["2154", "2182"],
      [
        Entry(lines: [Line("2154", 500_00), Line("404", "F1", -500_00)]),
        Entry(lines: [Line("68112", 150_00), Line("28154", -100_00), Line("28182", -50_00)]),
        Entry(lines: [Line("68112", 20_00), Line("28154", -20_00)]),
      ])
    #expect(match.allowances.map(\.entry) == [2, 2, 3])
    #expect(match.assets.map(\.assetAccount) == ["2154", "2182"])
    #expect(match.assets.map(\.amount.cents) == [120_00, 50_00])
    #expect(match.assets.map(\.grossValue.cents) == [1500_00, 1000_00])
    #expect(match.assets.map(\.name) == ["Name of 2154", "Name of 2182"])
  }

  @Test("A reversal is negative; a sold asset's depreciation is no allowance")
  func reversal() throws {
    let match = try match(
      ["2154", "2182"],
      [
        Entry(lines: [Line("68112", -30_00), Line("28154", 30_00)]),
        Entry(
          lines: [
            Line("68112", 40_00), Line("28182", -40_00), Line("28182", 700_00), Line("675", 300_00),
            Line("2182", -1000_00),
          ]),
      ])
    #expect(match.allowances.map(\.amount.cents) == [-30_00, 40_00])
    #expect(match.allowances.map(\.assetAccount) == ["2154", "2182"])
    #expect(match.allowances.last?.grossValue == .zero)
  }

  @Test("Where more is depreciated than 6811 allows, each account takes its share")
  func exceptional() throws {
    let match = try match(
      ["2154", "2182"],
      [Entry(lines: [Line("68112", 100_00), Line("6871", 50_00), Line("28154", -100_00), Line("28182", -50_00)])])
    #expect(match.allowances.map(\.amount.cents) == [66_67, 33_33])
  }

  @Test("Where less is depreciated than 6811 allows, the rest is not matched")
  func partly() throws {
    let match = try match(
      ["2154"], [Entry(lines: [Line("68112", 100_00), Line("28154", -60_00), Line("471", -40_00)])])
    #expect(match.allowances.map(\.amount.cents) == [60_00, 40_00])
    #expect(match.allowances.map(\.assetAccount) == ["2154", nil])
    #expect(match.unmatched == Money(cents: 40_00))
  }

  @Test(
    "The sum of the allowances is the balance of 6811, whatever the ledger", arguments: 1...20 as ClosedRange<UInt64>)
  func sums(seed: UInt64) throws {
    let ledger = try SampleLedger.random(seed: seed, entries: 200)
    #expect(DepreciationMatch(ledger).total == TrialBalance(ledger).balance(ofPrefix: "6811"))
  }
}
