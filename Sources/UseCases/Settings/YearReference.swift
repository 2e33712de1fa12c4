// What Sillage knew when a year's books were first kept, and goes on being used for that year.

import CarbonAccounting
import Quantities
import ReferenceData
import Storage

/// The reference data of a year of a store.
struct YearReference {
  /// The files, named by their content.
  let release: ReferenceRelease

  private static let importedFolder = "imported/"

  /// The release the year is pinned to; that of this program when it is not, or when it is asked for. Imported publications
  /// join it when the settings first name one.
  ///
  /// - Throws: `storage.reference-missing`, `storage.reference-changed` when the release the year is pinned to is not there
  ///   as it was.
  init(
    _ year: StoredYear, of store: OrganisationStore, _ settings: FirmSettings, _ library: Library, refreshing: Bool
  ) throws(Refusal) {
    var kept: ReferenceRelease?
    if let sha256 = year.reference, !refreshing {
      kept = try store.release(sha256)
      // The program's own would give other figures than those the year was kept with, and nobody would see it.
      guard kept != nil else {
        throw Refusal(
          Diagnostic(
            .error, StorageMessage.referenceMissing,
            ["year": .text(year.period.label), "sha256": .text(String(sha256.prefix(12)))]))
      }
    }
    var files = kept?.files ?? library.referenceFiles.filter { ReferenceFiles.paths.contains($0.key) }
    let hasImported = files.keys.contains { $0.hasPrefix(YearReference.importedFolder) }
    if !settings.importedFactorIDs.isEmpty, !hasImported {
      for (name, bytes) in try library.imported.files() { files[YearReference.importedFolder + name] = bytes }
    }
    release = ReferenceRelease(files: files)
  }

  /// What an account with these settings looks up.
  func library(for settings: FirmSettings) throws(Refusal) -> ReferenceLibrary {
    let files = ReferenceFiles(release.files)
    let imported = release.files.filter { $0.key.hasPrefix(YearReference.importedFolder) }
    return try ReferenceLibrary(files).adding(
      ImportedFactors(kept: imported), for: settings, sources: try SourceList(files))
  }
}
