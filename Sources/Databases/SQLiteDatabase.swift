// SQLite through GRDB: a file beside the program, one writer at a time, readers that never wait.

import Foundation
import GRDB

/// A SQLite file in write-ahead mode. Every commit is on the disk when `write` returns.
final class SQLiteDatabase: SQLDatabase {
  let dialect = "sqlite"
  private let pool: DatabasePool

  /// How long a writer waits for another process before it gives up.
  private static let patience: TimeInterval = 20

  /// Opens the file.
  ///
  /// - Parameter pages: the most pages the file may grow to; nil for no limit but the disk.
  init(path: String, creating: Bool, pages: Int? = nil) throws {
    try SQLiteDatabase.prepareFile(path, creating: creating)
    var configuration = Configuration()
    configuration.busyMode = .timeout(SQLiteDatabase.patience)
    configuration.prepareDatabase { database in
      // Write-ahead mode would be content to lose the last commits when the power fails.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      // Without it REPLACE would delete rows past the triggers that keep them.
      try database.execute(sql: "PRAGMA recursive_triggers = ON")
      if let pages { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
    pool = try SQLiteError.translated { try DatabasePool(path: path, configuration: configuration) }
  }

  /// A new file is readable by its owner only, as are the files SQLite puts beside it.
  private static func prepareFile(_ path: String, creating: Bool) throws {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: path, isDirectory: &isFolder) {
      guard !isFolder.boolValue else { throw SQLError(.damaged, "a folder") }
      return
    }
    guard creating else { throw SQLError(.missing, "no such file") }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard manager.fileExists(atPath: folder) else { throw SQLError(.missing, "no such folder") }
    // O_EXCL: one that somebody else makes meanwhile is theirs, and may hold rows already.
    let file = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 || errno == EEXIST else { throw SQLError(.denied, "the file cannot be made") }
    if file >= 0 { Foundation.close(file) }
  }

  func read<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T {
    try SQLiteError.translated { try pool.read { try body(SQLiteConnection($0)) } }
  }

  func write<T>(_ scope: SQLScope, _ body: (any SQLConnection) throws -> T) throws -> T {
    try SQLiteError.translated { try pool.write { try body(SQLiteConnection($0)) } }
  }

  func administer<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    try SQLiteError.translated {
      try pool.barrierWriteWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          result = try body(SQLiteConnection(database))
          return .commit
        }
        guard let result else { throw SQLError(.other, "the transaction gave no result") }
        return result
      }
    }
  }

  func witness<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    try SQLiteError.translated { try pool.read { try body(SQLiteConnection($0)) } }
  }

  func integrityFaults() throws -> [String] {
    try SQLiteError.translated {
      try pool.read { database in
        let found = try String.fetchAll(database, sql: "PRAGMA integrity_check")
        let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row -> String in
          "row \(row["rowid"] as Int64? ?? 0) of \(row["table"] as String? ?? "") refers to nothing"
        }
        return found.filter { $0 != "ok" } + orphans
      }
    }
  }

  func backUp<T>(to path: String, _ witness: (any SQLConnection) throws -> T) throws -> T {
    guard !FileManager.default.fileExists(atPath: path) else { throw SQLError(.denied, "the file exists") }
    try SQLiteDatabase.prepareFile(path, creating: true)
    do {
      return try SQLiteError.translated {
        let copy = try DatabaseQueue(path: path)
        defer { try? copy.close() }
        return try pool.read { source in
          let result = try witness(SQLiteConnection(source))
          try copy.writeWithoutTransaction { target in
            try source.backup(to: target)
            // The copy is one file: no log beside it.
            try target.execute(sql: "PRAGMA journal_mode = DELETE")
          }
          return result
        }
      }
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  func restore(from path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { throw SQLError(.missing, "no such file") }
    try SQLiteError.translated {
      var configuration = Configuration()
      configuration.readonly = true
      let source = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? source.close() }
      try source.backup(to: pool)
    }
  }

  /// Folds the log into the file, unless somebody else still reads it: the file alone is then the whole database.
  func close() {
    try? pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA busy_timeout = 0")
      try database.checkpoint(.truncate)
    }
    try? pool.close()
  }
}
