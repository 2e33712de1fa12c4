import Quantities
import ReferenceData

/// The revenue of each activity, read from accounts 70 (less 709), and what its invoices carried.
struct Revenue {
  /// One line of revenue that falls to an activity.
  struct Sale {
    let line: LedgerFact
    /// Credit less debit, excluding VAT.
    let amount: Money
  }

  /// Sales by activity id.
  private(set) var sales: [String: [Sale]] = [:]

  /// Assigns each revenue line to activities.
  ///
  /// A key that matches shares it. Without one, sales of goods (707, 7097) go to the resale activity if there is one,
  /// and everything else to the production activity; with several production activities the firm has to say which
  /// sells what.
  init(
    _ lines: [LedgerFact], activities: [Activity], allocator: Allocator, resaleAccounts: [String]
  ) throws(Refusal) {
    var unassigned: [String: LedgerFact] = [:]
    for line in lines {
      if let parts = try allocator.keyedParts(of: line) {
        for part in parts { sales[part.activity.id, default: []].append(Sale(line: line, amount: -part.amount)) }
        continue
      }
      guard let owner = Revenue.owner(of: line, activities, resaleAccounts) else {
        unassigned[line.account] = unassigned[line.account] ?? line
        continue
      }
      sales[owner.id, default: []].append(Sale(line: line, amount: -line.balance))
    }
    guard unassigned.isEmpty else {
      throw Refusal(
        unassigned.sorted { $0.key < $1.key }.map { account, line in
          Diagnostic(
            .error, CarbonMessage.revenueUnassigned,
            ["account": .text(account), "name": .text(line.accountName)], field: "keys")
        })
    }
  }

  /// The revenue of an activity, excluding VAT.
  func total(of activity: Activity) -> Money { (sales[activity.id] ?? []).map(\.amount).total() }

  private static func owner(
    of line: LedgerFact, _ activities: [Activity], _ resaleAccounts: [String]
  ) -> Activity? {
    let isGoods = resaleAccounts.contains { line.account.hasPrefix($0) }
    if isGoods, let resale = activities.first(where: { $0.kind == .resale }) { return resale }
    let makers = activities.filter { $0.kind != .resale }
    return makers.count == 1 ? makers[0] : nil
  }
}
