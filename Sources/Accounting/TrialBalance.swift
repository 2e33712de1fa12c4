// The trial balance (balance générale): what each account was debited and credited over the year.

import Quantities

/// Debits, credits and balances by account, and by account and third party.
///
/// Opening entries count: the balance of a class 1 to 5 account is what the balance sheet shows. Closing entries, which
/// would bring classes 6 and 7 back to nil, do not: those show the year.
public struct TrialBalance: Sendable, Equatable {
  /// The movements of one account, or of one third party in it.
  public struct Row: Sendable, Hashable {
    /// CompteNum.
    public let account: String
    /// CompAuxNum; empty on the rows of `accounts`.
    public let auxiliary: String
    /// The name of the account (CompteLib), or of the third party (CompAuxLib); empty when the ledger gives none.
    public let name: String
    /// The sum of the debits, in euros.
    public internal(set) var debit: Money = .zero
    /// The sum of the credits, in euros.
    public internal(set) var credit: Money = .zero

    /// Debit less credit.
    public var balance: Money { debit - credit }
  }

  /// One row per account, in the order of the account numbers.
  public let accounts: [Row]
  /// One row per account and third party, in the order of their numbers; accounts without third parties included.
  public let thirdParties: [Row]

  /// The trial balance of a ledger, closing entries left out.
  public init(_ ledger: Ledger) {
    var rows: [Key: Row] = [:]
    for entry in ledger.entries where entry.kind != .closing {
      for line in ledger.lines(of: entry) {
        let key = Key(account: line.account, auxiliary: line.auxiliary)
        var row = rows[key] ?? TrialBalance.emptyRow(key, ledger.names)
        row.debit += line.debit
        row.credit += line.credit
        rows[key] = row
      }
    }
    thirdParties = rows.sorted { $0.key < $1.key }.map(\.value)
    accounts = TrialBalance.grouped(thirdParties, ledger.names)
  }

  /// The sum of all debits, in euros: equal to the sum of all credits.
  public var totalDebit: Money { accounts.lazy.map(\.debit).total() }
  /// The sum of all credits, in euros.
  public var totalCredit: Money { accounts.lazy.map(\.credit).total() }

  /// The rows of the accounts whose number starts with `prefix`.
  public func accounts(withPrefix prefix: String) -> ArraySlice<Row> {
    // Numbers are in order, so those that share a prefix follow each other.
    let start = accounts.partitioningIndex { $0.account >= prefix }
    let rest = accounts[start...]
    return rest.prefix { $0.account.hasPrefix(prefix) }
  }

  /// Debit less credit of all accounts whose number starts with `prefix`; zero when there are none.
  public func balance(ofPrefix prefix: String) -> Money { accounts(withPrefix: prefix).lazy.map(\.balance).total() }

  /// Debit less credit of one account; nil when the ledger does not use it.
  public func balance(of account: String) -> Money? {
    accounts(withPrefix: account).first { $0.account == account }?.balance
  }

  private struct Key: Hashable, Comparable {
    let account: String
    let auxiliary: String

    static func < (a: Key, b: Key) -> Bool { (a.account, a.auxiliary) < (b.account, b.auxiliary) }
  }

  private static func emptyRow(_ key: Key, _ names: LedgerNames) -> Row {
    let name = key.auxiliary.isEmpty ? names.accounts[key.account] : names.auxiliaries[key.auxiliary]
    return Row(account: key.account, auxiliary: key.auxiliary, name: name ?? "")
  }

  private static func grouped(_ rows: [Row], _ names: LedgerNames) -> [Row] {
    var accounts: [Row] = []
    for row in rows {
      if accounts.last?.account != row.account {
        accounts.append(emptyRow(Key(account: row.account, auxiliary: ""), names))
      }
      accounts[accounts.count - 1].debit += row.debit
      accounts[accounts.count - 1].credit += row.credit
    }
    return accounts
  }
}

extension Array {
  /// The first position from which on `isAfter` holds, by bisection: `isAfter` must not turn back to false.
  fileprivate func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
