// How a firm's purchases follow the accounts that its suppliers publish here: what can be picked up, and what changed since.

import Accounting
import CarbonAccounting
import Quantities
import Storage

/// The published accounts behind a year's purchases.
public struct SupplierLinks: Sendable {
  /// A content that follows a published account which is no more what its firm says.
  public struct Revision: Sendable, Hashable {
    /// What the settings say.
    public let content: SupplierContent
    /// The account it follows, as it was; nil when it is shown no more.
    public let account: PublishedContent?
    /// The closing shown in its place; nil while there is none.
    public let replacement: PublishedContent?

    /// Who transmitted it.
    public var name: String { replacement?.name ?? account?.name ?? content.supplier }
    /// The content with the figure of the replacement; nil while there is none.
    public var revised: SupplierContent? { replacement.map { content.following($0) } }
  }

  /// What a supplier publishes that the purchases do not follow yet.
  public struct Offer: Sendable, Hashable {
    /// The supplier's number in the ledger.
    public let supplier: String
    /// Its name in the ledger.
    public let name: String
    /// What it shows for the year.
    public let schedule: PublishedSchedule
    /// The parts that are not followed yet.
    public let missing: [PublishedSchedule.Part]
  }

  /// The contents that changed, in the order of the settings.
  public let revisions: [Revision]

  /// What changed in the accounts that contents follow.
  public init(_ contents: [SupplierContent], _ store: Store) throws(Refusal) {
    var revisions: [Revision] = []
    let known = try store.publications.find(codes: Set(contents.compactMap(\.published?.code)))
    for content in contents {
      guard let reference = content.published, known[reference.code]?.standing != .inForce else { continue }
      guard let (account, standing) = try PublishedContent.named(reference, store) else {
        revisions.append(Revision(content: content, account: nil, replacement: nil))
        continue
      }
      var replacement: PublishedContent?
      if case .replaced(_, let code) = standing {
        replacement = try PublishedContent.find(code, store).first { $0.activity == account.activity }
      }
      revisions.append(Revision(content: content, account: account, replacement: replacement))
    }
    self.revisions = revisions
  }

  /// What the suppliers of a year publish and its purchases do not follow: the largest suppliers are looked up.
  ///
  /// - Parameter lastYear: where it says whose account was followed, a supplier is known without its SIREN in the ledger.
  public static func offers(
    _ review: SupplierReview, during year: FiscalYear, lastYear: LastYear?, _ store: Store
  ) throws(Refusal) -> [Offer] {
    var offers: [Offer] = []
    let suppliers = review.suppliers.prefix(mostSuppliers)
    let before = suppliers.compactMap { lastYear?.content(of: $0.inLedger)?.published }
    let followed = suppliers.flatMap(\.contents).compactMap(\.published)
    // What is followed is asked once for all suppliers.
    let known = try store.publications.find(codes: Set((before + followed).map(\.code)))
    for supplier in suppliers {
      // What a person typed for all invoices is theirs to keep or take back.
      guard !supplier.contents.contains(where: { $0.piece == nil && $0.published == nil }),
        let siren = siren(of: supplier, lastYear, known)
      else { continue }
      let schedule = try PublishedSchedule(of: siren, during: year, store)
      let missing = schedule.parts.filter { part in !supplier.contents.contains { $0.follows(part.content, known) } }
      guard !missing.isEmpty else { continue }
      offers.append(Offer(supplier: supplier.number, name: supplier.name, schedule: schedule, missing: missing))
    }
    return offers
  }

  private static func siren(
    of supplier: SupplierReview.Supplier, _ lastYear: LastYear?, _ known: [String: PublishedAccount]
  ) -> String? {
    let followed = supplier.contents.compactMap(\.published).first
    let reference = followed ?? lastYear?.content(of: supplier.inLedger)?.published
    return reference.flatMap { known[$0.code]?.siren } ?? supplier.siren
  }

  /// Suppliers looked up: beyond, each brings little.
  private static let mostSuppliers = 100
}

extension SupplierContent {
  /// This content with the figure of a published account.
  public func following(_ published: PublishedContent) -> SupplierContent {
    SupplierContent(
      supplier: supplier, piece: piece, from: from, value: .intensity(published.factor), account: account,
      evidence: evidence.replacing(self.published?.code ?? "\u{0}", with: published.code), closedOn: closedOn,
      published: published.reference)
  }

  /// This content as what was on the invoices, whatever the account becomes.
  public var unfollowed: SupplierContent {
    SupplierContent(
      supplier: supplier, piece: piece, from: from, value: value, account: account, evidence: evidence,
      closedOn: closedOn)
  }

  /// Whether it follows an account of the same firm, activity and year, whichever closing of it.
  ///
  /// - Parameter known: the accounts that references lead to, by their code.
  fileprivate func follows(_ content: PublishedContent, _ known: [String: PublishedAccount]) -> Bool {
    guard let published else { return false }
    if published == content.reference { return true }
    guard let account = known[published.code] else { return false }
    return account.siren == content.siren && published.activity == content.activity && account.period == content.period
  }
}

extension SupplierReview.Supplier {
  /// The supplier as the ledger names it.
  fileprivate var inLedger: LedgerSupplier { LedgerSupplier(number: number, name: name) }
}

extension String {
  /// The code of a reference to a published account.
  fileprivate var code: String { String(prefix { $0 != "/" }) }
  /// The activity it names; empty where it names none.
  fileprivate var activity: String { String(drop { $0 != "/" }.dropFirst()) }
}
