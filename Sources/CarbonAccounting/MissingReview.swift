import Quantities
import ReferenceData

extension BookReview {
  /// What is missing, by the carbon that hangs on it, largest first.
  func missing() throws(Refusal) -> [MissingItem] {
    let kept = Set(context.settings.keptEstimates)
    let none = Set(context.settings.withoutDirectEmissions)
    let items = try quantities() + uncovered() + unmatchedAllowances() + directEmissions()
    return items.map { item in
      var item = item
      item.isAcknowledged =
        item.activity.isEmpty
        ? kept.contains(KeptEstimate(account: item.account, factor: item.factor)) : none.contains(item.activity)
      return item
    }.sorted { ($1.carbon, $0.account, $0.factor) < ($0.carbon, $1.account, $1.factor) }
  }

  private struct Group: Hashable {
    let account: String
    let factor: String
  }

  /// Energy and travel whose quantity is only estimated from the amount, or read in labels and not accepted.
  private func quantities() -> [MissingItem] {
    let provisional = journal.entries.filter(\.isProvisional)
    return Dictionary(grouping: provisional) { Group(account: $0.account, factor: $0.factor?.id ?? "") }
      .map { group, entries in quantity(group, entries) }
  }

  private func quantity(_ group: Group, _ entries: [CarbonEntry]) -> MissingItem {
    let spend = entries.compactMap(\.amount).total()
    let carbon = entries.map(\.carbon).total()
    let category = entries[0].category
    let proposal = self.proposal(entries)
    let kind: MissingItem.Kind =
      category == "energy.unknown"
      ? .energyKind : category.hasPrefix("transport") ? .transportQuantity : .energyQuantity
    let key: CarbonMessage =
      proposal != nil
      ? .missingLabelProposal
      : kind == .energyKind ? .missingEnergyKind : kind == .transportQuantity ? .missingTransport : .missingEnergy
    var values: [String: MessageValue] = [
      "account": .text(group.account), "name": .text(entries[0].lines.first?.accountName ?? ""),
      "id": .text(group.factor), "factor": entries[0].factor.map { .localized($0.name) } ?? .text(group.factor),
      "spend": .money(spend), "share": .share(share(of: spend)),
      "carbon": .carbon(carbon), "unit": entries[0].factor.map { .localized($0.unit.label) } ?? "",
    ]
    if let proposal {
      values["quantity"] = .quantity(proposal.quantity)
      values["proposed"] = .carbon(proposal.carbon)
      values["lines"] = .integer(proposal.lines)
      values["of"] = .integer(Set(entries.flatMap { $0.lines.map(\.id) }).count)
    }
    return MissingItem(
      kind: kind, account: group.account, spend: spend, carbon: carbon, factor: group.factor,
      proposal: proposal?.quantity, proposedCarbon: proposal?.carbon, message: Message(key, values))
  }

  /// The quantities the labels give, and the carbon they would make (the lines without one stay as they are).
  private func proposal(_ entries: [CarbonEntry]) -> (quantity: Quantity, carbon: CarbonMass, lines: Int)? {
    guard let factor = entries[0].factor else { return nil }
    var total = Quantity(.zero, factor.unit)
    var carbon = CarbonMass.zero
    var seen: Set<String> = []
    for entry in entries {
      guard let line = entry.lines.first, let signed = labels.quantity(of: line, factor: factor) else {
        carbon += entry.carbon
        continue
      }
      guard seen.insert(line.id).inserted else { continue }
      guard let sum = total.plus(signed), let margin = try? Rational.one.plus(context.prudence),
        let grams = try? signed.value.times(factor.gramsPerUnit).times(margin),
        let mass = try? CarbonMass(rounding: grams)
      else { return nil }
      total = sum
      carbon += mass
    }
    return seen.isEmpty ? nil : (total, carbon, seen.count)
  }

  /// Accounts no rule covers: counted like the branch's other purchases until somebody decides.
  private func uncovered() -> [MissingItem] {
    Dictionary(grouping: journal.entries.filter { $0.rule == .none }, by: \.account).map { account, entries in
      let spend = entries.compactMap(\.amount).total()
      let carbon = entries.map(\.carbon).total()
      return MissingItem(
        kind: .rule, account: account, spend: spend, carbon: carbon, factor: "", proposal: nil, proposedCarbon: nil,
        message: Message(
          CarbonMessage.missingRule,
          [
            "account": .text(account), "name": .text(entries[0].lines.first?.accountName ?? ""),
            "spend": .money(spend), "share": .share(share(of: spend)), "carbon": .carbon(carbon),
          ]))
    }
  }

  private func unmatchedAllowances() -> [MissingItem] {
    let entries = journal.entries.filter { $0.evidence.isUnmatchedAllowance }
    guard !entries.isEmpty else { return [] }
    let spend = entries.compactMap(\.amount).total()
    let carbon = entries.map(\.carbon).total()
    return [
      MissingItem(
        kind: .asset, account: entries[0].account, spend: spend, carbon: carbon, factor: "", proposal: nil,
        proposedCarbon: nil,
        message: Message(
          CarbonMessage.missingAllowance,
          ["account": .text(entries[0].account), "spend": .money(spend), "carbon": .carbon(carbon)]))
    ]
  }

  /// Branches that usually have direct emissions other than combustion (livestock, chemistry, cement, cold rooms).
  private func directEmissions() throws(Refusal) -> [MissingItem] {
    context.settings.activities.compactMap { activity in
      guard let reason = context.library.classification.directEmissions(ofBranch: activity.naf),
        !context.settings.directEmissions.contains(where: { $0.activity == activity.id })
      else { return nil }
      return MissingItem(
        kind: .directEmissions, account: "", spend: .zero, carbon: .zero, factor: "", proposal: nil,
        proposedCarbon: nil,
        message: Message(
          CarbonMessage.missingDirect, ["activity": .text(activity.label), "reason": .localized(reason)]),
        activity: activity.id)
    }
  }

  private func share(of amount: Money) -> Rational {
    (try? amount.euros.divided(by: spend.euros)) ?? .zero
  }
}

extension CarbonEntry.Evidence {
  /// An allowance that the ledger ties to no asset account.
  var isUnmatchedAllowance: Bool {
    if case .allowance(_, assetAccount: "") = self { true } else { false }
  }
}
