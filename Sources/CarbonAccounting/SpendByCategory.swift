// What a ledger spends, category by category, before any factor is applied: what a questionnaire can be filled with.

import Accounting
import Quantities
import ReferenceData

/// The purchases and allowances of a ledger as the default rules classify them.
public struct SpendByCategory: Sendable {
  /// What amounts are summed by.
  public struct Kind: Sendable, Hashable {
    /// The purchase category, an id of `categories.csv`.
    public let category: String
    /// The factor selector its lines would be counted at.
    public let factor: String
  }

  /// Debits less credits excluding VAT; for assets, the allowances of the year.
  public let amounts: [Kind: Money]
  /// Revenue: accounts 70 less 709.
  public let revenue: Money

  /// Sums a ledger.
  ///
  /// - Parameter naf: the firm's branch.
  /// - Throws: a refusal when the settings cannot hold for the ledger.
  public init(_ ledger: Ledger, naf: String, library: ReferenceLibrary) throws(Refusal) {
    let activity = Activity(id: "main", label: "main", naf: naf)
    let context = try BookContext(ledger, FirmSettings(activities: [activity]), library)
    var amounts: [Kind: Money] = [:]
    func add(_ classified: Classification, _ amount: Money) {
      amounts[Kind(category: classified.category, factor: classified.factor), default: .zero] += amount
    }
    for (line, classified) in context.lines.purchases { add(classified, line.balance) }
    for allowance in context.allowances().counted {
      add(DepreciationEntries.category(of: allowance, context.classifier), allowance.amount)
    }
    self.amounts = amounts
    revenue = context.revenue.total(of: activity)
  }
}
