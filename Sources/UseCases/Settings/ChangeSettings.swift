// A year's settings changed answer by answer: each change is checked by keeping the books, and posted with them.

import CarbonAccounting
import Quantities
import Storage
import Wording

/// Changes the settings of a year of a store.
public struct ChangeSettings: Sendable {
  private let library: Library
  private let store: OrganisationStore
  private let now: Timestamp
  private let language: Language

  /// The job for an organisation, at a moment.
  ///
  /// - Parameter language: that of the comments in the file, which an export shows.
  public init(_ library: Library, _ store: OrganisationStore, at now: Timestamp, language: Language = .fr) {
    self.library = library
    self.store = store
    self.now = now
    self.language = language
  }

  /// Applies a change, keeps the books with it, records both.
  ///
  /// Nothing is recorded when anything is refused.
  ///
  /// - Parameters:
  ///   - expected: the version of the settings the person was looking at; nil for whatever is in force.
  ///   - change: what is changed; the year's settings begin as `SettingsInForce` gives them.
  /// - Throws: `settings.changed-meanwhile` when another version is in force; `storage.forbidden`,
  ///   `storage.year-closed`, `storage.no-ledger`, or whatever keeping the books refuses.
  @discardableResult
  public func run(
    year: StoredYear, expecting expected: Int? = nil, change: (inout FirmFile) throws(Refusal) -> Void
  ) throws(Refusal) -> KeepStoredBooks.Result {
    guard store.may(.keep) else {
      throw Refusal(Diagnostic(.error, StorageMessage.forbidden, ["role": .text(store.role.rawValue)]))
    }
    guard !year.isClosed else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearClosed, ["year": .text(year.period.label)]))
    }
    let before = try SettingsInForce(store, year)
    guard expected == nil || expected == before.version else { throw changedMeanwhile(year) }
    var file = before.file
    try change(&file)
    try SettingsLimits.check(file)
    let text = try FirmFileWriter(Speaker(library.catalogue, language)).text(file)
    let books = KeepStoredBooks(library, store, at: now)
    let request = KeepStoredBooks.Request(of: year)
    let result = try books.compute(request, with: try YearSettings(text, store, year))
    do throws(Refusal) {
      try store.post(try books.record(result, expecting: before.version), for: year.id, at: now)
    } catch {
      throw error.says(.changedMeanwhile) ? changedMeanwhile(year) : error
    }
    return result
  }

  /// Applies edits, one after the other, as one change.
  @discardableResult
  public func run(
    year: StoredYear, expecting expected: Int? = nil, _ edits: [SettingsEdit]
  ) throws(Refusal) -> KeepStoredBooks.Result {
    try run(year: year, expecting: expected) { (file) throws(Refusal) in
      for edit in edits { try edit.apply(to: &file) }
    }
  }

  private func changedMeanwhile(_ year: StoredYear) -> Refusal {
    Refusal(Diagnostic(.error, SettingsMessage.changedMeanwhile, ["year": .text(year.period.label)]))
  }
}
