// Copies of a whole database, verified by counting and by the seals.

import CanonicalJSON
import CarbonAccounting
import Databases
import Foundation
import Quantities

/// What a backup must hold: the number of rows of each table, and a fingerprint of all seals.
public struct BackupManifest: Sendable, Hashable {
  /// Rows by table.
  public let rows: [String: Int]
  /// How many seals there are.
  public let seals: Int
  /// SHA-256 of the seals, in order.
  public let sealsSHA256: String

  static let format = "sillage.backup/1"

  /// What is there now.
  init(_ connection: any SQLConnection) throws {
    var rows: [String: Int] = [:]
    for table in try connection.tableNames() {
      rows[table] = try connection.row("SELECT COUNT(*) FROM \(table)")?.int(0) ?? 0
    }
    self.rows = rows
    var fingerprint = Fingerprint.Running()
    var seals = 0
    try connection.query(
      """
      SELECT organisation_id, fiscal_year_id, version, position, sha256 FROM sealed_account
      ORDER BY organisation_id, fiscal_year_id, version, position
      """, []
    ) { row in
      seals += 1
      let place = try (0...3).map { String(try row.integer($0)) }.joined(separator: " ")
      fingerprint.add(Array("\(place) \(try row.text(4))\n".utf8))
    }
    self.seals = seals
    sealsSHA256 = fingerprint.sha256
  }

  /// The manifest as JSON text: it stands in a file beside the backup.
  public var text: String {
    JSONValue.object([
      "format": .string(BackupManifest.format), "rows": .object(rows.mapValues { .integer(Int64($0)) }),
      "seals": .integer(Int64(seals)), "seals_sha256": .string(sealsSHA256),
    ]).canonicalText + "\n"
  }

  /// Reads a manifest; nil when it is none.
  public init?(text: String) {
    guard let json = try? JSONValue(parsing: Array(text.utf8)), json["format"]?.text == BackupManifest.format,
      case .object(let rows) = json["rows"], let seals = json["seals"]?.integer,
      let sha256 = json["seals_sha256"]?.text
    else { return nil }
    self.rows = rows.compactMapValues { $0.integer.map(Int.init) }
    self.seals = Int(seals)
    sealsSHA256 = sha256
  }
}

extension Store {
  /// Copies the whole database into a new file, while others go on.
  ///
  /// - Returns: what the copy holds.
  public func backUp(to path: String) throws(Refusal) -> BackupManifest {
    try refusing { try database.backUp(to: path) { try BackupManifest($0) } }
  }

  /// Fills an empty database from a backup, and compares what is there with the manifest.
  ///
  /// - Throws: `storage.not-empty`; `storage.counts-differ` when something is missing: the database is then not to be used.
  public static func restore(
    _ address: DatabaseAddress, from path: String, expecting manifest: BackupManifest
  ) throws(Refusal) {
    try refusing {
      let database = try address.open(creating: true)
      defer { database.close() }
      guard try database.witness({ try $0.tableNames() }).isEmpty else { throw Refusal(.notEmpty) }
      try database.restore(from: path)
      let found = try database.witness { try BackupManifest($0) }
      guard found == manifest else { throw Refusal(.countsDiffer) }
    }
  }

  /// What the engine finds wrong with the database itself.
  public func integrityFaults() throws(Refusal) -> [Diagnostic] {
    try refusing {
      try database.integrityFaults().map {
        Diagnostic(.error, StorageMessage.fileUnsound, ["detail": .text($0)])
      }
    }
  }
}
