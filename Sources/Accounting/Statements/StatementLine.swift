// The lines of the intermediate balances and of the balance sheet, by the names the field gives them in English.

import Quantities

/// A line of a statement. Which accounts it gathers is data, dated; the French name of law stands in the catalogue.
public enum StatementLine: String, MessageKey, Sendable {
  // Intermediate balances (soldes intermédiaires de gestion).
  case merchandiseSales = "statement.merchandise-sales"
  case costOfMerchandiseSold = "statement.cost-of-merchandise-sold"
  case tradeMargin = "statement.trade-margin"
  case productionSold = "statement.production-sold"
  case productionStored = "statement.production-stored"
  case productionCapitalised = "statement.production-capitalised"
  case production = "statement.production"
  case consumptionFromThirdParties = "statement.consumption-from-third-parties"
  case valueAdded = "statement.value-added"
  case operatingSubsidies = "statement.operating-subsidies"
  case taxesAndDuties = "statement.taxes-and-duties"
  case personnelCosts = "statement.personnel-costs"
  /// EBE, excédent brut d'exploitation.
  case grossOperatingSurplus = "statement.gross-operating-surplus"
  case otherIncome = "statement.other-income"
  case otherCharges = "statement.other-charges"
  case reversalsAndTransfers = "statement.reversals-and-transfers"
  case operatingAllowances = "statement.operating-allowances"
  case operatingResult = "statement.operating-result"
  case jointOperations = "statement.joint-operations"
  case financialIncome = "statement.financial-income"
  case financialCharges = "statement.financial-charges"
  case currentResultBeforeTax = "statement.current-result-before-tax"
  case exceptionalIncome = "statement.exceptional-income"
  case exceptionalCharges = "statement.exceptional-charges"
  case exceptionalResult = "statement.exceptional-result"
  case profitSharing = "statement.profit-sharing"
  case incomeTax = "statement.income-tax"
  case netResult = "statement.net-result"

  // Balance sheet (bilan).
  case intangibleAssets = "statement.intangible-assets"
  case tangibleAssets = "statement.tangible-assets"
  case assetsInProgress = "statement.assets-in-progress"
  case financialAssets = "statement.financial-assets"
  case accumulatedDepreciation = "statement.accumulated-depreciation"
  case fixedAssetImpairment = "statement.fixed-asset-impairment"
  case fixedAssetsNet = "statement.fixed-assets-net"
  case uncalledCapital = "statement.uncalled-capital"
  case inventoriesNet = "statement.inventories-net"
  case receivables = "statement.receivables"
  case receivablesImpairment = "statement.receivables-impairment"
  case liquidAssets = "statement.liquid-assets"
  case liquidAssetsImpairment = "statement.liquid-assets-impairment"
  case redemptionPremiums = "statement.redemption-premiums"
  case totalAssets = "statement.total-assets"
  case cash = "statement.cash"
  case equityAccounts = "statement.equity-accounts"
  case resultOfTheYear = "statement.result-of-the-year"
  case equity = "statement.equity"
  case provisions = "statement.provisions"
  case borrowings = "statement.borrowings"
  case borrowingsPrincipal = "statement.borrowings-principal"
  case linkedAccounts = "statement.linked-accounts"
  case payables = "statement.payables"
  case associatesCurrentAccounts = "statement.associates-current-accounts"
  case bankOverdrafts = "statement.bank-overdrafts"
  case financialDebt = "statement.financial-debt"
  case totalEquityAndLiabilities = "statement.total-equity-and-liabilities"

  /// The line's id in data files and JSON: `trade-margin`.
  public var id: String { String(rawValue.dropFirst(StatementLine.namespace.count)) }

  /// The line of an id; nil when there is none.
  public init?(id: String) { self.init(rawValue: StatementLine.namespace + id) }

  private static let namespace = "statement."
}
