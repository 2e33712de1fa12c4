// The whole way of the method for one fiscal year: ledger and settings in, journal and accounts out.

import Accounting
import Quantities
import ReferenceData

/// The carbon books of one fiscal year: the journal, the accounts made from it, and what a reader must know.
public struct CarbonBooks: Sendable {
  /// The fiscal year.
  public let year: FiscalYear
  /// Every carbon entry.
  public let journal: CarbonJournal
  /// One account per activity, in the order of the settings.
  public let accounts: [ProductAccount]
  /// Class 6 lines that are not purchases of goods or services, with the reason, by account.
  public let outside: [OutsideAccount]
  /// What would make the account better, largest first.
  public let missing: [MissingItem]
  /// Departures from the method, for the verifier.
  public let departures: [Message]
  /// What the reader should be warned of.
  public let warnings: [Diagnostic]
  /// Class 6 spend that enters the accounts, excluding VAT: the base of the shares shown.
  public let spend: Money
}

/// An expense account that carries no carbon, and why.
public struct OutsideAccount: Sendable, Hashable {
  /// CompteNum.
  public let account: String
  /// CompteLib.
  public let name: String
  /// Debit less credit of the year.
  public let amount: Money
  /// The rule.
  public let rule: RuleReference
}

/// A purchase line sorted by what becomes of it.
struct SortedLines {
  var purchases: [(line: LedgerFact, classified: Classification)] = []
  var goodsResold: [LedgerFact] = []
  var outside: [(line: LedgerFact, classified: Classification)] = []

  /// Sorts the expense lines of a year.
  ///
  /// Goods bought for resale are apart where the firm has a resale activity; else they are purchases like others.
  init(_ expenses: [LedgerFact], _ classifier: Classifier, hasResale: Bool) {
    for line in expenses {
      let classified = classifier.classify(line)
      // Goods resold: their purchases, rebates and stock change (607, 6097, 6037).
      let isResold = classified.treatment == .resale || classified.category == "resale.goods"
      switch classified.treatment {
      case _ where hasResale && isResold: goodsResold.append(line)
      case .purchase, .stockChange, .resale: purchases.append((line, classified))
      // An allowance that is not 6811 (exceptional, special) follows its rule's reason; revenue and assets are not class 6.
      case .outside, .allowance, .revenue, .asset: outside.append((line, classified))
      }
    }
  }
}

extension CarbonBooks {
  /// Keeps the carbon books of a year.
  ///
  /// - Parameters:
  ///   - ledger: the fiscal year's ledger.
  ///   - settings: what the firm says beside its ledger.
  ///   - opening: last year's sealed accounts, by activity id; empty for a first year.
  /// - Throws: a refusal with every reason found.
  public static func keep(
    _ ledger: Ledger, settings: FirmSettings, library: ReferenceLibrary, opening: [String: OpeningAccount] = [:]
  ) throws(Refusal) -> CarbonBooks {
    let context = try BookContext(ledger, settings, library)
    let maker = try context.entryMaker()
    // A content the supplier transmitted comes before their footprint, and both before any measure.
    let byContent = Dictionary(grouping: context.lines.purchases) { maker.contents.content(for: $0.line) != nil }
    let contentLines = byContent[true] ?? []
    let (footprints, others) = try FootprintEntries(
      allocator: context.allocator, prudence: context.prudence, classification: library.classification
    ).make(settings.footprints, from: byContent[false] ?? [])
    let (measured, rest) = try MeasureEntries(
      factors: context.factors, allocator: context.allocator, prudence: context.prudence
    ).make(settings.measures, from: others)

    var journal = CarbonJournal()
    journal.append(DirectEntries.make(settings.directEmissions))
    journal.append(footprints)
    journal.append(measured)
    journal.append(try context.entries(for: contentLines + rest, maker))
    journal.append(
      try DepreciationEntries(
        factors: context.factors, allocator: context.allocator, classifier: context.classifier,
        prudence: context.prudence, assets: settings.assets
      ).make(context.allowances().counted))

    let accounts = try AccountMaker(context: context, contents: maker.contents, journal: journal)
      .accounts(opening: opening)
    let review = BookReview(context: context, journal: journal, accounts: accounts, labels: maker.labels)
    return CarbonBooks(
      year: ledger.fiscalYear, journal: journal, accounts: accounts, outside: context.outsideAccounts(),
      missing: try review.missing(), departures: review.departures(), warnings: try review.warnings(),
      spend: review.spend)
  }
}
