// Which fixed assets the year's depreciation allowances belong to, by account: a ledger holds no asset register.

import Quantities

/// The allowances of the year (dotations aux amortissements, 6811), each with the asset account it wears down.
///
/// An entry debits 6811 and credits depreciation accounts; the chart names these after the asset account with an 8 in
/// second place (28154 for 2154). The sum of `allowances` is the balance of 6811, to the cent.
public struct DepreciationMatch: Sendable {
  /// A part of an allowance that belongs to one asset account.
  public struct Allowance: Sendable, Hashable {
    /// The position of its entry in `Ledger.entries`.
    public let entry: Int
    /// The depreciation account credited (28154); nil when the entry credits none.
    public let depreciationAccount: String?
    /// The asset account (2154), or the start that several asset accounts share; nil when none could be matched.
    public let assetAccount: String?
    /// The allowance in euros; negative for a reversal.
    public let amount: Money
    /// What the assets of that account cost (valeur brute), in euros, at the end of the year; zero when not matched.
    public let grossValue: Money
  }

  /// The allowances of one asset account over the year.
  public struct AssetTotal: Sendable, Hashable {
    /// The asset account, as in `Allowance`.
    public let assetAccount: String
    /// Its name in the ledger; empty when it has none.
    public let name: String
    /// The sum of the allowances, in euros.
    public let amount: Money
    /// What the assets cost, in euros.
    public let grossValue: Money
  }

  /// The allowances in the order of the entries.
  public let allowances: [Allowance]
  /// The allowances by asset account, in the order of the accounts; what could not be matched is left out.
  public let assets: [AssetTotal]

  /// The sum of the allowances that no asset account could be found for, in euros.
  public var unmatched: Money { allowances.lazy.filter { $0.assetAccount == nil }.map(\.amount).total() }
  /// The sum of all allowances, in euros: the balance of 6811.
  public var total: Money { allowances.lazy.map(\.amount).total() }

  /// Matches the allowances of a ledger's ordinary entries.
  public init(_ ledger: Ledger) {
    self.init(ledger, balance: TrialBalance(ledger))
  }

  /// The same, where the trial balance is at hand.
  public init(_ ledger: Ledger, balance: TrialBalance) {
    var chart = AssetChart(balance: balance)
    var allowances: [Allowance] = []
    for (position, entry) in ledger.entries.enumerated() where entry.kind == .ordinary {
      let movement = DepreciationMovement(ledger.lines(of: entry))
      for part in movement.parts {
        let asset = part.account.flatMap { chart.assetAccount(ofDepreciation: $0) }
        allowances.append(
          Allowance(
            entry: position, depreciationAccount: part.account, assetAccount: asset, amount: part.amount,
            grossValue: asset.map { balance.balance(ofPrefix: $0) } ?? .zero))
      }
    }
    self.allowances = allowances
    assets = DepreciationMatch.totals(allowances, ledger.names)
  }

  private static func totals(_ allowances: [Allowance], _ names: LedgerNames) -> [AssetTotal] {
    let matched = Dictionary(grouping: allowances.filter { $0.assetAccount != nil }) { $0.assetAccount ?? "" }
    return matched.sorted { $0.key < $1.key }.map { account, parts in
      AssetTotal(
        assetAccount: account, name: names.accounts[account] ?? "", amount: parts.lazy.map(\.amount).total(),
        grossValue: parts.first?.grossValue ?? .zero)
    }
  }
}

/// What one entry allows for depreciation, and where it puts it.
struct DepreciationMovement {
  /// Amounts by depreciation account, nil for what no such account takes; their sum is the entry's balance of 6811.
  private(set) var parts: [(account: String?, amount: Money)] = []

  init(_ lines: ArraySlice<LedgerLine>) {
    // An entry may allow for some assets and reverse for others, or take a sold asset's depreciation off its account
    // (28154 debited beside 675): credits of 28 answer debits of 6811, and debits of 28 answer credits of 6811.
    let allowed = lines.filter { $0.account.hasPrefix("6811") }
    let depreciation = lines.filter { $0.account.hasPrefix("28") }
    add(allowed.map(\.balance).filter { $0 > .zero }.total(), from: depreciation.filter { $0.balance < .zero })
    add(allowed.map(\.balance).filter { $0 < .zero }.total(), from: depreciation.filter { $0.balance > .zero })
  }

  private mutating func add(_ amount: Money, from lines: [LedgerLine]) {
    guard amount != .zero else { return }
    var accounts: [String] = []
    var weights: [String: Money] = [:]
    for line in lines {
      if weights[line.account] == nil { accounts.append(line.account) }
      weights[line.account, default: .zero] += line.balance.magnitude
    }
    let available = accounts.compactMap { weights[$0] }
    // Where more is credited to 28 than 6811 debits (the rest being an exceptional allowance, 6871), nothing tells
    // which account takes which: each takes its share.
    let matched = Money(cents: min(amount.magnitude.cents, available.total().cents))
    let shares = (try? Apportionment.split(matched.cents, by: available.map(\.cents))) ?? []
    for (account, share) in zip(accounts, shares) where share != 0 {
      parts.append((account, Money(cents: amount < .zero ? -share : share)))
    }
    let rest = amount.magnitude - matched
    if rest != .zero { parts.append((nil, amount < .zero ? -rest : rest)) }
  }
}

/// Finds the asset account of a depreciation account among those the ledger uses.
struct AssetChart {
  let balance: TrialBalance
  private var found: [String: String?] = [:]

  init(balance: TrialBalance) { self.balance = balance }

  /// 2154 for 28154 or 2815400; where the ledger has no such account, the longest start of the number that it has.
  mutating func assetAccount(ofDepreciation account: String) -> String? {
    if let known = found[account] { return known }
    let asset = search("2" + account.dropFirst(2))
    found[account] = .some(asset)
    return asset
  }

  private func search(_ wanted: String) -> String? {
    if balance.balance(of: wanted) != nil { return wanted }
    // Zeros at the end only pad: 28154000 belongs to 2154 as well as to 2154000.
    var stem = AssetChart.withoutPadding(wanted)
    let divisions = balance.accounts(withPrefix: stem)
    if stem.count >= 2, let first = divisions.first { return divisions.count == 1 ? first.account : stem }
    // An account of the same family (2155 for 28154) is another kind of asset: only one that gathers 2154 will do.
    while stem.count > 2 {
      stem.removeLast()
      let accounts = balance.accounts(withPrefix: stem)
      if let whole = accounts.first(where: { AssetChart.withoutPadding($0.account) == stem }) { return whole.account }
    }
    return nil
  }

  private static func withoutPadding(_ account: String) -> String {
    String(account.reversed().drop { $0 == "0" }.reversed())
  }
}
