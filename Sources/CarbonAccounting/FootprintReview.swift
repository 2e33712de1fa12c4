// What a careful reader says of suppliers' footprints: the method asks for public factors, and a footprint holds for its days only.

import Accounting
import Quantities

extension BookReview {
  /// Every footprint counted: it is neither a transmitted content nor a public factor.
  func footprintDepartures() -> [Message] {
    context.settings.footprints.map { bought in
      let entries = journal.entries.filter { $0.isOf(bought) }
      let key: FootprintBoughtMessage = bought.footprint.isDeprecated ? .departureDeprecated : .departure
      return Message(
        key,
        bought.footprint.values.merging([
          "quantity": .quantity(bought.quantity), "carbon": .carbon(entries.map(\.carbon).total()),
          "amount": .money(entries.compactMap(\.amount).total()),
        ]) { first, _ in first })
    }
  }

  /// Purchases of days on which the footprint of their product does not hold.
  func footprintWarnings() -> [Diagnostic] {
    context.settings.footprints.map(\.match).uniqued { $0 }.compactMap { match in
      let amount = journal.entries.filter { entry in
        guard case .ledgerLine(let line) = entry.evidence, match.covers(line) else { return false }
        return entry.quality != .supplier
      }.compactMap(\.amount).total()
      guard amount != .zero else { return nil }
      return Diagnostic(
        .warning, FootprintBoughtRefusal.partly, ["match": .text(match.summary), "amount": .money(amount)],
        field: "footprints")
    }
  }
}

extension CarbonEntry {
  fileprivate func isOf(_ bought: FootprintPurchase) -> Bool {
    if case .footprint(bought, _) = evidence { true } else { false }
  }
}

extension SupplierFootprint {
  /// What messages say of it.
  var values: [String: MessageValue] {
    [
      "id": .text(id), "product": .text(product), "company": .text(company), "version": .date(version),
      "verification": .message(
        verification.isEmpty
          ? Message(FootprintBoughtMessage.unverified)
          : Message(FootprintBoughtMessage.verified, ["by": .text(verification)])),
    ]
  }
}
