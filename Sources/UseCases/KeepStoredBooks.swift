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
    /// firm.yaml, to be recorded as the settings of the year; nil for those recorded.
    public var firm: String?
    /// A NAF code or words, for a first look without settings.
    public var activity: String?
    /// Counts quantities read in labels, this time: nothing is posted.
    public var acceptsLabels = false
    /// Makes a budget, this time: nothing is posted.
    public var isBudget = false
    /// Takes the factors and rules of this program in place of those the year is pinned to.
    public var refreshesReference = false

    /// A request about the latest year.
    public init() {}
  }

  /// What came out.
  public struct Result: Sendable {
    /// The books, as from files.
    public let books: KeepBooks.Result
    /// The year.
    public let year: StoredYear
    /// The books as they are posted.
    let kept: KeptBooks
    /// Whether they may be posted: the year is open, and nothing was asked for this time only.
    public let isLasting: Bool
    /// What the store has to say beside the books: the year before is there, but open.
    public let notices: [Diagnostic]
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

  /// Keeps the books, and posts them where they last.
  public func run(_ request: Request) throws(Refusal) -> Result {
    let result = try compute(request)
    if result.isLasting, store.may(.keep) { try store.post(result.kept, for: result.year.id, at: now) }
    return result
  }

  /// Keeps the books without posting them.
  func compute(_ request: Request) throws(Refusal) -> Result {
    let year = try store.year(request.year)
    try recordSettings(request, year)
    guard let stored = try store.settings(for: year.id) else {
      throw Refusal(
        Diagnostic(.error, StorageMessage.noSettings, ["year": .text(year.period.label)], field: "--firm"))
    }
    let firm = try FirmFile(text: stored.text)
    var settings = firm.settings
    for name in firm.contentFiles {
      let bytes = try store.evidence(name, for: year.id) ?? []
      do throws(Refusal) { settings.supplierContents += try SupplierContentFile.read(bytes) } catch {
        throw error.inFile(name)
      }
    }
    settings.acceptsLabels = settings.acceptsLabels || request.acceptsLabels
    settings.isBudget = settings.isBudget || request.isBudget
    let release = try pinned(year, settings, refreshing: request.refreshesReference)
    let ledger = try store.ledger(of: year.id)
    let seals = try SealedAccounts(kept: try store.openingSeals(of: year).map(\.sealed))
    let opening = try seals.openings()
    let books = try CarbonBooks.keep(
      ledger.ledger, settings: settings, library: try reference(release, settings), opening: opening)
    let profile = try store.profile()
    let kept = KeptBooks(
      ledger: ledger.stored.id, settings: stored.version, reference: release.sha256,
      opening: opening.mapValues(\.seal), document: try BooksDocument.json(books).canonicalText,
      entries: books.journal.entries.map(EntryRecord.init))
    let file = LedgerFile(
      name: ledger.stored.fileName, ledger: ledger.ledger, diagnostics: ledger.diagnostics)
    return Result(
      books: KeepBooks.Result(title: firm.name ?? profile.name, ledger: file, books: books, opening: opening),
      year: year, kept: kept,
      isLasting: !year.isClosed && !request.acceptsLabels && !request.isBudget, notices: try notices(year))
  }

  /// A year whose predecessor is still open has no carry-over, which nothing in the books themselves tells.
  private func notices(_ year: StoredYear) throws(Refusal) -> [Diagnostic] {
    guard !year.isClosed,
      let before = try store.years().last(where: { $0.period.end.next == year.period.start && !$0.isClosed })
    else { return [] }
    return [
      Diagnostic(
        .warning, UseCaseMessage.yearBeforeOpen,
        ["before": .text(before.period.label), "year": .text(year.period.label)])
    ]
  }

  // MARK: Settings

  private func recordSettings(_ request: Request, _ year: StoredYear) throws(Refusal) {
    if let path = request.firm {
      let file = InputFile(path: path)
      let text = try file.text()
      var contents: [String: [UInt8]] = [:]
      do throws(Refusal) {
        let firm = try FirmFile(text: text)
        for name in firm.contentFiles { contents[name] = try content(name, beside: path) }
      } catch { throw error.inFile(file.name) }
      try store.record(settings: text, files: contents, for: year.id, at: now)
    } else if let words = request.activity {
      let activity = Activity(firstLook: try BranchFinder(library.branches).find(words))
      try store.record(settings: activity.firstLookText, for: year.id, at: now)
    }
  }

  /// A file of contents that firm.yaml names, which must be readable before it is kept.
  private func content(_ name: String, beside firm: String) throws(Refusal) -> [UInt8] {
    let folder = URL(filePath: firm).deletingLastPathComponent()
    let file = InputFile(path: name.hasPrefix("/") ? name : folder.appending(path: name).path)
    let bytes = try file.bytes(limit: 16_000_000)
    do throws(Refusal) { _ = try SupplierContentFile.read(bytes) } catch { throw error.inFile(file.name) }
    return bytes
  }

  // MARK: Reference data

  private static let importedFolder = "imported/"

  /// The release of reference data of the year, which is pinned now if it is not yet. Imported publications join it when
  /// the settings first name one.
  private func pinned(
    _ year: StoredYear, _ settings: FirmSettings, refreshing: Bool
  ) throws(Refusal) -> ReferenceRelease {
    var kept: ReferenceRelease?
    if let sha256 = year.reference, !refreshing { kept = try store.release(sha256) }
    var files = kept?.files ?? library.referenceFiles.filter { ReferenceFiles.paths.contains($0.key) }
    let hasImported = files.keys.contains { $0.hasPrefix(KeepStoredBooks.importedFolder) }
    if !settings.importedFactorIDs.isEmpty, !hasImported {
      for (name, bytes) in try library.imported.files() { files[KeepStoredBooks.importedFolder + name] = bytes }
    }
    let release = ReferenceRelease(files: files)
    if year.reference != release.sha256, !year.isClosed, store.may(.keep) {
      try store.pin(year.id, to: release, at: now)
    }
    return release
  }

  private func reference(_ release: ReferenceRelease, _ settings: FirmSettings) throws(Refusal) -> ReferenceLibrary {
    let files = ReferenceFiles(release.files)
    let imported = release.files.filter { $0.key.hasPrefix(KeepStoredBooks.importedFolder) }
    return try ReferenceLibrary(files).adding(
      ImportedFactors(kept: imported), for: settings, sources: try SourceList(files))
  }
}

extension Activity {
  /// The settings of a firm of which nothing but its branch is known.
  fileprivate var firstLookText: String {
    "activities:\n  - id: \(id)\n    name: \(label.quotedForYAML)\n    naf: \(naf)\n"
  }
}
