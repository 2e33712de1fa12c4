// Sealed accounts between files and a store.

import CarbonAccounting
import Quantities
import Storage

/// A file of accounts sealed elsewhere, into a store: the next year opens from them.
public enum KeepSealed {
  /// Keeps the accounts; gives the year they are of.
  public static func run(
    _ path: String, for firm: OrganisationStore, at now: Timestamp
  ) throws(Refusal) -> StoredYear {
    let file = InputFile(path: path)
    do throws(Refusal) {
      let sealed = try SealedAccounts(parsing: try file.bytes(limit: 16_000_000))
      return try firm.keep(sealedElsewhere: sealed, at: now)
    } catch { throw error.inFile(file.name) }
  }
}

/// The sealed accounts of a year of a store, as the file that anybody can verify.
public enum ExportSealed {
  /// The text of the file.
  ///
  /// - Parameters:
  ///   - year: nil for the latest.
  ///   - version: which closing; nil for the one in force.
  public static func text(of firm: OrganisationStore, year: String?, version: Int?) throws(Refusal) -> String {
    let stored = try firm.year(year)
    guard stored.isClosed || version != nil else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearOpen, ["year": .text(stored.period.label)]))
    }
    let seals = try firm.seals(of: stored.id, version: version)
    guard !seals.isEmpty else {
      throw Refusal(
        Diagnostic(
          .error, UseCaseMessage.versionUnknown,
          ["version": .integer(version ?? 0), "known": .integer(stored.closings)], field: "--version"))
    }
    return try SealedAccounts(kept: seals.map(\.sealed)).fileText
  }
}

/// The settings of a year of a store, as firm.yaml.
public enum ExportSettings {
  /// The text of firm.yaml.
  public static func text(of firm: OrganisationStore, year: String?) throws(Refusal) -> String {
    let stored = try firm.year(year)
    guard let settings = try firm.settings(for: stored.id) else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.settingsNone, ["year": .text(stored.period.label)]))
    }
    return settings.text
  }
}
