import CarbonPricing
import Foundation
import Quantities
import UseCases

/// Application 3 over files: margin files, or ledgers with their settings.
public struct RestateMargin: Sendable {
  /// What came out.
  public struct Result: Sendable {
    /// The margins.
    public let report: MarginReport
    /// Where the indicators of years read from ledgers come from, by year.
    public let derivations: [Int: [MarginIndicator: Derivation]]
  }

  let library: Library

  /// The job, with what Sillage knows.
  public init(_ library: Library) { self.library = library }

  /// Restates the years of a YAML file or a table.
  ///
  /// - Parameter choice: a price that comes before the file's.
  /// - Throws: a refusal that names file, line and field.
  public func run(file path: String, choice: PriceChoice) throws(Refusal) -> Result {
    let input = InputFile(path: path)
    let file: MarginFile
    do {
      if PricingFileKind(path) == .table {
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        file = try MarginTable.read(try input.bytes(limit: 1_000_000), name: name)
      } else {
        file = try MarginFile(
          yaml: try input.text(), folder: URL(filePath: path).deletingLastPathComponent(), library.prices)
      }
      return try run(file, choice: choice)
    } catch {
      throw error.inFile(input.name)
    }
  }

  /// Restates the years of ledgers.
  ///
  /// - Parameters:
  ///   - emissions: typed in, for a single ledger.
  ///   - choice: the price.
  public func run(
    ledgers: [LedgerMargin.Request], emissions: ScopeEmissions?, choice: PriceChoice
  ) throws(Refusal) -> Result {
    let years = ledgers.map { MarginFile.Year(ledger: $0, emissions: emissions) }
    return try run(MarginFile(name: "", years: years), choice: choice)
  }

  func run(_ file: MarginFile, choice: PriceChoice) throws(Refusal) -> Result {
    let chosen = try choice.schedule(library.prices)
    var years: [(figures: MarginFigures, price: PriceSchedule)] = []
    var warnings: [Diagnostic] = []
    var derivations: [Int: [MarginIndicator: Derivation]] = [:]
    var name = file.name
    for year in file.years {
      guard let price = chosen ?? year.price ?? file.price else {
        throw Refusal(Diagnostic(.error, PricingRefusal.priceMissing))
      }
      guard let request = year.ledger else {
        years.append((year.figures, price))
        continue
      }
      let read = try LedgerMargin(library).run(request, emissions: year.emissions, social: year.social)
      if name.isEmpty { name = read.title }
      years.append((read.figures.replaced(by: year), price))
      for warning in read.warnings where !warnings.contains(warning) { warnings.append(warning) }
      derivations[read.figures.year] = read.derivations.filter { year.indicators[$0.key] == nil }
    }
    let report = try MarginReport(name: name, years, warnings: warnings, library.prices)
    return Result(report: report, derivations: derivations)
  }
}

/// How a pricing file is written, by its name.
public enum PricingFileKind: Sendable {
  /// YAML.
  case yaml
  /// Separated values.
  case table
  /// Anything else: a ledger, where one may stand.
  case other

  /// What the name of a file says.
  public init(_ path: String) {
    switch URL(filePath: path).pathExtension.lowercased() {
    case "yaml", "yml": self = .yaml
    case "csv": self = .table
    default: self = .other
    }
  }
}

extension MarginFile.Year {
  /// The figures of a year that is typed in.
  fileprivate var figures: MarginFigures {
    MarginFigures(
      year: year ?? 0, indicators: indicators, revenue: revenue, balance: balance,
      emissions: emissions ?? ScopeEmissions(scope1: nil, scope2: nil, scope3: nil), social: social)
  }
}

extension MarginFigures {
  /// The figures of a ledger with those typed in instead, where there are some.
  fileprivate func replaced(by typed: MarginFile.Year) -> MarginFigures {
    MarginFigures(
      year: year, indicators: indicators.merging(typed.indicators) { $1 }, revenue: typed.revenue ?? revenue,
      balance: BalanceFigures(
        equity: typed.balance.equity ?? balance.equity, total: typed.balance.total ?? balance.total,
        financialDebt: typed.balance.financialDebt ?? balance.financialDebt, cash: typed.balance.cash ?? balance.cash),
      emissions: emissions, social: social)
  }
}
