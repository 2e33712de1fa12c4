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
  /// Branches (NAF) and how to find one by words.
  public let branches: Nomenclature
  /// The general chart of accounts (PCG).
  public let chart: ChartOfAccounts
  /// Definitions of the intermediate balances and the balance-sheet totals.
  public let statements: StatementDefinitions
  /// The words.
  public let catalogue: Catalogue

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
      prices: ReferencePrices(files), priceIndex: PriceIndex(files, series: "insee-cpi"), parameters: Parameters(files))
    branches = try Nomenclature(files)
    chart = try ChartOfAccounts(files)
    let definitions = try directory.files(of: "Accounting")["intermediate-balances.csv"]
    statements = try StatementDefinitions(definitions ?? [])
  }
}
