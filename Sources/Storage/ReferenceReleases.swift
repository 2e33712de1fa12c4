// What Sillage knew when a year's books were kept: kept with them, so that an upgrade of the program moves no open account.

import CarbonAccounting
import Databases
import Quantities

/// A release of reference data: files by path, named by their content.
public struct ReferenceRelease: Sendable, Hashable {
  /// The files.
  public let files: [String: [UInt8]]
  /// SHA-256 over the paths and contents, in hexadecimal.
  public let sha256: String

  /// A release of these files.
  public init(files: [String: [UInt8]]) {
    self.files = files
    let lines = files.map { "\(Fingerprint.sha256($0.value))  \($0.key)\n" }.sorted()
    sha256 = Fingerprint.sha256(lines.joined())
  }
}

extension OrganisationStore {
  /// The reference data a release consists of; nil when it is not kept.
  ///
  /// - Throws: `storage.reference-changed` when its files are not all there, or not those it is named by.
  public func release(_ sha256: String) throws(Refusal) -> ReferenceRelease? {
    try read { transaction in
      if let release = try ReferenceRelease.kept(sha256, transaction) { return release }
      let row = try transaction.reference.row("SELECT path FROM reference_release WHERE sha256 = $1", [.text(sha256)])
      guard row == nil else { throw Refusal(.referenceChanged, ["sha256": .text(String(sha256.prefix(12)))]) }
      return nil
    }
  }

  /// Pins a year to a release, which is kept if it is not yet.
  public func pin(_ year: Int, to release: ReferenceRelease, at now: Timestamp) throws(Refusal) {
    try write(.keep) { transaction in
      let before = try StoredYear.open(year, transaction)
      guard before.reference != release.sha256 else { return }
      let reference = transaction.reference
      for (path, content) in release.files.sorted(by: { $0.key < $1.key }) {
        let sha256 = Fingerprint.sha256(content)
        try reference.execute(
          "INSERT INTO reference_file (sha256, content) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
          [.text(sha256), .blob(content)])
        try reference.execute(
          """
          INSERT INTO reference_release (sha256, path, file_sha256) VALUES ($1, $2, $3)
          ON CONFLICT (sha256, path) DO NOTHING
          """, [.text(release.sha256), .text(path), .text(sha256)])
      }
      try transaction.execute(
        "UPDATE fiscal_year SET reference_sha256 = $3 WHERE organisation_id = $1 AND id = $2",
        [SQLValue(year), .text(release.sha256)])
      if before.reference != nil { try log(transaction, .referenceRefreshed, "\(year)", at: now) }
    }
  }
}

extension ReferenceRelease {
  /// The release of this name; nil when its files are not all there, as they were.
  static func kept(_ sha256: String, _ transaction: TenantTransaction) throws -> ReferenceRelease? {
    let rows = try transaction.reference.rows(
      """
      SELECT r.path, f.content FROM reference_release r JOIN reference_file f ON f.sha256 = r.file_sha256
      WHERE r.sha256 = $1 ORDER BY r.path
      """, [.text(sha256)])
    var files: [String: [UInt8]] = [:]
    for row in rows { files[try row.text(0)] = try row.blob(1) }
    let release = ReferenceRelease(files: files)
    return release.sha256 == sha256 ? release : nil
  }
}
