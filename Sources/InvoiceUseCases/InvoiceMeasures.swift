// Quantities on purchase invoices: they stand for the estimates from amounts where they are whole.

import Accounting
import CarbonAccounting
import Invoicing
import Quantities
import ReferenceData

/// Makes measures of the quantities of invoices that the ledger has.
struct InvoiceMeasures {
  private struct Key: Hashable {
    let account: String
    let supplier: LedgerSupplier
    let factor: String

    /// Whether the other counts another energy of the same supplier in the same account.
    func isBeside(_ other: Key) -> Bool {
      account == other.account && supplier == other.supplier && factor != other.factor
    }
  }

  /// Purchases of a supplier in an account that are counted by a provisional quantity.
  private struct Group {
    let factor: EmissionFactor
    var lines: [LedgerFact]
  }

  private let groups: [Key: Group]

  init(_ books: CarbonBooks) {
    var groups: [Key: Group] = [:]
    var seen: Set<String> = []
    for entry in books.journal.entries {
      guard case .physical(_, let factor, let origin) = entry.basis, origin != .measured, origin != .footprint else {
        continue
      }
      for line in entry.lines where seen.insert(line.id).inserted {
        guard let supplier = line.supplier else { continue }
        groups[
          Key(account: line.account, supplier: supplier, factor: factor.id), default: Group(factor: factor, lines: [])
        ].lines.append(line)
      }
    }
    self.groups = groups
  }

  /// The measures of groups whose every purchase has an invoice with a quantity; what is said of the others.
  ///
  /// - Parameter taken: purchases whose content was taken: they carry their carbon already.
  func measures(
    _ matched: [(invoice: Invoice, purchase: PurchasesByPiece.Purchase)], without taken: Set<[String]>
  ) -> (measures: [Measure], partial: [Message]) {
    var measures: [Measure] = []
    var partial: [Message] = []
    for (key, group) in groups.sorted(by: { ($0.key.account, $0.key.supplier) < ($1.key.account, $1.key.supplier) }) {
      let pieces = Set(group.lines.map { PurchasesByPiece.key($0.piece) }).filter {
        !taken.contains([key.supplier.key, $0])
      }
      let invoices = matched.filter { item in
        !taken.contains(item.purchase.id) && item.purchase.supplier == key.supplier
          && pieces.contains(PurchasesByPiece.key(item.purchase.piece))
          // One quantity cannot be shared between accounts that the same invoice is booked in.
          && !item.purchase.lines.contains { $0.account != key.account && isCounted($0, like: group.factor) }
      }
      let quantities = invoices.compactMap { InvoiceMeasures.quantity(of: $0.invoice, in: group.factor.unit) }
      guard !quantities.isEmpty else { continue }
      // A measure names an account and a supplier: it cannot tell one energy from another.
      guard !groups.keys.contains(where: { key.isBeside($0) }) else {
        partial.append(
          Message(
            InvoiceTakeMessage.severalEnergies,
            ["account": .text(key.account), "supplier": .text(key.supplier.name)]))
        continue
      }
      let total = try? quantities.reduce(Rational.zero) { try $0.plus($1.value) }
      guard quantities.count == pieces.count, let total, total > .zero else {
        partial.append(
          Message(
            InvoiceTakeMessage.partial,
            [
              "account": .text(key.account), "supplier": .text(key.supplier.name), "count": .integer(quantities.count),
              "of": .integer(pieces.count),
            ]))
        continue
      }
      measures.append(
        Measure(
          factor: group.factor.id, match: LineMatch(account: key.account, supplier: key.supplier.key),
          quantity: Quantity(total, group.factor.unit),
          evidence: InvoiceMeasures.evidence(invoices.map(\.invoice.number))))
    }
    return (measures, partial)
  }

  private func isCounted(_ line: LedgerFact, like factor: EmissionFactor) -> Bool {
    groups.contains { key, other in
      key.account == line.account && key.supplier == line.supplier
        && Quantity(.one, other.factor.unit).billed(in: factor.unit) != nil
    }
  }

  /// The sum of the lines in a unit. Bills charge the same kilowatt-hours again for transport and taxes: a quantity that
  /// stands there already, or that is the sum of those before it, is the same one.
  static func quantity(of invoice: Invoice, in unit: Unit) -> Quantity? {
    var counted: [Rational] = []
    var sum = Rational.zero
    for line in invoice.countedLines {
      guard let quantity = invoice.signedQuantity(of: line)?.billed(in: unit), quantity.value != .zero,
        !counted.contains(quantity.value), counted.isEmpty || quantity.value != sum,
        let next = try? sum.plus(quantity.value)
      else { continue }
      counted.append(quantity.value)
      sum = next
    }
    return counted.isEmpty ? nil : Quantity(sum, unit)
  }

  private static func evidence(_ numbers: [String]) -> String {
    let named = numbers.prefix(12).joined(separator: ", ")
    return numbers.count > 12 ? "\(named)… (\(numbers.count))" : named
  }
}
