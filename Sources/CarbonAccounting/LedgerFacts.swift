import Accounting
import Quantities

/// The ledger as carbon accounting reads it: ordinary entries only, each line with its supplier.
struct LedgerFacts {
  /// Lines of class 6, allowances excepted.
  private(set) var expenses: [LedgerFact] = []
  /// Lines of accounts 70.
  private(set) var revenue: [LedgerFact] = []
  /// Allowances of fixed assets (6811) with the asset account each belongs to.
  private(set) var allowances: [DepreciationEntries.Allowance] = []

  /// Reads a ledger. Entries that open or close the year buy and sell nothing: they are left out.
  init(_ ledger: Ledger) {
    let attribution = SupplierAttribution(ledger, accounts: SupplierAttribution.supplying)
    let depreciation = DepreciationMatch(ledger)
    var matched: [Int: [DepreciationMatch.Allowance]] = [:]
    for allowance in depreciation.allowances { matched[allowance.entry, default: []].append(allowance) }
    for (position, entry) in ledger.entries.enumerated() where entry.kind == .ordinary {
      let supplier = attribution.supplier(ofEntry: position)
      var allowanceLines: [LedgerFact] = []
      for (ordinal, line) in ledger.lines(of: entry).enumerated() {
        let fact = LedgerFacts.fact(line, entry, ordinal + 1, supplier, ledger.names)
        if line.account.hasPrefix("6811") {
          allowanceLines.append(fact)
        } else if line.account.hasPrefix("6") {
          expenses.append(fact)
        } else if line.account.hasPrefix("70") {
          revenue.append(fact)
        }
      }
      for allowance in matched[position] ?? [] {
        guard let line = LedgerFacts.line(of: allowance, among: allowanceLines) else { continue }
        allowances.append(
          DepreciationEntries.Allowance(
            line: line, assetAccount: allowance.assetAccount, amount: allowance.amount))
      }
    }
  }

  /// The expense line of an allowance: 68111 for intangible assets (20), 68112 for tangible ones, else the first.
  private static func line(
    of allowance: DepreciationMatch.Allowance, among lines: [LedgerFact]
  ) -> LedgerFact? {
    let wanted = allowance.assetAccount?.hasPrefix("20") == true ? "68111" : "68112"
    return lines.first { $0.account.hasPrefix(wanted) } ?? lines.first
  }

  private static func fact(
    _ line: LedgerLine, _ entry: LedgerEntry, _ ordinal: Int, _ supplier: LedgerSupplier?, _ names: LedgerNames
  ) -> LedgerFact {
    LedgerFact(
      id: "\(entry.journal)/\(entry.number)/\(ordinal)", lineNumber: line.lineNumber, date: entry.date,
      journal: entry.journal, account: line.account, accountName: names.accounts[line.account] ?? "",
      supplier: supplier, piece: line.piece, label: line.label, balance: line.balance)
  }
}
