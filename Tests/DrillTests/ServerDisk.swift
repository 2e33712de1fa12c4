// A PostgreSQL database whose files lie on a small disk, while the server's own lie elsewhere: a server whose log finds
// no space stops at once, and says nothing to anybody.

import Databases
import Foundation
import TestSupport

/// Databases of the test server in a tablespace of their own.
enum ServerDisk {
  /// The folder of the server that `bin/postgres` started: its socket lets us in as the superuser.
  private static let server = ProcessInfo.processInfo.environment["SILLAGE_TEST_POSTGRES_FOLDER"]
  private static let url = ProcessInfo.processInfo.environment["SILLAGE_TEST_POSTGRES"].flatMap {
    URLComponents(string: $0)
  }

  /// Whether a drill can have one.
  static let isPossible = Ramdisk.isPossible && server?.isEmpty == false && url?.port != nil

  /// Why a drill is skipped.
  static let impossible = "no test server of bin/postgres on this machine, or no small disk for it (root only)"

  /// Runs `body` with the address of an empty database on the disk.
  static func with<T>(_ disk: Ramdisk, _ body: (DatabaseAddress) throws -> T) throws -> T {
    let name = "sillage_drill_" + UUID().uuidString.replacing("-", with: "").lowercased()
    let folder = disk.folder.appending(path: "space")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Tool.run("chown", "postgres", folder.path)
    try run("CREATE TABLESPACE \(name) LOCATION '\(folder.path)'")
    defer { try? run("DROP TABLESPACE IF EXISTS \(name)") }
    try run("CREATE DATABASE \(name) OWNER \(url?.user ?? "") TABLESPACE \(name)")
    defer { try? run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }
    guard var parts = url else { throw Child.Failure(description: impossible) }
    parts.path = "/" + name
    return try body(.server(parts.string ?? ""))
  }

  private static func run(_ sql: String) throws {
    try Tool.run(
      "psql", "--quiet", "--no-psqlrc", "--host=\(server ?? "")", "--port=\(url?.port ?? 0)", "--username=postgres",
      "--dbname=postgres", "--set=ON_ERROR_STOP=1", "--command=\(sql)")
  }
}
