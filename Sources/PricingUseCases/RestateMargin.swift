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
    var read: [(year: LedgerMargin.Result, price: PriceSchedule)] = []
    for year in file.years {
      guard let price = chosen ?? year.price ?? file.price else {
        throw Refusal(Diagnostic(.error, PricingRefusal.priceMissing))
      }
      guard let request = year.ledger else {
        read.append(
          (LedgerMargin.Result(title: "", siren: nil, figures: year.figures, warnings: [], derivations: [:]), price))
        continue
      }
      let found = try LedgerMargin(library).run(request, emissions: year.emissions, social: year.social)
      read.append((found.replaced(by: year), price))
    }
    return try RestateMargin.report(file.name, read, library)
  }

  /// Puts years together: the one way for files and for a store.
  ///
  /// - Parameter name: empty for the title of the first year that has one.
  static func report(
    _ name: String, _ years: [(year: LedgerMargin.Result, price: PriceSchedule)], _ library: Library
  ) throws(Refusal) -> Result {
    let firms = Set(years.compactMap(\.year.siren)).sorted()
    guard firms.count <= 1 else {
      throw Refusal(
        Diagnostic(.error, PricingRefusal.severalFirms, ["firms": .text(firms.joined(separator: ", "))]))
    }
    var warnings: [Diagnostic] = []
    var derivations: [Int: [MarginIndicator: Derivation]] = [:]
    for (year, _) in years {
      for warning in year.warnings where !warnings.contains(warning) { warnings.append(warning) }
      derivations[year.figures.year] = year.derivations
    }
    let report = try MarginReport(
      name: name.isEmpty ? years.lazy.map(\.year.title).first { !$0.isEmpty } ?? "" : name,
      years.map { ($0.year.figures, $0.price) }, warnings: warnings, library.prices)
    return Result(report: report, derivations: derivations.filter { !$0.value.isEmpty })
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

extension LedgerMargin.Result {
  /// The same with what was typed in instead, where there is something.
  fileprivate func replaced(by typed: MarginFile.Year) -> LedgerMargin.Result {
    LedgerMargin.Result(
      title: title, siren: siren, figures: figures.replaced(by: typed), warnings: warnings,
      derivations: derivations.filter { typed.indicators[$0.key] == nil })
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
