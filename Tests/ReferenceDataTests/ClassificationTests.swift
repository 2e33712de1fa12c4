import DelimitedText
import Quantities
import ReferenceData
import Testing

@Suite("Accounts classified")
struct ClassificationTests {
  private let files: ReferenceFiles
  private let table: ClassificationTable
  private let dates = [2019, 2024, 2025, 2026].compactMap { CalendarDate(year: $0, month: 12, day: 31) }

  init() throws {
    files = try Shipped.files()
    table = try ClassificationTable(files)
  }

  @Test("Every class 6 and class 2 account of the chart has a rule on every day it is in force")
  func coverage() throws {
    let accounts = try ChartOfAccounts(files).accounts.filter { ["2", "6"].contains($0.number.first) }
    #expect(accounts.count > 200)
    for account in accounts where account.number.count > 1 {
      for date in dates where account.validity.contains(date) {
        #expect(table.rule(for: account.number, on: date) != nil, "\(account.number) \(date.iso)")
      }
    }
  }

  @Test("Every factor a rule names is in the catalogue, for every branch where the rule leaves it open")
  func selectors() throws {
    let catalogue = try FactorCatalogue(files)
    let accounts = try ChartOfAccounts(files).accounts.map(\.number)
    let rules = Set(accounts.flatMap { account in dates.compactMap { table.rule(for: account, on: $0) } })
    let selectors = Set(rules.map(\.factor)).union(try words().map(\.factor)).subtracting([""])
    #expect(selectors.count > 40)
    for selector in selectors {
      let id = selector.hasPrefix("id:") ? String(selector.dropFirst(3)) : selector
      let own = selector.replacing("branch:", with: "naf:16.23Z:")
      #expect(catalogue.factor(selector.hasPrefix("branch:") ? own : id) != nil, "\(selector)")
    }
  }

  @Test("Every rule by words names a category, and is reached by its own word under its own account")
  func wordRules() throws {
    let words = try words()
    #expect(words.count > 100)
    for rule in words {
      #expect(table.category(rule.category) != nil, "\(rule.word)")
      let account = try #require(rule.prefixes.split(separator: " ").first)
      #expect(table.wordRule(account: String(account), text: "Facture \(rule.word) 12") != nil, "\(rule.word)")
    }
  }

  @Test("The longest prefix wins, and words refine it")
  func specific() throws {
    let date = try #require(CalendarDate("2024-06-30"))
    #expect(table.rule(for: "6061", on: date)?.prefix.hasPrefix("606") == true)
    #expect(table.rule(for: "641100", on: date)?.treatment == .outside)
    #expect(table.rule(for: "2154", on: date)?.treatment == .asset)
    #expect(table.rule(for: "", on: date) == nil)
    #expect(table.wordRule(account: "6061", text: "GAZOLE")?.factor == "id:energy.diesel")
    #expect(table.wordRule(account: "641100", text: "gazole") == nil)
  }

  private func words() throws -> [(prefixes: String, word: String, category: String, factor: String)] {
    try rows("classification/words.csv").map { ($0["prefixes"], $0["word"], $0["category"], $0["factor"]) }
  }
}
