// The purchases of a ledger by document: where an electronic invoice is looked for.

import Accounting
import CarbonAccounting
import Invoicing
import Quantities
import UseCases

/// The purchases of a year, by the reference of their document and their supplier.
struct PurchasesByPiece {
  /// What was booked for one document of one supplier.
  struct Purchase {
    /// Who supplied.
    let supplier: LedgerSupplier
    /// The reference, as the ledger writes it.
    let piece: String
    /// The lines of expense.
    var lines: [LedgerFact]
    /// What tells it from others.
    var id: [String] { [supplier.key, PurchasesByPiece.key(piece)] }
    /// Whether all lines write the reference alike: a content is said of one spelling.
    var isSpelledOnce: Bool { lines.allSatisfy { $0.piece == piece } }
    /// Their sum, excluding VAT.
    var amount: Money { lines.map(\.balance).total() }
  }

  /// Why an invoice is not that of a purchase.
  struct NotFound: Error { let message: Message }

  private let byPiece: [String: [Purchase]]

  init(_ books: CarbonBooks) {
    var seen: Set<String> = []
    var groups: [String: [Purchase]] = [:]
    for line in books.journal.entries.flatMap(\.lines) where seen.insert(line.id).inserted {
      guard let supplier = line.supplier, !line.piece.isEmpty else { continue }
      let key = PurchasesByPiece.key(line.piece)
      if let index = groups[key]?.firstIndex(where: { $0.supplier == supplier }) {
        groups[key]?[index].lines.append(line)
      } else {
        groups[key, default: []].append(Purchase(supplier: supplier, piece: line.piece, lines: [line]))
      }
    }
    byPiece = groups
  }

  /// The purchase an invoice is of: the same reference, supplier and amount.
  func find(_ invoice: Invoice) -> Result<Purchase, NotFound> {
    func not(_ key: InvoiceTakeMessage, _ values: [String: MessageValue] = [:]) -> Result<Purchase, NotFound> {
      .failure(NotFound(message: Message(key, values)))
    }
    guard invoice.currency == "EUR" else { return not(.currency, ["currency": .text(invoice.currency)]) }
    guard let candidates = byPiece[PurchasesByPiece.key(invoice.number)] else { return not(.notInLedger) }
    let named = candidates.filter { PurchasesByPiece.isSame(invoice.seller, $0.supplier) }
    guard let purchase = named.first else {
      return not(.otherSupplier, ["supplier": .text(candidates[0].supplier.name)])
    }
    guard named.count == 1 else { return not(.severalSuppliers) }
    guard purchase.amount.euros == invoice.signedNet else {
      return not(.otherAmount, ["amount": .money(purchase.amount)])
    }
    return .success(purchase)
  }

  /// References are written with blanks and capitals as one pleases.
  static func key(_ text: String) -> String { text.folded.filter { !$0.isWhitespace } }

  /// By the SIREN in the ledger's number, else by name: ledgers leave out legal forms, invoices do not.
  private static func isSame(_ seller: InvoiceParty, _ supplier: LedgerSupplier) -> Bool {
    if let siren = seller.siren, let known = SupplierReview.siren(in: supplier.number) { return siren == known }
    return [seller.name, seller.tradingName].contains { isSame($0, supplier.name) }
  }

  /// The same but for blanks, or all words of one among those of the other: legal forms and places come and go.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (one, two) = (words(a), words(b))
    guard one.contains(where: { $0.count >= 3 }), two.contains(where: { $0.count >= 3 }) else { return false }
    return one.isSubset(of: two) || two.isSubset(of: one) || key(a) == key(b)
  }

  private static func words(_ name: String) -> Set<String> {
    Set(name.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}
