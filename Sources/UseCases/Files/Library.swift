import Accounting
import CarbonAccounting
import CarbonPricing
import Footprints
import Foundation
import Quantities
import ReferenceData
import Wording

/// Everything Sillage knows before it reads a firm's files: factors, rules, nomenclatures, definitions and words.
public struct Library: Sendable {
  /// What carbon accounting looks up.
  public let reference: ReferenceLibrary
  /// Branches (NAF), found by code or by words.
  public let branches: NAFSearch
  /// The general chart of accounts (PCG).
  public let chart: ChartOfAccounts
  /// Definitions of the intermediate balances (SIG), by fiscal year.
  public let intermediateBalances: StatementDefinitions
  /// Definitions of the balance-sheet totals.
  public let balanceSheet: StatementDefinitions
  /// The words.
  public let catalogue: Catalogue
  /// The publications figures are taken from.
  public let sources: SourceList
  /// Carbon prices: trajectories, thresholds.
  public let prices: PriceLibrary
  /// What product footprints say that no account does.
  public let footprints: FootprintRules
  /// What the calculator asks.
  public let questionnaire: Questionnaire
  /// Publications imported beside the shipped factors; read when something asks for them.
  public let imported: ImportedFactors

  /// The files `reference` was read from: what a fiscal year is pinned to.
  package let referenceFiles: [String: [UInt8]]

  /// Reads the data files.
  ///
  /// - Parameters:
  ///   - directory: where they are.
  ///   - imported: where publications imported beside the shipped factors are (`sillage factors import`).
  public init(_ directory: DataDirectory, imported: ImportedFactors = .none) throws(Refusal) {
    self.imported = imported
    let words = try directory.files(of: "Wording").sorted { $0.key < $1.key }
    do {
      catalogue = try Catalogue(files: words.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) })
    } catch {
      throw Refusal(Diagnostic(.error, UseCaseMessage.dataBroken, ["reason": .text("\(error)")]))
    }
    referenceFiles = try directory.files(of: "ReferenceData")
    let files = ReferenceFiles(referenceFiles)
    reference = try ReferenceLibrary(files)
    questionnaire = try Questionnaire(files, reference.classification)
    sources = try SourceList(files)
    branches = try NAFSearch(files)
    chart = try ChartOfAccounts(files)
    prices = try PriceLibrary(
      ReferenceFiles(try directory.files(of: "CarbonPricing")), index: reference.priceIndex)
    footprints = try FootprintRules(try directory.files(of: "Footprints")["pact.csv"] ?? [])
    let definitions = try directory.files(of: "Accounting")
    intermediateBalances = try StatementDefinitions(definitions["intermediate-balances.csv"] ?? [])
    balanceSheet = try StatementDefinitions(definitions["balance-sheet-totals.csv"] ?? [])
  }
}

extension Library {
  /// What an account with these settings looks up: imported factors are read only where the settings name some.
  func reference(for settings: FirmSettings) throws(Refusal) -> ReferenceLibrary {
    try reference.adding(imported, for: settings, sources: sources)
  }
}

extension ReferenceLibrary {
  /// The price index that brings amounts to the euros of a factor, among those shipped.
  private static let priceSeries = "insee-cpi"

  /// What these files say.
  init(_ files: ReferenceFiles) throws(Refusal) {
    self.init(
      factors: try FactorCatalogue(files), classification: try ClassificationTable(files),
      prices: try ReferencePrices(files), priceIndex: try PriceIndex(files, series: ReferenceLibrary.priceSeries),
      parameters: try Parameters(files))
  }

  /// The same with the imported factors that the settings name.
  func adding(
    _ imported: ImportedFactors, for settings: FirmSettings, sources: SourceList
  ) throws(Refusal) -> ReferenceLibrary {
    let ids = settings.importedFactorIDs
    guard !ids.isEmpty else { return self }
    return ReferenceLibrary(
      factors: factors.adding(try imported.factors(ids, sources: sources)), classification: classification,
      prices: prices, priceIndex: priceIndex, parameters: parameters)
  }
}

extension FirmSettings {
  /// The ids of imported factors that rules and measures name, sorted.
  var importedFactorIDs: [String] {
    let named = rules.compactMap { rule -> String? in
      guard case .purchase(_, let factor) = rule.outcome else { return nil }
      return factor.hasPrefix("id:") ? String(factor.dropFirst(3)) : factor
    }
    return Set((named + measures.map(\.factor)).filter { $0.hasPrefix(BaseCarbone.publication + ":") }).sorted()
  }
}
