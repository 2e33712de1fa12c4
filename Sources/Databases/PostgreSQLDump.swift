// Backups go through PostgreSQL's own tools: a file of theirs can be read by any later version.

import Foundation

/// `pg_dump` and `pg_restore` on one file. The connection goes to them through the environment: command lines can be read by
/// everybody on the machine.
struct PostgreSQLDump {
  private let path: String
  private let connection: [String: String]
  private let name: String

  /// The tools for a server and a file.
  init(uri: String, path: String) throws {
    self.path = path
    connection = try PostgreSQLLink.environment(of: uri)
    guard let name = connection["PGDATABASE"] ?? connection["PGUSER"] else {
      throw SQLError(.missing, "the address names no database")
    }
    self.name = name
  }

  /// Makes the file, readable by its owner only, and runs `body`, which fills it; the file goes when that throws.
  func writing<T>(_ body: () throws -> T) throws -> T {
    // O_EXCL: a file that is there is never touched, nor one that somebody else makes meanwhile.
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw errno == ENOENT
        ? SQLError(.missing, "no such folder") : SQLError(.denied, "the file exists or cannot be made")
    }
    close(file)
    do { return try body() } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  /// Fills the file with the state of a snapshot.
  func dump(snapshot: String) throws {
    // Extensions are the server's: an owner who is no superuser could not make them again.
    try run(
      "pg_dump",
      [
        "--format=custom", "--snapshot=\(snapshot)", "--no-owner", "--enable-row-security", "--no-password",
        "--extension=plpgsql", "--file=\(path)",
      ], options: "-c \(PostgreSQLRole.witness)=on")
  }

  /// Fills the database, all or nothing. Row-level security and triggers come after the data.
  func restore() throws {
    guard FileManager.default.fileExists(atPath: path) else { throw SQLError(.missing, "no such file") }
    let head = try FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: 5)
    guard head == Data("PGDMP".utf8) else { throw SQLError(.damaged, "the file is no backup of PostgreSQL") }
    try run(
      "pg_restore",
      ["--no-owner", "--exit-on-error", "--single-transaction", "--no-password", "--dbname=\(name)", path], options: nil
    )
  }

  /// Runs a tool. Of what it says only its own first line is kept: the lines after it may hold values.
  private func run(_ tool: String, _ arguments: [String], options: String?) throws {
    var environment = ProcessInfo.processInfo.environment.merging(connection) { $1 }
    if let options {
      environment["PGOPTIONS"] = [environment["PGOPTIONS"], options].compactMap(\.self).joined(separator: " ")
    }
    let process = Process()
    process.executableURL = try PostgreSQLDump.find(tool, in: environment["PATH"] ?? "")
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    do { try process.run() } catch { throw SQLError(.tool, "\(tool) cannot be started") }
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let line = said.split(separator: "\n").first { $0.hasPrefix("\(tool): error: ") }
      throw SQLError(.tool, line.map(String.init) ?? "\(tool) failed")
    }
  }

  private static func find(_ tool: String, in path: String) throws -> URL {
    let places = path.split(separator: ":").map { "\($0)/\(tool)" }
    guard let place = places.first(where: FileManager.default.isExecutableFile) else {
      throw SQLError(.tool, "\(tool) is not installed")
    }
    return URL(filePath: place)
  }
}
