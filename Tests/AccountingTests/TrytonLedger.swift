import Accounting
import Foundation
import Quantities
import TestSupport

/// The sample ledger and the figures expected of it.
enum TrytonLedger {
  private static let folder = "accounting/tryton/"
  private static let fec = folder + "903456788FEC20241231.txt"
  private static let figures = folder + "expected-2024.json"

  static var isPresent: Bool { SharedData.has(fec) && SharedData.has(figures) }

  static func read() throws -> (Ledger, Expected) {
    let json = try JSONSerialization.jsonObject(with: Data(SharedData.bytes(figures)))
    guard let years = json as? [String: Any], let year = years["2024"] as? [String: Any] else { throw Malformed() }
    return (try FECReader.read(SharedData.bytes(fec)).ledger, try Expected(year))
  }

  struct Malformed: Error {}

  static let intermediateLines: [String: StatementLine] = [
    "ventes_marchandises_707_7097": .merchandiseSales, "cout_achat_marchandises": .costOfMerchandiseSold,
    "marge_commerciale": .tradeMargin, "production_vendue": .productionSold,
    "production_stockee_71": .productionStored, "production_immobilisee_72": .productionCapitalised,
    "production_exercice": .production, "consommations_tiers": .consumptionFromThirdParties,
    "valeur_ajoutee": .valueAdded, "subventions_exploitation_74": .operatingSubsidies,
    "impots_taxes_63": .taxesAndDuties, "charges_personnel_64": .personnelCosts, "ebe": .grossOperatingSurplus,
    "autres_produits_75": .otherIncome, "autres_charges_65": .otherCharges,
    "reprises_transferts_781_791": .reversalsAndTransfers, "dotations_681": .operatingAllowances,
    "resultat_exploitation": .operatingResult, "produits_financiers": .financialIncome,
    "charges_financieres": .financialCharges, "resultat_courant_avant_impots": .currentResultBeforeTax,
    "produits_exceptionnels": .exceptionalIncome, "charges_exceptionnelles": .exceptionalCharges,
    "resultat_exceptionnel": .exceptionalResult, "participation_691": .profitSharing, "impot_695": .incomeTax,
    "resultat_net": .netResult,
  ]

  static let balanceSheetLines: [String: StatementLine] = [
    "gross_fixed_assets/intangible_20": .intangibleAssets, "gross_fixed_assets/tangible_21": .tangibleAssets,
    "gross_fixed_assets/in_progress_23": .assetsInProgress, "gross_fixed_assets/financial_26_27": .financialAssets,
    "accumulated_depreciation_28": .accumulatedDepreciation,
    "equity/accounts_10_to_14_in_fec": .equityAccounts, "equity/net_result": .resultOfTheYear, "equity/total": .equity,
    "financial_debt/borrowings_16_17": .borrowings,
    "financial_debt/borrowings_16_17_excl_1688_accrued_interest": .borrowingsPrincipal,
    "financial_debt/current_accounts_455": .associatesCurrentAccounts,
    "financial_debt/bank_overdraft_512_credit_519": .bankOverdrafts,
    "cash/balance_50_51_53_54": .cash,
    "total_assets/fixed_net": .fixedAssetsNet, "total_assets/stocks_net": .inventoriesNet,
    "total_assets/class4_debit_per_account_and_auxiliary_less_49": .receivables,
    "total_assets/cash_debit_balances": .liquidAssets, "total_assets/total": .totalAssets,
    "liabilities_check/total_liabilities_and_equity": .totalEquityAndLiabilities,
  ]

  /// The figures of the file, amounts as text.
  struct Expected {
    let lines: Int
    let entries: Int
    let totalDebit: String
    let totalCredit: String
    let balanceByAccount: [String: String]
    let balanceByThreeDigits: [String: String]
    let intermediateBalances: [String: String]
    let netResultCheck: String
    /// Keyed `section/figure`.
    let balanceSheet: [String: String]
    let allowances: String
    let grossByAccount: [String: String]
    let suppliersWithPurchases: Int
    let supplierTotal: String
    let suppliers: [String: (name: String, amount: String)]
    let largestSuppliers: [(number: String, entries: Int)]

    init(_ json: [String: Any]) throws {
      func get<T>(_ key: String, in object: [String: Any]? = nil) throws -> T {
        guard let value = (object ?? json)[key] as? T else { throw Malformed() }
        return value
      }
      lines = try get("lines")
      entries = try get("entries")
      totalDebit = try get("total_debit")
      totalCredit = try get("total_credit")
      balanceByAccount = try get("balance_by_account")
      balanceByThreeDigits = try get("balance_by_3_digit_account")
      intermediateBalances = try get("sig")
      netResultCheck = try get("net_result_check_7_minus_6")
      var sheet = ["accumulated_depreciation_28": try get("accumulated_depreciation_28") as String]
      for section in [
        "gross_fixed_assets", "equity", "financial_debt", "cash", "total_assets",
        "total_assets_class4_netted_per_account", "liabilities_check",
      ] {
        let figures: [String: String] = try get(section)
        for (key, value) in figures { sheet["\(section)/\(key)"] = value }
      }
      balanceSheet = sheet
      allowances = try get("allowance_6811")
      grossByAccount = try get("gross_fixed_assets_by_account")
      suppliersWithPurchases = try get("suppliers_with_6x")
      supplierTotal = try get("supplier_6x_total")
      suppliers = try (get("all_suppliers") as [String: [String: String]]).mapValues {
        (try get("name", in: $0), try get("amount_6x", in: $0))
      }
      largestSuppliers = try (get("top20_suppliers") as [[String: Any]]).map {
        (try get("aux", in: $0), try get("entries", in: $0))
      }
    }
  }
}
