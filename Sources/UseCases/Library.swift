import Accounting
import CarbonAccounting
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

  /// The price index that brings amounts to the euros of a factor, among those shipped.
  private static let priceSeries = "insee-cpi"

  /// Reads the data files.
  ///
  /// - Parameters:
  ///   - directory: where they are.
  ///   - imported: catalogues of factors imported beside the shipped ones (`sillage factors import`).
  public init(_ directory: DataDirectory, imported: [EmissionFactor] = []) throws(Refusal) {
    let words = try directory.files(of: "Wording").sorted { $0.key < $1.key }
    do {
      catalogue = try Catalogue(files: words.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) })
    } catch {
      throw Refusal(Diagnostic(.error, UseCaseMessage.dataBroken, ["reason": .text("\(error)")]))
    }
    let files = ReferenceFiles(try directory.files(of: "ReferenceData"))
    reference = try ReferenceLibrary(
      factors: FactorCatalogue(files).adding(imported), classification: ClassificationTable(files),
      prices: ReferencePrices(files), priceIndex: PriceIndex(files, series: Library.priceSeries),
      parameters: Parameters(files))
    branches = try NAFSearch(files)
    chart = try ChartOfAccounts(files)
    let definitions = try directory.files(of: "Accounting")
    intermediateBalances = try StatementDefinitions(definitions["intermediate-balances.csv"] ?? [])
    balanceSheet = try StatementDefinitions(definitions["balance-sheet-totals.csv"] ?? [])
  }
}
