// Fixed assets enter the account through their depreciation: content x allowance of the year / acquisition value.

import Accounting
import Quantities
import ReferenceData

/// Makes the entries of the year's allowances (dotations aux amortissements, 6811).
///
/// Where the ledger has no asset register the match is by account: the allowance credited to 28154 belongs to the
/// assets of 2154, and carries allowance x factor of that category. An asset whose supplier transmitted its content
/// carries content x allowance / acquisition value instead.
struct DepreciationEntries {
  let factors: FactorChoice
  let allocator: Allocator
  let classifier: Classifier
  let prudence: Rational
  let assets: [AssetRecord]

  /// An allowance of the year and the asset account it belongs to; nil when the ledger does not tell.
  struct Allowance {
    let line: LedgerFact
    let assetAccount: String?
    let amount: Money
  }

  /// The entries of the allowances.
  ///
  /// Known assets are taken out of their account's allowances first, in the order of the ledger.
  func make(_ allowances: [Allowance]) throws(Refusal) -> [CarbonEntry] {
    var entries: [CarbonEntry] = []
    var problems: [Diagnostic] = []
    var remaining = assets.map(\.allowance.cents)
    for allowance in allowances {
      do throws(Diagnostic) {
        entries += try self.entries(of: allowance, remaining: &remaining)
      } catch {
        problems.append(error)
      }
    }
    for (position, asset) in assets.enumerated() where remaining[position] > 0 {
      problems.append(
        Diagnostic(
          .error, CarbonMessage.assetAllowanceTooLarge,
          [
            "asset": .text(asset.label), "account": .text(asset.account),
            "rest": .money(Money(cents: remaining[position])),
          ],
          field: "assets[\(position + 1)]"))
    }
    if !problems.isEmpty { throw Refusal(problems) }
    return entries
  }

  private func entries(of allowance: Allowance, remaining: inout [Int64]) throws(Diagnostic) -> [CarbonEntry] {
    var entries: [CarbonEntry] = []
    var amount = allowance.amount
    for (position, asset) in assets.enumerated() {
      guard allowance.assetAccount?.hasPrefix(asset.account) ?? false, amount.cents > 0, remaining[position] > 0
      else { continue }
      let taken = Money(cents: min(amount.cents, remaining[position]))
      remaining[position] -= taken.cents
      amount -= taken
      entries += try knownAsset(asset, taken, allowance, position)
    }
    if amount != .zero { entries += try byAccount(allowance, amount) }
    return entries
  }

  private func knownAsset(
    _ asset: AssetRecord, _ amount: Money, _ allowance: Allowance, _ position: Int
  ) throws(Diagnostic) -> [CarbonEntry] {
    let content = SupplierContent(
      supplier: asset.label, value: .content(asset.content), account: asset.account, evidence: asset.evidence)
    return try split(allowance, amount, "asset/\(position + 1)", .stated, category(of: allowance)) { _ in
      (
        .supplierContent(content), nil,
        { amount throws(QuantityError) in
          try asset.content.rational.times(amount.euros).divided(by: asset.value.euros)
        }
      )
    }
  }

  private func byAccount(_ allowance: Allowance, _ amount: Money) throws(Diagnostic) -> [CarbonEntry] {
    let classified = category(of: allowance)
    return try split(allowance, amount, "allowance", classified.rule, classified) { activity throws(Diagnostic) in
      let factor = try factors.factor(classified.factor, for: activity)
      // Without a register the year of acquisition is unknown: the historical euros are taken as the factor's.
      let deflator = Deflator(from: factor.year, to: factor.year, ratio: .one, series: "")
      return (
        .monetary(factor, deflator: deflator), prudence,
        { amount throws(QuantityError) in
          try amount.euros.times(factor.gramsPerUnit).times(Rational.one.plus(prudence))
        }
      )
    }
  }

  /// The category of an allowance: that of its asset account by the same rules as purchases, the firm's own first;
  /// machines when the ledger ties it to no account.
  static func category(of allowance: Allowance, _ classifier: Classifier) -> Classification {
    classifier.classify(allowance.line.onAccount(allowance.assetAccount ?? DepreciationEntries.unknownAsset))
  }

  private func category(of allowance: Allowance) -> Classification {
    DepreciationEntries.category(of: allowance, classifier)
  }

  /// The account whose category stands for assets the ledger does not name: industrial equipment.
  private static let unknownAsset = "2154"

  private typealias Computation = (Basis, Rational?, (Money) throws(QuantityError) -> Rational)

  private func split(
    _ allowance: Allowance, _ amount: Money, _ suffix: String, _ rule: RuleReference, _ classified: Classification,
    _ computation: (Activity) throws(Diagnostic) -> Computation
  ) throws(Diagnostic) -> [CarbonEntry] {
    let parts: [Allocator.Part]
    do { parts = try allocator.parts(of: allowance.line, amount: amount) } catch {
      throw Diagnostic(.error, CarbonMessage.overflow, ["account": .text(allowance.line.account)])
    }
    var entries: [CarbonEntry] = []
    for part in parts {
      let (basis, margin, grams) = try computation(part.activity)
      guard let exact = try? grams(part.amount), let carbon = try? CarbonMass(rounding: exact) else {
        throw Diagnostic(
          .error, CarbonMessage.overflow, ["account": .text(allowance.line.account)],
          line: allowance.line.lineNumber)
      }
      entries.append(
        CarbonEntry(
          id: "\(allowance.line.id)/\(suffix)@\(part.activity.id)", date: allowance.line.date,
          activity: part.activity.id,
          evidence: .allowance(allowance.line, assetAccount: allowance.assetAccount ?? ""),
          account: allowance.line.account, supplier: nil, amount: part.amount, category: classified.category,
          rule: rule, basis: basis, prudence: margin, carbon: carbon))
    }
    return entries
  }
}

extension LedgerFact {
  /// The same line, read as if it stood on another account: how an allowance takes its asset's category.
  func onAccount(_ account: String) -> LedgerFact {
    LedgerFact(
      id: id, lineNumber: lineNumber, date: date, journal: journal, account: account, accountName: accountName,
      supplier: supplier, piece: piece, label: label, balance: balance)
  }
}
