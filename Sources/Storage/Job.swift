// Work that any process can take up: what is known of it.

import CanonicalJSON
import Databases
import Quantities

/// The import of a ledger, as a piece of work.
public struct Job: Sendable, Hashable {
  /// Where it stands.
  public enum State: String, Sendable {
    /// The file is still coming in.
    case receiving
    /// Waits for a worker.
    case queued
    /// A worker is at it.
    case running
    /// The ledger is in force.
    case done
    /// The file was refused.
    case failed
    /// Somebody stopped it.
    case cancelled
  }

  /// Whose it is.
  public let organisation: OrganisationID
  /// Its number in the organisation.
  public let number: Int
  /// Where it stands.
  public let state: State
  /// The file's name.
  public let fileName: String
  /// Steps done, of `total`.
  public let done: Int
  /// Steps in all; 0 until the file was checked.
  public let total: Int
  /// What came of it, once it has ended.
  public let outcome: JobOutcome?

  /// Whether it has ended.
  public var hasEnded: Bool { outcome != nil || state == .cancelled }

  static let columns = "number, state, file_name, done, total, result"

  init(_ row: SQLRow, of organisation: OrganisationID) throws {
    guard let state = State(rawValue: try row.text(1)) else { throw SQLError(.damaged, "a job without a state") }
    self.organisation = organisation
    self.number = try row.int(0)
    self.state = state
    self.fileName = try row.text(2)
    self.done = try row.count(3)
    self.total = try row.count(4)
    self.outcome = try JobOutcome(text: try row.text(5))
  }

  static func find(_ number: Int, _ transaction: TenantTransaction) throws -> Job {
    let row = try transaction.row(
      "SELECT \(columns) FROM job WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
    guard let row else { throw Refusal(.notFound) }
    return try Job(row, of: transaction.id)
  }
}

/// What came of an import.
public enum JobOutcome: Sendable, Hashable {
  /// A ledger came in force.
  case imported(Imported)
  /// The file was refused, for these reasons.
  case refused([Diagnostic])

  /// A ledger that came in force.
  public struct Imported: Sendable, Hashable {
    /// The ledger.
    public let ledger: Int
    /// Its fiscal year.
    public let year: Int
    /// Its version in the year.
    public let version: Int
    /// Whether it was in force already, so that nothing was done.
    public let wasThere: Bool
    /// What it changes against the version it replaces; nil for the first.
    public let difference: LedgerDifference?
    /// Warnings of the reader.
    public let warnings: [Diagnostic]
  }

  /// As the job keeps it; empty while there is none.
  var text: String {
    switch self {
    case .imported(let imported):
      JSONValue.object([
        "ledger": .integer(Int64(imported.ledger)), "year": .integer(Int64(imported.year)),
        "version": .integer(Int64(imported.version)), "was_there": .bool(imported.wasThere),
        "difference": imported.difference?.json ?? .null,
        "warnings": .string(DiagnosticsDocument.text(imported.warnings)),
      ]).canonicalText
    case .refused(let diagnostics):
      JSONValue.object(["refused": .string(DiagnosticsDocument.text(diagnostics))]).canonicalText
    }
  }

  init?(text: String) throws {
    guard !text.isEmpty else { return nil }
    let json = try JSONValue(parsing: Array(text.utf8))
    if let refused = json["refused"]?.text {
      self = .refused(try DiagnosticsDocument.read(refused))
      return
    }
    guard let ledger = json["ledger"]?.count, let year = json["year"]?.count,
      let version = json["version"]?.count, let warnings = json["warnings"]?.text
    else { throw SQLError(.damaged, "a job whose result cannot be read") }
    self = .imported(
      Imported(
        ledger: ledger, year: year, version: version, wasThere: json["was_there"] == .bool(true),
        difference: json["difference"].flatMap(LedgerDifference.init(json:)),
        warnings: try DiagnosticsDocument.read(warnings)))
  }
}
