// What answers would do to an account, before anything is recorded.

import CarbonAccounting
import Quantities
import Storage
import Wording

/// Keeps the books with changed settings, and records nothing.
public struct PreviewSettings: Sendable {
  /// What would come out.
  public struct Result: Sendable {
    /// The version of the settings it was reckoned from: what a later change names.
    public let version: Int
    /// P(n) of each activity as posted, and as it would be.
    public let changes: [ProductionChange]
    /// The books as they would be.
    public let books: CarbonBooks
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

  /// The effect of edits, applied one after the other.
  ///
  /// - Throws: `storage.year-closed`, `storage.no-ledger`, or whatever keeping the books refuses.
  public func run(year: StoredYear, _ edits: [SettingsEdit]) throws(Refusal) -> Result {
    guard !year.isClosed else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearClosed, ["year": .text(year.period.label)]))
    }
    let before = try SettingsInForce(store, year)
    var file = before.file
    for edit in edits { try edit.apply(to: &file) }
    try SettingsLimits.check(file)
    let text = try FirmFileWriter(Speaker(library.catalogue, .fr)).text(file)
    let request = KeepStoredBooks.Request(of: year)
    let result = try KeepStoredBooks(library, store, at: now)
      .compute(request, with: try YearSettings(text, store, year))
    let books = result.books.books
    return Result(
      version: before.version, changes: ProductionChange.all(from: try store.account(of: year.id), to: books),
      books: books)
  }
}
