import Accounting
import Quantities
import ReferenceData

extension ProductAccount {
  /// The account's figures, each down to what it is made of; entries are opened apart (`CarbonEntry.derivation`).
  public func derivations() throws(QuantityError) -> [Derivation] {
    let closing = Derivation(
      Message(CarbonMessage.figureFactor, ["activity": .text(activity.label)]),
      .intensity(try closingFactor(), per: factorUnit), from: [productionDerivation, revenueDerivation])
    guard let balance else { return [closing] }
    let balanceDerivation = Derivation(
      Message(CarbonMessage.figureBalance), .carbon(balance),
      from: [
        Derivation(Message(CarbonMessage.figureProduction), .carbon(production)), salesDerivation, lapsedDerivation,
      ])
    let emptying = Derivation(
      Message(CarbonMessage.figureEmptying), .intensity(try emptyingFactor(), per: factorUnit),
      from: [
        Derivation(Message(CarbonMessage.figureExpectedInputs), .carbon(expected.inputs)),
        Derivation(Message(CarbonMessage.figureBalance), .carbon(balance)),
        Derivation(Message(CarbonMessage.figureExpectedRevenue), .money(expected.revenue)),
      ])
    return [closing, balanceDerivation, emptying]
  }

  private var revenueDerivation: Derivation {
    Derivation(
      Message(CarbonMessage.figureRevenue, ["kind": .text(activity.kind.rawValue)]),
      activity.output.map { .quantity($0.quantity) } ?? .money(revenue))
  }

  private var productionDerivation: Derivation {
    let categories = byCategory.map { total in
      Derivation(
        Message(CarbonMessage.figureCategory, ["category": .text(total.key)]), .carbon(total.carbon))
    }
    let opening = opening.map { [Derivation(Message(CarbonMessage.figureOpening), .carbon($0))] } ?? []
    return Derivation(
      Message(CarbonMessage.figureProduction), .carbon(production),
      from: [Derivation(Message(CarbonMessage.figureInputs), .carbon(inputs), from: categories)] + opening)
  }

  private var salesDerivation: Derivation {
    let parts = salesBasis.map { basis in
      Derivation(
        Message(
          CarbonMessage.figureSalesPart,
          [
            "from": .date(basis.from), "amount": .money(basis.amount),
            "factor": basis.factor.map { .intensity($0, per: factorUnit) } ?? "–",
          ]),
        .carbon(basis.carbon))
    }
    return Derivation(Message(CarbonMessage.figureSales), .carbon(sales), from: parts)
  }

  private var lapsedDerivation: Derivation { Derivation(Message(CarbonMessage.figureLapsed), .carbon(lapsed)) }
}

/// Carbon and spend of the entries that share a key.
public struct EntryTotal: Sendable, Hashable {
  /// A category, an account or a supplier number.
  public let key: String
  /// The name beside the key; empty when it has none.
  public let name: String
  /// Spend, excluding VAT.
  public let amount: Money
  /// Carbon, exact sum.
  public let carbon: CarbonMass
}

extension Sequence<CarbonEntry> {
  /// Totals by a key, largest carbon first; entries without a key are left out.
  public func totals(by key: (CarbonEntry) -> (key: String, name: String)?) -> [EntryTotal] {
    var totals: [String: EntryTotal] = [:]
    for entry in self {
      guard let (key, name) = key(entry) else { continue }
      let before = totals[key]
      totals[key] = EntryTotal(
        key: key, name: before?.name ?? name, amount: (before?.amount ?? .zero) + (entry.amount ?? .zero),
        carbon: (before?.carbon ?? .zero) + entry.carbon)
    }
    return totals.values.sorted { ($1.carbon, $0.key) < ($0.carbon, $1.key) }
  }
}

extension ProductAccount {
  /// Production carbon by purchase category.
  public var byCategory: [EntryTotal] { entries.totals { ($0.category, "") } }
  /// By supplier, where the entry names one.
  public var bySupplier: [EntryTotal] { entries.totals { entry in entry.supplier.map { ($0.number, $0.name) } } }
  /// By expense account.
  public var byAccount: [EntryTotal] {
    entries.totals { $0.account.isEmpty ? nil : ($0.account, $0.lines.first?.accountName ?? "") }
  }
  /// By quality of evidence, in the order of `EvidenceQuality`.
  public var byQuality: [EvidenceQuality: CarbonMass] {
    var totals: [EvidenceQuality: CarbonMass] = [:]
    for entry in entries { totals[entry.quality, default: .zero] += entry.carbon }
    return totals
  }
  /// Half the 95 % interval of the inputs, first order, entries taken as independent by factor.
  public var uncertainty: CarbonMass {
    let parts = entries.totals { entry in (entry.factor?.id ?? "", "") }
    let byFactor = Dictionary(entries.compactMap { entry in entry.factor.map { ($0.id, $0) } }) { first, _ in first }
    return Uncertainty.combined(
      parts.map { part in
        (part.carbon, byFactor[part.key]?.uncertaintyPercent.flatMap { try? Uncertainty(percent: $0) })
      })
  }
}
