// The only way to an organisation's rows.

import Databases

/// A transaction bound to one organisation: every statement names it as $1, or does not run.
final class TenantTransaction {
  let id: OrganisationID
  private let connection: any SQLConnection

  init(_ connection: any SQLConnection, _ id: OrganisationID) {
    self.connection = connection
    self.id = id
  }

  /// The rows of an answer. `$1` is the organisation; `arguments` begin at `$2`.
  func rows(_ sql: String, _ arguments: [SQLValue] = []) throws -> [SQLRow] {
    try connection.rows(TenantTransaction.bound(sql), [.integer(id.number)] + arguments)
  }

  /// The first row, or nil.
  func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> SQLRow? { try rows(sql, arguments).first }

  /// Hands over the rows one by one.
  func query(_ sql: String, _ arguments: [SQLValue] = [], _ each: (SQLRow) throws -> Void) throws {
    try connection.query(TenantTransaction.bound(sql), [.integer(id.number)] + arguments, each)
  }

  /// Runs an UPDATE or DELETE; returns the number of rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue] = []) throws -> Int {
    try connection.execute(TenantTransaction.bound(sql), [.integer(id.number)] + arguments)
  }

  /// Inserts a row; the organisation is its first column.
  func insert(into table: String, _ row: KeyValuePairs<String, SQLValue>) throws {
    var batch = self.batch(into: table, row.map(\.key))
    append(row.map(\.value), to: &batch)
    try connection.insert(batch)
  }

  /// An empty batch of rows whose first column is the organisation.
  func batch(into table: String, _ columns: [String]) -> SQLBatch {
    SQLBatch(into: table, ["organisation_id"] + columns)
  }

  /// Adds a row to a batch made by `batch`.
  func append(_ row: [SQLValue], to batch: inout SQLBatch) { batch.append([.integer(id.number)] + row) }

  /// Inserts a batch made by `batch`, and empties it.
  func insert(_ batch: inout SQLBatch) throws {
    precondition(batch.columns.first == "organisation_id", "a batch names its organisation first")
    try connection.insert(batch)
    batch.removeAll()
  }

  /// Reference data belong to nobody: statements on them do not name an organisation.
  var reference: any SQLConnection { connection }

  /// The statement, which must name the organisation: one that forgets it is a defect that tests must not survive.
  private static func bound(_ sql: String) -> String {
    precondition(sql.contains("organisation_id = $1"), "a statement forgets its organisation: \(sql)")
    return sql
  }
}
