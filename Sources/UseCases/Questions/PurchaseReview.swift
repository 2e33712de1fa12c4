// How purchases are classified, for the page where a person looks at it and changes what is wrong.

import Accounting
import CarbonAccounting
import Quantities
import ReferenceData

/// The purchases of a year by account, and within an account by supplier, with the way each is counted.
public struct PurchaseReview: Sendable {
  /// A way of counting: category, factor and rule.
  public struct Way: Sendable, Hashable {
    /// The purchase category; nil for one that the table no longer has.
    public let category: PurchaseCategory?
    /// The factor with its value, unit and source; nil where a supplier's content counts.
    public let factor: EmissionFactor?
    /// Which rule said so; its `message` puts it into words.
    public let rule: RuleReference
    /// How good the evidence is.
    public let quality: EvidenceQuality
  }

  /// Spend and carbon that are counted in one way.
  public struct Part: Sendable, Hashable {
    /// The way.
    public let way: Way
    /// Spend, excluding VAT.
    public let spend: Money
    /// Carbon, prudence included.
    public let carbon: CarbonMass
  }

  /// What was bought from one supplier within an account.
  public struct Supplier: Sendable, Hashable {
    /// Who; nil for lines that name nobody, or several.
    public let supplier: LedgerSupplier?
    /// Spend, excluding VAT.
    public let spend: Money
    /// Carbon, prudence included.
    public let carbon: CarbonMass
    /// How it is counted, largest carbon first.
    public let parts: [Part]
  }

  /// An expense account.
  public struct Account: Sendable, Hashable {
    /// CompteNum.
    public let account: String
    /// CompteLib.
    public let name: String
    /// Spend, excluding VAT.
    public let spend: Money
    /// Carbon, prudence included.
    public let carbon: CarbonMass
    /// The account's carbon in that of all inputs, as a share; 0 when there is none.
    public let share: Rational
    /// How it is counted, largest carbon first.
    public let parts: [Part]
    /// The largest suppliers by carbon.
    public let suppliers: [Supplier]
    /// How many suppliers are beyond the limit.
    public let otherSuppliers: Int
    /// The carbon of those beyond the limit.
    public let otherCarbon: CarbonMass
  }

  /// The accounts, largest carbon first.
  public let accounts: [Account]
  /// Accounts that carry no carbon on purpose, with the rule that says why.
  public let outside: [OutsideAccount]
  /// The carbon of all inputs of the year.
  public let inputs: CarbonMass

  /// The purchases of books.
  ///
  /// - Parameter limit: how many suppliers are shown within an account.
  public init(_ books: CarbonBooks, _ classification: ClassificationTable, suppliers limit: Int = 8) {
    let entries = books.journal.entries.filter { !$0.account.isEmpty }
    let inputs = books.journal.total
    accounts = Dictionary(grouping: entries, by: \.account).map { account, entries in
      let carbon = entries.map(\.carbon).total()
      let suppliers = PurchaseReview.suppliers(entries, classification)
      return Account(
        account: account, name: entries.lazy.compactMap { $0.lines.first?.accountName }.first ?? "",
        spend: entries.compactMap(\.amount).total(), carbon: carbon,
        share: (try? carbon.rational.divided(by: inputs.rational)) ?? .zero,
        parts: PurchaseReview.parts(entries, classification), suppliers: Array(suppliers.prefix(limit)),
        otherSuppliers: max(0, suppliers.count - limit),
        otherCarbon: suppliers.dropFirst(limit).map(\.carbon).total())
    }.sorted { ($1.carbon, $0.account) < ($0.carbon, $1.account) }
    outside = books.outside
    self.inputs = inputs
  }

  private static func suppliers(_ entries: [CarbonEntry], _ classification: ClassificationTable) -> [Supplier] {
    Dictionary(grouping: entries, by: \.supplier).map { supplier, entries in
      Supplier(
        supplier: supplier, spend: entries.compactMap(\.amount).total(), carbon: entries.map(\.carbon).total(),
        parts: parts(entries, classification))
    }.sorted { ($1.carbon, $0.supplier?.number ?? "") < ($0.carbon, $1.supplier?.number ?? "") }
  }

  private static func parts(_ entries: [CarbonEntry], _ classification: ClassificationTable) -> [Part] {
    Dictionary(grouping: entries) { entry in
      Way(
        category: classification.category(entry.category), factor: entry.factor, rule: entry.rule,
        quality: entry.quality)
    }.map { way, entries in
      Part(way: way, spend: entries.compactMap(\.amount).total(), carbon: entries.map(\.carbon).total())
    }.sorted { ($1.carbon, $0.way.name) < ($0.carbon, $1.way.name) }
  }
}

extension PurchaseReview.Way {
  /// Tells ways apart that carry the same carbon.
  fileprivate var name: String { "\(category?.id ?? "") \(factor?.id ?? "") \(rule) \(quality.rawValue)" }
}
