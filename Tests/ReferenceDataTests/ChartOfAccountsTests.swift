import Quantities
import ReferenceData
import Testing

@Suite("The chart of accounts names a ledger's accounts, before and after the reform of 2025")
struct ChartOfAccountsTests {
  let chart: ChartOfAccounts
  let before: CalendarDate
  let after: CalendarDate
  init() throws {
    chart = try ChartOfAccounts(try Shipped.files())
    before = try #require(CalendarDate("2024-01-01"))
    after = try #require(CalendarDate("2025-01-01"))
  }

  @Test func anAccountHasTheNameOfItsLongestPrefix() {
    #expect(chart.account(of: "606100", on: before)?.number == "6061")
    #expect(chart.name(of: "411DUPONT", on: before) == chart.account(of: "411", on: before)?.name)
    #expect(chart.name(of: "9", on: before) == nil)
    #expect(chart.name(of: "", on: before) == nil)
  }

  @Test func deepAccountsHaveTheEnglishNameOfTheirParent() {
    #expect(chart.name(of: "6061", on: before)?.en == chart.name(of: "606", on: before)?.en)
    #expect(chart.name(of: "6061", on: before)?.fr != chart.name(of: "606", on: before)?.fr)
  }

  @Test(arguments: ["606100", "411DUPONT", "4010001", "600000", "580000", "512", "6811", "707"])
  func knownAccounts(_ account: String) {
    // Compared apart: a failure would print the chart.
    let known = [chart.isKnown(account, on: before), chart.isKnown(account, on: after)]
    #expect(known == [true, true])
  }

  @Test(arguments: ["6", "659000", "999999", "0", "", "ABC", "199"])
  func unknownAccounts(_ account: String) {
    let isKnown = chart.isKnown(account, on: before)
    #expect(!isKnown)
  }

  /// Règlement ANC 2022-06: disposals leave the exceptional accounts, transfers of charges go.
  @Test(arguments: [
    ("675000", true, false), ("775000", true, false), ("791000", true, false), ("657000", false, true),
    ("757000", false, true),
  ])
  func theReformOf2025(_ account: String, _ old: Bool, _ new: Bool) {
    let known = [chart.isKnown(account, on: before), chart.isKnown(account, on: after)]
    #expect(known == [old, new])
  }
}
