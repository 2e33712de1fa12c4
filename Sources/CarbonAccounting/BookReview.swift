// What a careful reader of the books would say: missing, departures, warnings.

import Accounting
import Quantities
import ReferenceData

/// Reviews the books that were kept.
struct BookReview {
  let context: BookContext
  let journal: CarbonJournal
  let accounts: [ProductAccount]
  let labels: LabelReadings

  /// Spend that enters the accounts, excluding VAT; allowances included.
  var spend: Money {
    journal.entries.compactMap(\.amount).total() + context.lines.goodsResold.map(\.balance).total()
  }

  /// Departures from the principles of cumulative carbon accounting, in a fixed order.
  func departures() -> [Message] {
    keyDepartures() + energyDepartures() + contentDepartures() + footprintDepartures() + factorDepartures()
      + assetDepartures()
      + directDepartures()
  }

  private func keyDepartures() -> [Message] {
    let shared = amountsByKey()
    var messages: [Message] = []
    for (index, key) in context.settings.keys.enumerated() {
      guard case .other(let reason) = key.basis, let amount = shared[.own(index)] else { continue }
      messages.append(
        Message(
          CarbonMessage.departureKey,
          ["match": .text(key.match.summary), "amount": .money(amount), "reason": .text(reason)]))
    }
    if let amount = shared[.byRevenue] {
      messages.append(Message(CarbonMessage.departureDefaultKey, ["amount": .money(amount)]))
    }
    return messages
  }

  /// What each key shared: purchases, measured or not, allowances, and the revenue that a key claims.
  private func amountsByKey() -> [Allocator.KeyUsed: Money] {
    var amounts: [Allocator.KeyUsed: Money] = [:]
    for (line, _) in context.lines.purchases {
      amounts[context.allocator.key(for: line), default: .zero] += line.balance
    }
    for allowance in context.allowances().counted {
      amounts[context.allocator.key(for: allowance.line), default: .zero] += allowance.amount
    }
    for line in context.facts.revenue {
      let key = context.allocator.key(for: line)
      if case .own = key { amounts[key, default: .zero] -= line.balance }
    }
    return amounts
  }

  private func energyDepartures() -> [Message] {
    let provisional = journal.entries.filter(\.isProvisional)
    let uncovered = journal.entries.filter { $0.rule == .none }
    var messages: [Message] = []
    if !provisional.isEmpty {
      messages.append(
        Message(
          CarbonMessage.departureProvisional,
          [
            "amount": .money(provisional.compactMap(\.amount).total()),
            "carbon": .carbon(provisional.map(\.carbon).total()),
          ]))
    }
    if !uncovered.isEmpty {
      messages.append(
        Message(
          CarbonMessage.departureUncovered,
          [
            "accounts": .text(Set(uncovered.map(\.account)).sorted().joined(separator: ", ")),
            "amount": .money(uncovered.compactMap(\.amount).total()),
          ]))
    }
    return messages
  }

  private func factorDepartures() -> [Message] {
    var messages: [Message] = []
    for account in accounts {
      for basis in account.salesBasis {
        guard let factor = basis.factor, let justification = basis.justification else { continue }
        messages.append(
          Message(
            CarbonMessage.departureEstimatedFactor,
            [
              "activity": .text(account.activity.label), "reason": .text(justification),
              "factor": .intensity(factor, per: account.factorUnit),
            ]))
      }
    }
    for (index, rule) in context.settings.rules.enumerated() {
      guard case .outside(let reason) = rule.outcome else { continue }
      let amount = context.lines.outside
        .filter { if case .own(index + 1, _) = $0.classified.rule { true } else { false } }
        .map(\.line.balance).total()
      messages.append(
        Message(
          CarbonMessage.departureOutside,
          ["match": .text(rule.match.summary), "amount": .money(amount), "reason": .text(reason)]))
    }
    return messages
  }

  private func assetDepartures() -> [Message] {
    let byAccount = journal.entries.filter { entry in
      if case .allowance = entry.evidence, case .monetary = entry.basis { true } else { false }
    }
    guard !byAccount.isEmpty else { return [] }
    return [
      Message(
        CarbonMessage.departureAssetsByAccount,
        [
          "amount": .money(byAccount.compactMap(\.amount).total()),
          "carbon": .carbon(byAccount.map(\.carbon).total()),
        ])
    ]
  }

  /// Direct emissions are an expert's figure: a firm of a branch that usually has some, which states none by itself,
  /// says so to its verifier.
  private func directDepartures() -> [Message] {
    context.settings.activities.compactMap { activity in
      guard context.settings.withoutDirectEmissions.contains(activity.id),
        !context.settings.directEmissions.contains(where: { $0.activity == activity.id }),
        let reason = context.library.classification.directEmissions(ofBranch: activity.naf)
      else { return nil }
      return Message(
        CarbonMessage.departureNoDirect, ["activity": .text(activity.label), "reason": .localized(reason)])
    }
  }

  /// What the reader should be warned of.
  func warnings() throws(Refusal) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    let threshold = try parameter("carry-over.warning-share")
    for account in accounts { warnings += swing(account, threshold) + transmission(account) }
    return try warnings + footprintWarnings() + resale()
  }

  private func parameter(_ id: String) throws(Refusal) -> Rational {
    do { return try context.library.parameters.value(id, on: context.year.end) } catch { throw Refusal.wrapping(error) }
  }

  /// The carry-over swings when the closing factor is used; past a share of production it is worth saying.
  private func swing(_ account: ProductAccount, _ threshold: Rational) -> [Diagnostic] {
    let values: [String: MessageValue] = ["activity": .text(account.activity.label)]
    if account.production < .zero {
      return [Diagnostic(.warning, CarbonMessage.warningNegativeProduction, values)]
    }
    guard let balance = account.balance, balance != .zero,
      let share = try? balance.magnitude.rational.divided(by: account.production.rational), share >= threshold,
      let closing = try? account.closingFactor(), let emptying = try? account.emptyingFactor(),
      emptying > .zero
    else { return [] }
    return [
      Diagnostic(
        .warning, CarbonMessage.warningSwing,
        values.merging([
          "share": .share(share), "balance": .carbon(balance),
          "closing": .intensity(closing, per: account.factorUnit),
          "emptying": .intensity(emptying, per: account.factorUnit),
        ]) { _, new in new })
    ]
  }

  private func transmission(_ account: ProductAccount) -> [Diagnostic] {
    let without = account.salesBasis.filter { $0.factor == nil && $0.carbon == .zero && $0.amount != .zero }
    guard account.mode == .closed, !without.isEmpty else { return [] }
    return [
      Diagnostic(
        .warning, CarbonMessage.warningSalesBeforeFactor,
        ["activity": .text(account.activity.label), "amount": .money(without.map(\.amount).total())])
    ]
  }

  /// From a share of revenue on, goods resold as they are deserve an account of their own.
  private func resale() throws(Refusal) -> [Diagnostic] {
    guard !context.settings.activities.contains(where: { $0.kind == .resale }) else { return [] }
    let significant = try parameter("resale.significant-share")
    let revenue = -context.facts.revenue.map(\.balance).total()
    let goods = -context.facts.revenue.filter { line in BookContext.goodsSales.contains { line.account.hasPrefix($0) } }
      .map(\.balance).total()
    guard revenue > .zero, let share = try? goods.euros.divided(by: revenue.euros), share >= significant else {
      return []
    }
    return [
      Diagnostic(
        .warning, CarbonMessage.warningResale,
        ["share": .share(share), "amount": .money(goods), "threshold": .share(significant)], field: "activities")
    ]
  }
}
