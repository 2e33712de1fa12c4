// What the firm says beside its ledger: firm.yaml and the files it names, each version kept.

import CarbonAccounting
import Databases
import Quantities

/// A version of a year's settings.
public struct StoredSettings: Sendable, Hashable {
  /// From 1; 0 stands for none.
  public let version: Int
  /// firm.yaml.
  public let text: String

  /// Settings.
  public init(version: Int, text: String) {
    self.version = version
    self.text = text
  }
}

extension OrganisationStore {
  /// Records the settings of a year with the files they name. The same settings again make no new version.
  ///
  /// - Parameters:
  ///   - text: firm.yaml, which the caller has checked.
  ///   - files: the files it names, by the names it uses.
  ///   - expected: the version they were made from, 0 for none; nil when they take the place of any.
  /// - Returns: the version in force.
  /// - Throws: `storage.changed-meanwhile` when another version is in force than the one expected.
  @discardableResult
  public func record(
    settings text: String, files: [String: [UInt8]] = [:], for year: Int, expecting expected: Int? = nil,
    at now: Timestamp
  ) throws(Refusal) -> Int {
    try write(.keep) { transaction in
      _ = try StoredYear.open(year, transaction)
      let last = try StoredSettings.last(year, transaction)
      if let expected, expected != last?.version ?? 0 { throw Refusal(.changedMeanwhile) }
      var changes = last.map { !$0.text.isSpelled(as: text) } ?? true
      for (name, content) in files.sorted(by: { $0.key < $1.key }) {
        if try record(name, content, for: year, transaction, at: now) { changes = true }
      }
      guard changes else { return last?.version ?? 0 }
      let version = (last?.version ?? 0) + 1
      try transaction.insert(
        into: "firm_settings",
        [
          "fiscal_year_id": SQLValue(year), "version": SQLValue(version), "content": .text(text),
          "recorded_at": .integer(now.milliseconds), "recorded_by": .text(principal.actor),
        ])
      try log(transaction, .settingsRecorded, "\(year) v\(version)", at: now)
      return version
    }
  }

  /// The settings in force; nil when none were recorded.
  public func settings(for year: Int) throws(Refusal) -> StoredSettings? {
    try read { try StoredSettings.last(year, $0) }
  }

  /// The latest version of a file that settings name; nil when there is none.
  public func evidence(_ name: String, for year: Int) throws(Refusal) -> [UInt8]? {
    try read { transaction in
      try transaction.row(
        """
        SELECT content FROM evidence WHERE organisation_id = $1 AND fiscal_year_id = $2 AND name = $3
        ORDER BY version DESC LIMIT 1
        """, [SQLValue(year), .text(name)]
      )?.blob(0)
    }
  }

  /// Records a file unless its last version is the same; says whether it did.
  private func record(
    _ name: String, _ content: [UInt8], for year: Int, _ transaction: TenantTransaction, at now: Timestamp
  ) throws -> Bool {
    let sha256 = Fingerprint.sha256(content)
    let last = try transaction.row(
      """
      SELECT version, sha256 FROM evidence WHERE organisation_id = $1 AND fiscal_year_id = $2 AND name = $3
      ORDER BY version DESC LIMIT 1
      """, [SQLValue(year), .text(name)])
    if try last?.text(1) == sha256 { return false }
    try transaction.insert(
      into: "evidence",
      [
        "fiscal_year_id": SQLValue(year), "name": .text(name), "version": SQLValue(try last.nextNumber()),
        "sha256": .text(sha256), "content": .blob(content), "recorded_at": .integer(now.milliseconds),
        "recorded_by": .text(principal.actor),
      ])
    return true
  }
}

extension StoredSettings {
  static func last(_ year: Int, _ transaction: TenantTransaction) throws -> StoredSettings? {
    try transaction.row(
      """
      SELECT version, content FROM firm_settings WHERE organisation_id = $1 AND fiscal_year_id = $2
      ORDER BY version DESC LIMIT 1
      """, [SQLValue(year)]
    ).map { try StoredSettings(version: $0.count(0), text: $0.text(1)) }
  }
}
