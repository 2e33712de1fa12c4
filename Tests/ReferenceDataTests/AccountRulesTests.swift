import Quantities
import ReferenceData
import Testing

@Suite("The default rules: accounts by their longest prefix, words refine")
struct AccountRulesTests {
  private let table: ClassificationTable
  init() throws { table = try ClassificationTable(try Shipped.files()) }

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
