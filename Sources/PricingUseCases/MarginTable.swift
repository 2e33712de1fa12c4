// The figures of a decarbonated margin as a table of separated values.

import CarbonPricing
import DelimitedText
import Quantities
import WrittenFiles

/// Columns: `year,item,value`. `item` is a key of the YAML file: an indicator, revenue, a figure of the balance sheet, or a
/// scope in tonnes of CO2e.
enum MarginTable {
  private static let limits = DelimitedLimits(bytes: 1_000_000, rows: 1000, columns: 40, fieldLength: 1000)
  private static let amounts =
    MarginIndicator.allCases.map(\.id) + ["revenue", "equity", "balance_total", "financial_debt", "cash"]
  private static let scopes = ["scope_1", "scope_2", "scopes_1_2", "scope_3"]

  static func read(_ bytes: [UInt8], name: String) throws(Refusal) -> MarginFile {
    let table = try DelimitedReader.read(bytes, limits: limits)
    try table.require(columns: ["year", "item", "value"])
    var money: [Int: [String: Money]] = [:]
    var carbon: [Int: [String: CarbonMass]] = [:]
    var problems: [Diagnostic] = []
    for row in table.rows {
      let item = row["item"].trimmed
      guard let year = try? WrittenValue.year(row["year"]) else {
        problems.append(wrong(row, "year", "2024"))
        continue
      }
      if money[year]?[item] != nil || carbon[year]?[item] != nil {
        problems.append(twice(row, "\(year), \(item)"))
      } else if scopes.contains(item), let mass = try? WrittenValue.positiveCarbon(row["value"].trimmed + " t") {
        carbon[year, default: [:]][item] = mass
      } else if amounts.contains(item), let amount = try? WrittenValue.signedMoney(row["value"].trimmed) {
        money[year, default: [:]][item] = amount
      } else {
        let isKnown = (amounts + scopes).contains(item)
        problems.append(
          isKnown ? wrong(row, "value", "1234.56") : wrong(row, "item", (amounts + scopes).joined(separator: ", ")))
      }
    }
    for (year, scopes) in carbon.sorted(by: { $0.key < $1.key })
    where scopes["scopes_1_2"] != nil && (scopes["scope_1"] != nil || scopes["scope_2"] != nil) {
      problems.append(
        Diagnostic(.error, WrittenMessage.oneOf, ["keys": "scope_1 + scope_2, scopes_1_2"], field: String(year)))
    }
    guard problems.isEmpty else { throw Refusal(problems) }
    let years = Set(money.keys).union(carbon.keys).sorted().map { year in
      self.year(year, money[year] ?? [:], carbon[year] ?? [:])
    }
    return MarginFile(name: name, years: years)
  }

  private static func twice(_ row: DelimitedRow, _ name: String) -> Diagnostic {
    Diagnostic(.error, PricingRefusal.nameTwice, ["name": .text(name)], line: row.line, field: "item")
  }

  private static func wrong(_ row: DelimitedRow, _ column: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      .error, PriceFileRefusal.cellWrong,
      ["column": .text(column), "value": .text(row[column].onOneLine), "expected": .text(expected)], line: row.line,
      field: column)
  }

  private static func year(_ year: Int, _ money: [String: Money], _ carbon: [String: CarbonMass]) -> MarginFile.Year {
    var made = MarginFile.Year(year: year)
    for indicator in MarginIndicator.allCases { made.indicators[indicator] = money[indicator.id] }
    made.revenue = money["revenue"]
    made.balance = BalanceFigures(
      equity: money["equity"], total: money["balance_total"], financialDebt: money["financial_debt"],
      cash: money["cash"])
    if let both = carbon["scopes_1_2"] {
      made.emissions = ScopeEmissions(scopes1And2: both, scope3: carbon["scope_3"])
    } else if !carbon.isEmpty {
      made.emissions = ScopeEmissions(
        scope1: carbon["scope_1"], scope2: carbon["scope_2"], scope3: carbon["scope_3"])
    }
    return made
  }
}

extension MarginFile {
  init(name: String, price: PriceSchedule? = nil, years: [Year]) {
    self.name = name
    self.price = price
    self.years = years
  }
}
