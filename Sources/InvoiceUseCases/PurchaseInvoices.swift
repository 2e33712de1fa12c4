// Purchase invoices beside the ledger: what their lines say of carbon and of quantities enters the account, each purchase once.

import Accounting
import CarbonAccounting
import Invoicing
import Quantities
import UseCases

/// What purchase invoices add to a year's account.
///
/// An invoice counts only where the ledger has it: same document reference, same amount excluding VAT, same supplier. So no
/// purchase is counted twice, and none that the ledger does not have.
public struct PurchaseInvoices: Sendable {
  /// An invoice and what became of it.
  public struct Item: Sendable, Hashable {
    /// Its number.
    public let number: String
    /// Who sold.
    public let seller: String
    /// Its total excluding VAT, negative for what is given back.
    public let amount: Rational
    /// What became of it, in words.
    public let outcome: Message
    /// Whether the ledger has it.
    public let isMatched: Bool
  }

  /// The invoices, in the order they were given.
  public let items: [Item]
  /// The contents that suppliers transmitted, invoice by invoice.
  public let contents: [SupplierContent]
  /// The quantities of whole accounts of a supplier.
  public let measures: [Measure]
  /// Quantities that invoices give for some of the purchases only: they cannot stand for the others.
  public let partial: [Message]

  /// The edits of the settings that take all of it in.
  public var edits: [SettingsEdit] { contents.map(SettingsEdit.content) + measures.map(SettingsEdit.measure) }

  /// Looks invoices up in the books of a year.
  public init(_ invoices: [Invoice], in books: CarbonBooks) {
    let ledger = PurchasesByPiece(books)
    var items: [Item] = []
    var contents: [SupplierContent] = []
    var matched: [(invoice: Invoice, purchase: PurchasesByPiece.Purchase)] = []
    // A number that is written in two ways is one document all the same, and so is one purchase of the ledger.
    var seen: Set<[String]> = []
    var taken: Set<[String]> = []
    var carried: Set<[String]> = []
    let measured = PurchaseInvoices.measured(books)
    for invoice in invoices {
      let seller = invoice.seller.siren ?? invoice.seller.name.folded
      let outcome: Message
      if seen.insert([seller, PurchasesByPiece.key(invoice.number)]).inserted {
        switch ledger.find(invoice) {
        case .failure(let why): outcome = why.message
        case .success(let purchase)
        where !taken.insert(purchase.id).inserted:
          outcome = Message(InvoiceTakeMessage.twice)
        case .success(let purchase):
          matched.append((invoice, purchase))
          let (message, content) = PurchaseInvoices.content(of: invoice, purchase, measured)
          outcome = message
          if let content {
            contents.append(content)
            carried.insert(purchase.id)
          }
          items.append(Item(invoice, outcome, isMatched: true))
          continue
        }
      } else {
        outcome = Message(InvoiceTakeMessage.twice)
      }
      items.append(Item(invoice, outcome, isMatched: false))
    }
    self.items = items
    self.contents = contents
    (measures, partial) = InvoiceMeasures(books).measures(matched, without: carried)
  }

  /// The lines that a quantity of the settings counts: a content beside it would count them twice.
  private static func measured(_ books: CarbonBooks) -> Set<String> {
    var lines: Set<String> = []
    for entry in books.journal.entries {
      guard case .physical(_, _, let origin) = entry.basis, origin == .measured || origin == .footprint else {
        continue
      }
      lines.formUnion(entry.lines.map(\.id))
    }
    return lines
  }

  /// What an invoice says of carbon: the content of a closed cumulative account that agrees with itself is
  /// taken as it stands, any other is an estimate.
  private static func content(
    of invoice: Invoice, _ purchase: PurchasesByPiece.Purchase, _ measured: Set<String>
  ) -> (Message, SupplierContent?) {
    guard let carbon = try? invoice.carbon() else { return (Message(InvoiceTakeMessage.matched), nil) }
    guard let mass = carbon.content, let basis = carbon.basis else {
      return (Message(InvoiceTakeMessage.carbonPartial), nil)
    }
    guard basis.isTransmitted, carbon.isConsistent, mass.magnitude <= CarbonMass.limit else {
      return (Message(InvoiceTakeMessage.carbonEstimate, ["carbon": .carbon(mass)]), nil)
    }
    guard purchase.isSpelledOnce else { return (Message(InvoiceTakeMessage.spelledTwice), nil) }
    guard !purchase.lines.contains(where: { measured.contains($0.id) }) else {
      return (Message(InvoiceTakeMessage.alreadyMeasured, ["carbon": .carbon(mass)]), nil)
    }
    let account = [basis.account, basis.year, "closed"].compactMap(\.self).joined(separator: ", ")
    let content = SupplierContent(
      supplier: purchase.supplier.key, piece: purchase.piece, value: .content(mass), account: account,
      evidence: [invoice.number, basis.link, basis.seal].compactMap(\.self).joined(separator: " · "))
    return (Message(InvoiceTakeMessage.carbonTaken, ["carbon": .carbon(mass)]), content)
  }
}

extension PurchaseInvoices.Item {
  fileprivate init(_ invoice: Invoice, _ outcome: Message, isMatched: Bool) {
    self.init(
      number: invoice.number, seller: invoice.seller.name, amount: invoice.signedNet, outcome: outcome,
      isMatched: isMatched)
  }
}

extension LedgerSupplier {
  /// What settings name it by.
  var key: String { number.isEmpty ? name : number }
}
