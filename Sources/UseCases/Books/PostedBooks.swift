// The books of a year as they were posted, with the factors they were kept with: what a closed year was sealed from.

import CarbonAccounting
import Quantities
import ReferenceData
import Storage

/// A posting that holds: of a closed year, or of the ledger and settings in force.
public struct PostedBooks: Sendable {
  /// Its figures.
  public let books: StoredBooks
  /// Its entries.
  public let entries: [EntryRecord]
  /// The factors of the release the year is pinned to.
  public let factors: FactorCatalogue

  /// The posting of a year; nil where there is none that holds.
  public init?(_ year: StoredYear, _ store: OrganisationStore, _ library: Library) throws(Refusal) {
    guard let account = try store.account(of: year.id), let books = StoredBooks(document: account.document),
      let settings = try YearSettings(store, year)
    else { return nil }
    if !year.isClosed {
      guard try store.isCurrent(account, of: year) else { return nil }
    }
    let reference = try YearReference(year, of: store, settings.settings, library, refreshing: false)
    self.books = books
    entries = try store.journal(of: year.id)
    factors = try reference.library(for: settings.settings).factors
  }

  /// What the firm is called in the settings of a year, else as the store has it.
  public static func title(_ year: StoredYear, _ store: OrganisationStore) throws(Refusal) -> String {
    if let name = try YearSettings(store, year)?.firm.name { return name }
    return try store.profile().name
  }
}
