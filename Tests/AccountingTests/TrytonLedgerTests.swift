import Accounting
import Foundation
import Quantities
import TestSupport
import Testing

/// A full-year FEC written by another program, with figures computed from it by an independent script.
@Suite("A ledger exported by Tryton", .enabled(if: TrytonLedger.isPresent, "the shared samples are absent"))
struct TrytonLedgerTests {
  @Test("Totals and balances by account")
  func balances() throws {
    let (ledger, expected) = try TrytonLedger.read()
    let balance = TrialBalance(ledger)
    #expect(ledger.lines.count == expected.lines)
    #expect(ledger.entries.count == expected.entries)
    #expect(balance.totalDebit.decimalText == expected.totalDebit)
    #expect(balance.totalCredit.decimalText == expected.totalCredit)
    #expect(balance.accounts.map(\.account) == expected.balanceByAccount.keys.sorted())
    for (account, amount) in expected.balanceByAccount {
      #expect(balance.balance(of: account)?.decimalText == amount, "\(account)")
    }
    for (prefix, amount) in expected.balanceByThreeDigits {
      #expect(balance.balance(ofPrefix: prefix).decimalText == amount, "\(prefix)")
    }
  }

  @Test("Intermediate balances")
  func intermediateBalances() throws {
    let (ledger, expected) = try TrytonLedger.read()
    let balances = try IntermediateBalances(
      TrialBalance(ledger), definitions: ShippedDefinitions.intermediateBalances(), year: ledger.fiscalYear)
    var rest = expected.intermediateBalances
    // A part of another line of the file, which the ledger does not use.
    #expect(rest.removeValue(forKey: "reprises_7817_in_781") == "0.00")
    for (key, line) in TrytonLedger.intermediateLines {
      #expect(balances.statement[line]?.decimalText == rest.removeValue(forKey: key), "\(key)")
    }
    #expect(rest.isEmpty)
    #expect(balances.netResult.decimalText == expected.netResultCheck)
  }

  @Test("Balance sheet")
  func balanceSheet() throws {
    let (ledger, expected) = try TrytonLedger.read()
    let balance = TrialBalance(ledger)
    let sheet = try BalanceSheetTotals(balance, definitions: ShippedDefinitions.balanceSheet(), year: ledger.fiscalYear)
    var rest = expected.balanceSheet
    for (key, line) in TrytonLedger.balanceSheetLines {
      #expect(sheet.statement[line]?.decimalText == rest.removeValue(forKey: key), "\(key)")
    }
    #expect(rest.removeValue(forKey: "cash/512") == balance.balance(ofPrefix: "512").decimalText)
    let gross = [StatementLine.intangibleAssets, .tangibleAssets, .assetsInProgress].compactMap { sheet.statement[$0] }
    #expect(rest.removeValue(forKey: "gross_fixed_assets/total_20_21_23") == gross.total().decimalText)
    // With class 4 set off within each account, third parties together: the same in this ledger.
    #expect(rest.removeValue(forKey: "total_assets_class4_netted_per_account/class4") == "385058.28")
    let netted = balance.accounts(withPrefix: "4").map(\.balance).filter { $0 > .zero }.total()
    #expect(netted.decimalText == "385058.28")
    #expect(rest.removeValue(forKey: "total_assets_class4_netted_per_account/total") == sheet.totalAssets.decimalText)
    #expect(rest.isEmpty, "\(rest)")
  }

  @Test("Allowances, all matched, on assets at cost")
  func depreciation() throws {
    let (ledger, expected) = try TrytonLedger.read()
    let match = DepreciationMatch(ledger)
    #expect(match.total.decimalText == expected.allowances)
    #expect(match.unmatched == .zero)
    for asset in match.assets {
      #expect(asset.grossValue.decimalText == expected.grossByAccount[asset.assetAccount], "\(asset.assetAccount)")
    }
    #expect(match.assets.count == expected.grossByAccount.count - 1, "all but the deposit (2751)")
  }

  @Test("Suppliers")
  func suppliers() throws {
    let (ledger, expected) = try TrytonLedger.read()
    let attribution = SupplierAttribution(ledger)
    #expect(attribution.purchases.count == expected.suppliersWithPurchases)
    #expect(attribution.purchases.map(\.amount).total().decimalText == expected.supplierTotal)
    #expect(attribution.amountOfSeveralSuppliers == .zero)
    for purchases in attribution.purchases {
      let supplier = try #require(expected.suppliers[purchases.supplier.number])
      #expect(supplier.name == purchases.supplier.name)
      #expect(supplier.amount == purchases.amount.decimalText)
    }
    for (position, expected) in expected.largestSuppliers.enumerated() {
      let found = attribution.purchases[position]
      #expect(found.supplier.number == expected.number)
      #expect(found.entries == expected.entries)
    }
  }
}
