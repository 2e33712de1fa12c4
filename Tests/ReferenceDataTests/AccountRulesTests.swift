import Quantities
import ReferenceData
import Testing

@Suite("The default rules: accounts by their longest prefix, words refine")
struct AccountRulesTests {
  let table: ClassificationTable
  let chart: ChartOfAccounts
  init() throws {
    table = try ClassificationTable(.shipped())
    chart = try ChartOfAccounts(.shipped())
  }

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test(arguments: [
    ("606100", Treatment.purchase, "energy.unknown", "id:energy.heating-oil"),
    ("616000", .purchase, "other", "naf:65.12Z:production"),
    ("601000", .purchase, "other", "branch:intermediate"), ("607000", .resale, "resale.goods", "branch:intermediate"),
    ("603700", .stockChange, "resale.goods", "branch:intermediate"),
    ("218200", .asset, "asset.vehicles", "naf:29.10Z:production"),
    ("641100", .outside, "", ""), ("681120", .allowance, "", ""), ("706000", .revenue, "", ""),
    ("60614", .purchase, "energy.oil", "id:energy.diesel"),
  ])
  func defaultRules(_ account: String, _ treatment: Treatment, _ category: String, _ factor: String) throws {
    let rule = try #require(table.rule(for: account, on: try day("2024-01-01")))
    #expect(rule.treatment == treatment && rule.category == category && rule.factor == factor)
    #expect(!rule.reason.fr.isEmpty && !rule.reason.en.isEmpty)
    #expect(account.hasPrefix(rule.prefix))
  }

  /// Before and after the reform, each account of the chart in classes 2, 6 and 7 has a rule, and each rule says why.
  @Test(arguments: ["2024-01-01", "2025-01-01", "2026-01-01"])
  func everyAccountOfTheChartIsCovered(_ date: String) throws {
    let date = try day(date)
    let accounts = chart.accounts.filter {
      $0.number.count >= 2 && ["2", "6", "7"].contains($0.number.prefix(1)) && $0.validity.contains(date)
    }
    #expect(accounts.count > 300)
    let uncovered = accounts.filter { table.rule(for: $0.number, on: date) == nil }
    #expect(uncovered.map(\.number) == [])
  }

  /// Every factor a rule names is in the catalogue; every category is in the list.
  @Test func rulesNameFactorsAndCategoriesThatExist() throws {
    let factors = try FactorCatalogue(.shipped())
    let date = try day("2025-01-01")
    let selectors = Set(chart.accounts.compactMap { table.rule(for: $0.number, on: date)?.factor })
    for selector in selectors where !selector.isEmpty && !selector.hasPrefix("branch:") {
      let id = selector.hasPrefix("id:") ? String(selector.dropFirst(3)) : selector
      #expect(factors.factor(id) != nil, "\(selector)")
    }
    #expect(table.category("energy.gas")?.kind == .energy)
    #expect(table.category("energy.phlogiston") == nil)
  }

  @Test(arguments: [
    ("606100", "EDF facture janvier", "id:energy.electricity"), ("606100", "Électricité", "id:energy.electricity"),
    ("606140", "Carburant SP95-E10", "id:energy.petrol-e10"),
    ("606100", "GAZOLE NON ROUTIER", "id:energy.off-road-diesel"),
    ("606100", "Propane citerne", "id:energy.propane"), ("606100", "abonnement eau", "naf:36.00Z:production"),
  ])
  func wordsRefine(_ account: String, _ text: String, _ factor: String) {
    #expect(table.wordRule(account: account, text: text)?.factor == factor)
  }

  @Test func wordsCompareWholeAndOnlyForTheirAccounts() {
    #expect(table.wordRule(account: "606100", text: "bateau") == nil)  // not "eau"
    #expect(table.wordRule(account: "606100", text: "edfx") == nil)
    #expect(table.wordRule(account: "641000", text: "EDF") == nil)
    #expect(table.wordRule(account: "606100", text: "") == nil)
  }

  @Test func aTextThatLeavesTheEnergyOpenLetsTheNextDecide() {
    let open = "Fournitures non stockables (eau, énergie)"
    #expect(table.wordRule(account: "606100", text: open)?.category == "energy.unknown")
    #expect(table.wordRule(account: "606100", texts: [open, "EDF"])?.factor == "id:energy.electricity")
    #expect(table.wordRule(account: "606100", texts: [open, "Dupont"])?.category == "energy.unknown")
    #expect(table.wordRule(account: "606100", texts: ["EDF", "grdf"])?.factor == "id:energy.electricity")
  }

  @Test(arguments: ["01.12Z", "naf:01.41Z", "23.51Z"])
  func branchesWithDirectEmissions(_ code: String) {
    #expect(table.directEmissions(ofBranch: code) != nil)
  }

  @Test func mostBranchesHaveNone() {
    #expect(table.directEmissions(ofBranch: "16.23Z") == nil)
    #expect(table.directEmissions(ofBranch: "01.12Z")?.en.hasPrefix("Rice") == true)
  }
}
