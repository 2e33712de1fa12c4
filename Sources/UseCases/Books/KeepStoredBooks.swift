// The main job on a store: the same books as from files, posted to the carbon journal.

import Accounting
import CanonicalJSON
import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import Storage

/// Keeps the books of a fiscal year of a store.
public struct KeepStoredBooks: Sendable {
  /// What a person asks for.
  public struct Request: Sendable {
    /// The year: `2024` or any day of it; nil for the latest.
    public var year: String?
    /// firm.yaml, which becomes the settings of the year; nil for those recorded.
    public var firm: String?
    /// A NAF code or words, for a first look without settings.
    public var activity: String?
    /// Counts quantities read in labels, this time: nothing is posted.
    public var acceptsLabels = false
    /// Makes a budget, this time: nothing is posted.
    public var isBudget = false
    /// Takes the factors and rules of this program in place of those the year is pinned to.
    public var refreshesReference = false

    /// Whether the books are wanted this time only: nothing is recorded.
    var isPassing: Bool { acceptsLabels || isBudget }

    /// A request about the latest year.
    public init() {}

    /// A request about a year.
    public init(of year: StoredYear) { self.year = year.period.end.iso }
  }

  /// What came out.
  public struct Result: Sendable {
    /// The books, as from files.
    public let books: KeepBooks.Result
    /// The year.
    public let year: StoredYear
    /// Whether they may be recorded: the year is open, and nothing was asked for this time only.
    public let isLasting: Bool
    /// What the store has to say beside the books: the year before is there, but open.
    public let notices: [Diagnostic]
    /// The books as they are posted.
    let kept: KeptBooks
    let settings: YearSettings
    let release: ReferenceRelease
  }

  private let library: Library
  private let store: OrganisationStore
  private let now: Timestamp

  /// The job for an organisation, at a moment.
  public init(_ library: Library, _ store: OrganisationStore, at now: Timestamp) {
    self.library = library
    self.store = store
    self.now = now
  }

  /// Keeps the books, and records them where they last: settings that cannot be kept books with are not recorded.
  public func run(_ request: Request) throws(Refusal) -> Result {
    let result = try compute(request)
    if result.isLasting, store.may(.keep) { try store.post(try record(result), for: result.year.id, at: now) }
    return result
  }

  /// The books of a year, kept again from what it is pinned to: what is explained, or shown to a verifier, is made by the code
  /// that computed the figure.
  public static func books(
    of year: StoredYear, _ store: OrganisationStore, _ library: Library, at now: Timestamp
  ) throws(Refusal) -> CarbonBooks {
    try KeepStoredBooks(library, store, at: now).run(Request(of: year)).books.books
  }

  /// Records what the books were kept with; gives them as they are posted.
  ///
  /// - Parameter expected: the version of the settings they were made from; nil when they take the place of any.
  func record(_ result: Result, expecting expected: Int? = nil) throws(Refusal) -> KeptBooks {
    var kept = result.kept
    if result.settings.version == nil {
      kept.settings = try store.record(
        settings: result.settings.text, files: result.settings.files, for: result.year.id, expecting: expected,
        at: now)
    }
    if result.year.reference != result.release.sha256 { try store.pin(result.year.id, to: result.release, at: now) }
    return kept
  }

  /// Keeps the books without recording anything.
  ///
  /// - Parameter given: settings to keep them with, in place of those the request names.
  func compute(_ request: Request, with given: YearSettings? = nil) throws(Refusal) -> Result {
    let year = try store.year(request.year)
    if year.isClosed, request.firm != nil || request.activity != nil {
      throw Refusal(Diagnostic(.error, StorageMessage.yearClosed, ["year": .text(year.period.label)]))
    }
    guard try store.ledgers(of: year.id).contains(where: \.isCurrent) else {
      throw Refusal(Diagnostic(.error, StorageMessage.noLedger, ["year": .text(year.period.label)]))
    }
    let source = if let given { given } else { try settings(request, year) }
    let profile = try store.profile()
    try source.check(profile, file: request.firm.map { InputFile(path: $0).name })
    var settings = source.settings
    settings.acceptsLabels = settings.acceptsLabels || request.acceptsLabels
    settings.isBudget = settings.isBudget || request.isBudget
    let reference = try YearReference(year, of: store, settings, library, refreshing: request.refreshesReference)
    let ledger = try store.ledger(of: year.id)
    let opening = try SealedAccounts(kept: try store.openingSeals(of: year).map(\.sealed)).openings()
    let books = try CarbonBooks.keep(
      ledger.ledger, settings: settings, library: try reference.library(for: settings), opening: opening)
    let kept = KeptBooks(
      ledger: ledger.stored.id, settings: source.version ?? 0, reference: reference.release.sha256,
      opening: opening.mapValues(\.seal), document: try BooksDocument.json(books).canonicalText,
      entries: books.journal.entries.map(EntryRecord.init))
    let file = LedgerFile(
      name: ledger.stored.fileName, ledger: ledger.ledger, diagnostics: ledger.diagnostics)
    return Result(
      books: KeepBooks.Result(title: source.firm.name ?? profile.name, ledger: file, books: books, opening: opening),
      year: year, isLasting: !year.isClosed && !request.isPassing,
      notices: try KeepStoredBooks.notices(year, in: store), kept: kept,
      settings: source, release: reference.release)
  }

  private func settings(_ request: Request, _ year: StoredYear) throws(Refusal) -> YearSettings {
    if let path = request.firm { return try YearSettings(path: path) }
    if let words = request.activity {
      return try YearSettings(Activity(firstLook: try BranchFinder(library.branches).find(words)))
    }
    if let kept = try YearSettings(store, year) { return kept }
    var key: any MessageKey = StorageMessage.noSettings
    var values: [String: MessageValue] = ["year": .text(year.period.label)]
    for before in try store.years() where before.period.end < year.period.start {
      guard try store.settings(for: before.id) != nil else { continue }
      key = UseCaseMessage.settingsOfYearBefore
      values["before"] = .text(before.period.label)
    }
    throw Refusal(Diagnostic(.error, key, values))
  }

  /// A year whose predecessor is still open has no carry-over, which nothing in the books themselves tells.
  public static func notices(_ year: StoredYear, in store: OrganisationStore) throws(Refusal) -> [Diagnostic] {
    guard !year.isClosed, let before = try store.years().last(where: { $0.period.end < year.period.start }),
      !before.isClosed, year.period.follows(before.period.end)
    else { return [] }
    return [
      Diagnostic(
        .warning, UseCaseMessage.yearBeforeOpen,
        ["before": .text(before.period.label), "year": .text(year.period.label)])
    ]
  }
}
