// Who supplied what: an entry's supplier is the third party of its supplier line.

import Quantities

/// A supplier, as the ledger names it.
public struct LedgerSupplier: Sendable, Hashable, Comparable {
  /// CompAuxNum, or the number of the supplier's own account where the ledger keeps no auxiliaries.
  public let number: String
  /// CompAuxLib or CompteLib; empty when the ledger gives none.
  public let name: String

  /// A supplier.
  public init(number: String, name: String) {
    self.number = number
    self.name = name
  }

  public static func < (a: LedgerSupplier, b: LedgerSupplier) -> Bool { (a.number, a.name) < (b.number, b.name) }
}

/// The supplier of each entry, and what was bought from each.
public struct SupplierAttribution: Sendable {
  /// The suppliers an entry names.
  public enum Suppliers: Sendable, Hashable {
    /// No supplier account, or only a collective one that names nobody.
    case none
    /// One.
    case supplier(LedgerSupplier)
    /// More than one, in the order of their numbers: the entry does not say which supplied what.
    case several([LedgerSupplier])
  }

  /// What was bought from a supplier over the year.
  public struct Purchases: Sendable, Hashable {
    /// From whom.
    public let supplier: LedgerSupplier
    /// Debits less credits of class 6, in euros: credit notes are deducted.
    public internal(set) var amount: Money = .zero
    /// The number of entries with a class 6 line.
    public internal(set) var entries = 0
  }

  /// The suppliers of each entry of the ledger, in the order of `Ledger.entries`.
  public let suppliers: [Suppliers]
  /// Purchases by supplier, the largest first; equal amounts in the order of the numbers.
  public let purchases: [Purchases]
  /// Class 6 of entries without a supplier, in euros: wages, allowances, bank charges, stock changes.
  public let amountWithoutSupplier: Money
  /// Class 6 of entries that name several suppliers, in euros.
  public let amountOfSeveralSuppliers: Money

  /// Suppliers (401): who invoiced.
  public static let invoicing = ["401"]
  /// Every supplier account of the chart: suppliers, bills payable, suppliers of fixed assets, invoices not yet
  /// received: who supplied, accruals included.
  public static let supplying = ["401", "403", "404", "405", "408"]

  /// Attributes the ordinary entries of a ledger; entries that open or close the year buy nothing.
  ///
  /// - Parameter prefixes: the accounts whose third party is the supplier.
  public init(_ ledger: Ledger, accounts prefixes: [String] = invoicing) {
    var suppliers: [Suppliers] = []
    var purchases: [String: Purchases] = [:]
    var (without, several) = (Money.zero, Money.zero)
    var accounts = SupplierAccounts(names: ledger.names, prefixes: prefixes)
    for entry in ledger.entries {
      guard entry.kind == .ordinary else {
        suppliers.append(.none)
        continue
      }
      let lines = ledger.lines(of: entry)
      let found = accounts.suppliers(of: lines)
      suppliers.append(found)
      let expenses = lines.filter { $0.account.hasPrefix("6") }
      guard !expenses.isEmpty else { continue }
      let amount = expenses.lazy.map(\.balance).total()
      switch found {
      case .none: without += amount
      case .several: several += amount
      case .supplier(let supplier):
        purchases[supplier.number, default: Purchases(supplier: supplier)].amount += amount
        purchases[supplier.number]?.entries += 1
      }
    }
    self.suppliers = suppliers
    self.purchases = purchases.values.sorted { ($1.amount, $0.supplier) < ($0.amount, $1.supplier) }
    amountWithoutSupplier = without
    amountOfSeveralSuppliers = several
  }

  /// The one supplier of an entry, by its position in `Ledger.entries`; nil when it names none or several.
  public func supplier(ofEntry position: Int) -> LedgerSupplier? {
    guard suppliers.indices.contains(position), case .supplier(let supplier) = suppliers[position] else { return nil }
    return supplier
  }
}

/// Reads suppliers off lines, remembering what each account means.
struct SupplierAccounts {
  let names: LedgerNames
  let prefixes: [String]
  private var ownAccounts: [String: LedgerSupplier?] = [:]

  init(names: LedgerNames, prefixes: [String]) {
    self.names = names
    self.prefixes = prefixes
  }

  mutating func suppliers(of lines: ArraySlice<LedgerLine>) -> SupplierAttribution.Suppliers {
    var found: Set<LedgerSupplier> = []
    for line in lines where prefixes.contains(where: line.account.hasPrefix) {
      if !line.auxiliary.isEmpty {
        found.insert(LedgerSupplier(number: line.auxiliary, name: names.auxiliaries[line.auxiliary] ?? ""))
      } else if let supplier = supplier(ofAccount: line.account) {
        found.insert(supplier)
      }
    }
    guard let first = found.first else { return .none }
    return found.count == 1 ? .supplier(first) : .several(found.sorted())
  }

  private mutating func supplier(ofAccount account: String) -> LedgerSupplier? {
    if let known = ownAccounts[account] { return known }
    let name = names.accounts[account] ?? ""
    let supplier =
      SupplierAccounts.isIndividual(account, name: name) ? LedgerSupplier(number: account, name: name) : nil
    ownAccounts[account] = .some(supplier)
    return supplier
  }

  /// Whether an account stands for one supplier: 401DUPONT or 40100017 under a name of its own, not 401, 4011 or 401000.
  ///
  /// The chart divides supplier accounts down to four digits (4011, 4081); what is longer, without the zeros that pad
  /// it, numbers suppliers, unless its name says that it gathers several.
  static func isIndividual(_ account: String, name: String) -> Bool {
    guard !name.isEmpty, !name.folded.hasPrefix("fournisseurs") else { return false }
    if account.unicodeScalars.contains(where: { !("0"..."9").contains($0) }) { return true }
    let significant = account.reversed().drop { $0 == "0" }
    return significant.count > 4
  }
}
