// What a corrected ledger changes: shown when it replaces the one before.

import CanonicalJSON
import Databases
import Quantities

/// The difference between a ledger and the version it replaces.
public struct LedgerDifference: Sendable, Hashable {
  /// An account whose balance changed.
  public struct Account: Sendable, Hashable {
    /// CompteNum.
    public let account: String
    /// Debit less credit before; zero when it was not there.
    public let before: Money
    /// Debit less credit after.
    public let after: Money
  }

  /// Entries that only the new one has, by journal and number.
  public let added: Int
  /// Entries that only the old one had.
  public let removed: Int
  /// Entries of both whose date, total or number of lines differs.
  public let changed: Int
  /// The accounts whose balance changed, by number.
  public let accounts: [Account]

  /// Whether nothing that is compared differs.
  public var isEmpty: Bool { added == 0 && removed == 0 && changed == 0 && accounts.isEmpty }

  init(from old: Int, to new: Int, _ transaction: TenantTransaction) throws {
    (added, removed) = (
      try LedgerDifference.missing(from: old, in: new, transaction),
      try LedgerDifference.missing(from: new, in: old, transaction)
    )
    changed = try LedgerDifference.changed(old, new, transaction)
    var before: [String: Money] = [:]
    for balance in try StoredBalance.all(old, transaction) { before[balance.account] = balance.debit - balance.credit }
    var after: [String: Money] = [:]
    for balance in try StoredBalance.all(new, transaction) { after[balance.account] = balance.debit - balance.credit }
    accounts = Set(before.keys).union(after.keys).sorted().compactMap { account in
      let (old, new) = (before[account] ?? .zero, after[account] ?? .zero)
      return old == new ? nil : Account(account: account, before: old, after: new)
    }
  }

  /// How many entries of `ledger` are not in `other`.
  private static func missing(from other: Int, in ledger: Int, _ transaction: TenantTransaction) throws -> Int {
    // EXCEPT sorts both sides once: no index is needed for a question that is asked once a year.
    let row = try transaction.row(
      """
      SELECT COUNT(*) FROM (
        SELECT journal, number FROM ledger_entry WHERE organisation_id = $1 AND ledger_id = $2
        EXCEPT
        SELECT journal, number FROM ledger_entry WHERE organisation_id = $1 AND ledger_id = $3
      ) AS gone
      """, [SQLValue(ledger), SQLValue(other)])
    return try row?.int(0) ?? 0
  }

  /// How many entries of both differ.
  private static func changed(_ old: Int, _ new: Int, _ transaction: TenantTransaction) throws -> Int {
    let row = try transaction.row(
      """
      SELECT COUNT(*) FROM (
        SELECT journal, number FROM (
          SELECT journal, number, dated, debit_cents, line_count FROM ledger_entry
          WHERE organisation_id = $1 AND ledger_id = $2
          EXCEPT
          SELECT journal, number, dated, debit_cents, line_count FROM ledger_entry
          WHERE organisation_id = $1 AND ledger_id = $3
        ) AS different
        INTERSECT
        SELECT journal, number FROM ledger_entry WHERE organisation_id = $1 AND ledger_id = $3
      ) AS changed
      """, [SQLValue(new), SQLValue(old)])
    return try row?.int(0) ?? 0
  }
}

extension LedgerDifference {
  /// As the result of a job keeps it.
  var json: JSONValue {
    .object([
      "added": .integer(Int64(added)), "removed": .integer(Int64(removed)), "changed": .integer(Int64(changed)),
      "accounts": .array(
        accounts.map {
          .object([
            "account": .string($0.account), "before_cents": .integer($0.before.cents),
            "after_cents": .integer($0.after.cents),
          ])
        }),
    ])
  }

  init?(json: JSONValue) {
    guard let added = json["added"]?.count, let removed = json["removed"]?.count,
      let changed = json["changed"]?.count, let accounts = json["accounts"]?.elements
    else { return nil }
    self.added = added
    self.removed = removed
    self.changed = changed
    self.accounts = accounts.compactMap { element in
      guard let account = element["account"]?.text,
        let before = element["before_cents"]?.integer.map({ Money(cents: $0) }), AmountWatch.holds(before),
        let after = element["after_cents"]?.integer.map({ Money(cents: $0) }), AmountWatch.holds(after)
      else { return nil }
      return Account(account: account, before: before, after: after)
    }
  }
}
