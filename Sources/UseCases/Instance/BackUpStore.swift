// Copies of a database with what they must hold beside them.

import Databases
import Foundation
import Quantities
import Storage

/// Backs a store up, and restores it.
public enum BackUpStore {
  /// Copies the database to a file that is not there yet, and writes the manifest beside it.
  ///
  /// The log of the instance notes it. What counts is the copy: one made because the disk is full is not refused for want
  /// of a line.
  public static func run(_ store: Store, to path: String, at now: Timestamp) throws(Refusal) -> BackupManifest {
    let manifestFile = OutputFile(path: manifestPath(path))
    try OutputFile(path: path).checkFree()
    try manifestFile.checkFree()
    let manifest = try store.backUp(to: path)
    try manifestFile.write(manifest.text.utf8, replacing: false)
    try? store.instance(as: .console).noteBackup(manifest, at: now)
    return manifest
  }

  /// Fills an empty database from a backup, and compares it with the manifest.
  public static func restore(_ path: String, into location: StoreLocation) throws(Refusal) -> BackupManifest {
    let file = InputFile(path: manifestPath(path))
    let head = try InputFile(path: path).head(16)
    // A backup is restored by the engine that made it.
    guard head.starts(with: location.backupHead) else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.backupOtherEngine, file: InputFile(path: path).name))
    }
    guard let manifest = BackupManifest(text: try file.text()) else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.manifestUnreadable, file: file.name))
    }
    do throws(Refusal) {
      try Store.restore(location.address, from: path, expecting: manifest)
    } catch { throw error.inFile(location.address.shown) }
    return manifest
  }

  private static func manifestPath(_ path: String) -> String { path + ".manifest.json" }
}
