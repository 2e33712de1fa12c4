import CarbonAccounting
import Crypto
import Quantities
import Storage

/// Closing a year of a store: its accounts are sealed, and open the next.
public enum CloseStoredYear {
  /// What closing made.
  public struct Closing: Sendable {
    /// The books it was made from.
    public let result: KeepStoredBooks.Result
    /// The sealed accounts.
    public let sealed: SealedAccounts
    /// Which closing of the year, from 1.
    public let version: Int
  }

  /// Keeps the books of a year, seals and closes it.
  ///
  /// - Parameters:
  ///   - day: the day of closing, not before the year's end.
  ///   - keyPath: an Ed25519 key to sign with, made when it does not exist.
  public static func run(
    _ year: String?, of store: OrganisationStore, on day: CalendarDate, keyPath: String?, library: Library,
    at now: Timestamp
  ) throws(Refusal) -> Closing {
    var request = KeepStoredBooks.Request()
    request.year = year
    let stored = try store.year(year)
    guard !stored.isClosed else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearClosed, ["year": .text(stored.period.label)]))
    }
    let books = KeepStoredBooks(library, store, at: now)
    let result = try books.compute(request)
    // Sealed now, the year would be without its carry-over for good, and the year before could not be closed any more.
    guard result.notices.isEmpty else {
      throw Refusal(result.notices.map { Diagnostic(kept: $0.message, .error, file: nil, line: nil, field: nil) })
    }
    let sealed = try CloseYear.seal(result.books, on: day, keyPath: keyPath)
    let version = try store.close(result.year.id, try books.record(result), sealed: sealed, at: now)
    return Closing(result: result, sealed: sealed, version: version)
  }
}
