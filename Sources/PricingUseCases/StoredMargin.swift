// Application 3 over a store: the decarbonated margin of a firm from the ledgers and accounts it keeps.

import Accounting
import CarbonAccounting
import CarbonPricing
import Quantities
import Storage
import UseCases

/// Restates years of a firm from what is stored, as `RestateMargin` does from files.
public struct StoredMargin: Sendable {
  /// What a year lacks to be restated.
  public enum Gap: Sendable, Hashable {
    /// Its ledger.
    case ledger
    /// What the firm does, and so its carbon account.
    case activity
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

  /// What a year lacks; nil for a year that can be restated.
  public func gap(of year: StoredYear) throws(Refusal) -> Gap? {
    guard try store.ledgers(of: year.id).contains(where: \.isCurrent) else { return .ledger }
    if year.isClosed { return nil }
    let settings = try SettingsInForce(store, year)
    return settings.version > 0 && !settings.file.settings.activities.isEmpty ? nil : .activity
  }

  /// Restates years that lack nothing. A closed year keeps what was sealed, whatever is known today.
  ///
  /// - Parameter price: euros per tonne by year.
  /// - Throws: `storage.no-ledger`, and what the books, the statements or `MarginReport` are refused for.
  public func run(_ years: [StoredYear], price: PriceSchedule) throws(Refusal) -> RestateMargin.Result {
    var read: [(year: LedgerMargin.Result, price: PriceSchedule)] = []
    for year in years.sorted(by: { $0.period.end < $1.period.end }) { read.append((try self.year(year), price)) }
    return try RestateMargin.report("", read, library)
  }

  private func year(_ year: StoredYear) throws(Refusal) -> LedgerMargin.Result {
    let (stored, ledger, diagnostics) = try store.ledger(of: year.id)
    let carbon = try carbon(year)
    return try LedgerMargin(library).result(
      LedgerFile(name: stored.fileName, ledger: ledger, diagnostics: diagnostics),
      title: try PostedBooks.title(year, store), carbon.emissions, warnings: carbon.cautions)
  }

  /// As posted, where a posting holds; else of books kept anew.
  private func carbon(_ year: StoredYear) throws(Refusal) -> YearCarbon {
    if let posted = try PostedBooks(year, store, library) {
      return try YearCarbon(posted.books, posted.entries, of: year.period.label, factors: posted.factors)
    }
    return try YearCarbon(try KeepStoredBooks.books(of: year, store, library, at: now))
  }
}
