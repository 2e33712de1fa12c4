// The schema in numbered steps that only go forward.

import CarbonAccounting
import Databases
import Quantities

/// The steps that make the schema, for each engine.
public struct Schema: Sendable {
  /// One numbered file.
  public struct Step: Sendable, Hashable {
    /// From 1, without gaps.
    public let number: Int
    /// The file's name without number and extension.
    public let name: String
    /// The statements.
    public let script: String

    /// SHA-256 of the script, in hexadecimal.
    var sha256: String { Fingerprint.sha256(script) }
  }

  private let steps: [String: [Step]]

  /// The steps in these files.
  ///
  /// - Parameter files: bytes by path, such as `sqlite/0001-people.sql`.
  public init(files: [String: [UInt8]]) {
    var steps: [String: [Step]] = [:]
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".sql") {
      let parts = path.split(separator: "/")
      guard parts.count == 2, let number = Int(parts[1].prefix(4)) else { continue }
      let name = String(parts[1].dropFirst(5).dropLast(4))
      steps[String(parts[0]), default: []].append(
        Step(number: number, name: name, script: String(decoding: bytes, as: UTF8.self)))
    }
    self.steps = steps
  }

  /// The steps of an engine, first to last.
  public func steps(for dialect: String) -> [Step] { steps[dialect] ?? [] }

  /// The same schema as an earlier program knew it: tests of migration.
  public func upTo(_ number: Int) -> Schema {
    Schema(steps: steps.mapValues { $0.filter { $0.number <= number } })
  }

  private init(steps: [String: [Step]]) { self.steps = steps }

  /// Where a database stands.
  public enum State: Sendable, Hashable {
    /// Nothing in it.
    case empty
    /// At the last step this program knows.
    case current
    /// At an earlier step.
    case older(Int)
  }

  /// Where the database stands.
  ///
  /// - Throws: a refusal when it is newer than this program, is another program's, or a step was altered.
  func state(_ connection: any SQLConnection, _ dialect: String) throws -> State {
    let tables = try connection.tableNames()
    guard tables.contains("schema_migration") else {
      guard tables.isEmpty else { throw Refusal(.notOurs) }
      return .empty
    }
    let applied = try connection.rows("SELECT number, name, sha256 FROM schema_migration ORDER BY number")
    let known = steps(for: dialect)
    guard applied.count <= known.count else {
      throw Refusal(.newer, ["database": .integer(applied.count), "program": .integer(known.count)])
    }
    for (row, step) in zip(applied, known) where try row.int(0) != step.number || row.text(2) != step.sha256 {
      throw Refusal(.altered, ["step": .text(try row.text(1))])
    }
    if applied.isEmpty { return .empty }
    return applied.count == known.count ? .current : .older(applied.count)
  }

  /// Brings the database to the last step. An empty one is made whole in one transaction: nobody ever meets it half made.
  /// One of an earlier program takes a transaction for each step, so that each is there whole or not at all.
  ///
  /// - Returns: the steps that were applied.
  func migrate(_ database: any SQLDatabase, at now: Timestamp) throws -> [Step] {
    let known = steps(for: database.dialect)
    // Another process may be at it too: what is done is looked up under the lock, here and below.
    let found = try database.administer { connection in
      let found = try state(connection, database.dialect)
      if found == .empty { for step in known { try apply(step, connection, at: now) } }
      return found
    }
    switch found {
    case .empty: return known
    case .current: return []
    case .older(let last):
      return try known.dropFirst(last).filter { step in
        try database.administer { connection in
          let found = try state(connection, database.dialect)
          guard case .older(let last) = found, last < step.number else { return false }
          try apply(step, connection, at: now)
          return true
        }
      }
    }
  }

  private func apply(_ step: Step, _ connection: any SQLConnection, at now: Timestamp) throws {
    try connection.run(
      script: """
        CREATE TABLE IF NOT EXISTS schema_migration (
          number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL);
        """)
    try connection.run(script: step.script)
    try connection.execute(
      "INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
      [SQLValue(step.number), .text(step.name), .text(step.sha256), .integer(now.milliseconds)])
  }
}
