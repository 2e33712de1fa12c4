import Accounting
import CarbonAccounting
import Quantities
import ReferenceData

/// Makes questions of what is missing, of what was measured, and of large suppliers.
struct QuestionMaker {
  let books: CarbonBooks
  let library: Library
  let lastYear: LastYear?

  /// A question about something missing.
  func question(_ item: MissingItem) -> Question {
    let factor = library.reference.factors.factor(item.factor)
    let asksQuantity = [.energyQuantity, .transportQuantity, .energyKind].contains(item.kind)
    return Question(
      id: Question.id(item.kind.rawValue, item.account, item.factor, item.activity), subject: .missing(item.kind),
      account: item.account, accountName: name(of: item.account), factor: item.factor, factorName: factor?.name,
      supplier: nil, activity: item.activity, spend: item.spend, carbon: item.carbon, share: share(item.carbon),
      units: asksQuantity ? factor.map { Question.units(convertingTo: $0.unit) } ?? [] : [], proposal: item.proposal,
      isProposalWhole: item.isProposalWhole, proposedCarbon: item.proposedCarbon,
      lastYear: asksQuantity ? lastYear?.measure(account: item.account, factor: item.factor) : nil,
      message: item.message, unknown: unknown(item), state: item.isAcknowledged ? .acknowledged : .open)
  }

  /// Questions that a measure answers, one per measure; their ids are those of the questions they answered.
  func measured() -> [Question] {
    var order: [Measure] = []
    var entries: [Measure: [CarbonEntry]] = [:]
    for entry in books.journal.entries {
      guard case .measure(let measure, _) = entry.evidence else { continue }
      if entries[measure] == nil { order.append(measure) }
      entries[measure, default: []].append(entry)
    }
    return order.map { question($0, entries[$0] ?? []) }
  }

  private func question(_ measure: Measure, _ entries: [CarbonEntry]) -> Question {
    let factor = library.reference.factors.factor(measure.factor)
    let isTransport = entries.first?.category.hasPrefix("transport") ?? false
    let kind: MissingItem.Kind = isTransport ? .transportQuantity : .energyQuantity
    let account = measure.match.account ?? entries.first?.account ?? ""
    let spend = entries.compactMap(\.amount).total()
    let carbon = entries.map(\.carbon).total()
    let match = measure.match
    return Question(
      id: Question.id(
        kind.rawValue, account, measure.factor, match.supplier ?? "", match.journal ?? "", match.label ?? ""),
      subject: .missing(kind), account: account, accountName: name(of: account), factor: measure.factor,
      factorName: factor?.name, supplier: nil, activity: "", spend: spend, carbon: carbon, share: share(carbon),
      units: factor.map { Question.units(convertingTo: $0.unit) } ?? [], proposal: nil, isProposalWhole: false,
      proposedCarbon: nil, lastYear: lastYear?.measure(account: account, factor: measure.factor),
      message: Message(
        AnswerMessage.answeredQuantity,
        [
          "account": .text(account), "name": .text(name(of: account)), "quantity": .quantity(measure.quantity),
          "carbon": .carbon(carbon),
        ]),
      unknown: withoutMeasure(entries, carbon), state: .measured(measure))
  }

  /// The suppliers whose purchases carry most carbon and whose content nobody gave, largest first.
  func contents(_ known: [SupplierContent]) -> [Question] {
    let asked = books.journal.entries.filter { $0.quality == .monetary && $0.supplier != nil && !$0.isProvisional }
    return Dictionary(grouping: asked, by: \.supplier).compactMap { supplier, entries in
      guard let supplier, !known.contains(where: { supplier.isNamed($0.supplier) }) else { return nil }
      let spend = entries.compactMap(\.amount).total()
      let carbon = entries.map(\.carbon).total()
      return Question(
        id: Question.id("supplier-content", supplier.number.isEmpty ? supplier.name : supplier.number),
        subject: .supplierContent, account: "", accountName: "", factor: "", factorName: nil, supplier: supplier,
        activity: "", spend: spend, carbon: carbon, share: share(carbon), units: [], proposal: nil,
        isProposalWhole: false, proposedCarbon: nil, lastYear: nil,
        message: Message(
          AnswerMessage.askContent,
          ["supplier": .text(supplier.name), "spend": .money(spend), "carbon": .carbon(carbon)]),
        unknown: Message(AnswerMessage.unknownContent, ["carbon": .carbon(carbon)]), state: .open,
        lastContent: lastYear?.content(of: supplier))
    }.sorted { ($1.carbon, $0.id) < ($0.carbon, $1.id) }
  }

  /// What taking a measure back would give: each line's amount divided by the reference price of its day.
  private func withoutMeasure(_ entries: [CarbonEntry], _ measured: CarbonMass) -> Message {
    // Where the ledger tells no energy, what the account would then assume is not the energy that was measured.
    guard let entry = entries.first, let factor = entry.factor, entry.category != "energy.unknown",
      let estimate = estimate(of: entry.lines, at: factor)
    else { return Message(AnswerMessage.unknownAgain) }
    return Message(AnswerMessage.unknownInstead, ["carbon": .carbon(estimate), "measured": .carbon(measured)])
  }

  /// Nil when a day has no reference price.
  private func estimate(of lines: [LedgerFact], at factor: EmissionFactor) -> CarbonMass? {
    guard let estimate = try? PurchaseEstimate(library, on: books.year.end) else { return nil }
    var carbon = CarbonMass.zero
    for line in lines {
      guard let price = library.reference.prices.price(factor.id, on: line.date),
        let value = try? line.balance.euros.divided(by: price.euros),
        let quantity = Quantity(value, price.unit).billed(in: factor.unit),
        let mass = try? estimate.content(of: quantity.value, at: factor)
      else { return nil }
      carbon += mass
    }
    return carbon
  }

  private func unknown(_ item: MissingItem) -> Message {
    let key: AnswerMessage =
      switch item.kind {
      case .energyQuantity, .transportQuantity: .unknownQuantity
      case .energyKind: .unknownEnergy
      case .rule: .unknownRule
      case .asset: .unknownAsset
      case .directEmissions: .unknownDirect
      }
    return Message(key, item.kind == .directEmissions ? [:] : ["carbon": .carbon(item.carbon)])
  }

  private func name(of account: String) -> String {
    for entry in books.journal.entries {
      if let line = entry.lines.first(where: { $0.account == account }) { return line.accountName }
    }
    return ""
  }

  private func share(_ carbon: CarbonMass) -> Rational {
    let production = books.accounts.map(\.production).total()
    return (try? carbon.rational.divided(by: production.rational)) ?? .zero
  }
}

extension MissingItem {
  /// Whether the labels give a quantity for every line of the account.
  fileprivate var isProposalWhole: Bool {
    guard proposal != nil, case .integer(let lines) = message.values["lines"],
      case .integer(let all) = message.values["of"]
    else { return false }
    return lines >= all
  }
}
