// A file on its way in: kept in parts, so that any process can read it afterwards.

import Accounting
import CarbonAccounting
import Databases
import Quantities

/// A ledger being received. Parts are written as they come; nothing is kept in memory but one part.
public struct LedgerUpload: Sendable {
  /// Bytes of a part.
  static let partBytes = 1 << 20
  /// How long a file may take to come in, in seconds.
  static let patienceSeconds: Int64 = 86_400

  private let store: OrganisationStore
  private let number: Int
  private var part: [UInt8] = []
  private var parts = 0
  private var byteCount = 0
  private var fingerprint = Fingerprint.Running()

  init(_ store: OrganisationStore, number: Int) {
    self.store = store
    self.number = number
    part.reserveCapacity(LedgerUpload.partBytes)
  }

  /// Adds bytes.
  public mutating func add(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    var rest = bytes
    while !rest.isEmpty {
      let taken = rest.prefix(LedgerUpload.partBytes - part.count)
      part.append(contentsOf: taken)
      rest = rest.dropFirst(taken.count)
      if part.count == LedgerUpload.partBytes { try writePart() }
    }
  }

  private mutating func writePart() throws(Refusal) {
    fingerprint.add(part)
    byteCount += part.count
    let limit = FECLimits().fileBytes
    guard byteCount <= limit else {
      throw Refusal(Diagnostic(.error, FECMessage.fileTooLarge, ["limit": .integer(limit >> 20)]))
    }
    let row: [SQLValue] = [SQLValue(number), SQLValue(parts), .blob(part)]
    try store.write(.keep) { transaction in
      try checkReceiving(transaction)
      var batch = transaction.batch(into: "upload", ["job", "part", "content"])
      transaction.append(row, to: &batch)
      try transaction.insert(&batch)
    }
    parts += 1
    part.removeAll(keepingCapacity: true)
  }

  /// A job that was cancelled while its file came in stays so.
  private func checkReceiving(_ transaction: TenantTransaction) throws {
    guard try Job.find(number, transaction).state == .receiving else { throw Refusal(.jobCancelled) }
  }

  /// Ends the file and queues its import.
  ///
  /// - Returns: the job; the one under way when the same file is being imported already; an ended one when the same file
  ///   is in force.
  /// - Throws: `storage.job-cancelled` when it was cancelled meanwhile.
  public mutating func finish(at now: Timestamp) throws(Refusal) -> Job {
    if !part.isEmpty { try writePart() }
    let upload = self
    let (sha256, number, byteCount, parts) = (fingerprint.sha256, number, byteCount, parts)
    return try store.write(.keep) { transaction in
      try upload.checkReceiving(transaction)
      let twin = try transaction.row(
        """
        SELECT number FROM job
        WHERE organisation_id = $1 AND sha256 = $2 AND state IN ('queued', 'running') AND cancels = 0 AND number <> $3
        """, [.text(sha256), SQLValue(number)])
      if let twin {
        try LedgerUpload.discard(number, transaction)
        try transaction.execute("DELETE FROM job WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
        return try Job.find(try twin.int(0), transaction)
      }
      let standing = try transaction.row(
        "SELECT id, fiscal_year_id, version FROM ledger WHERE organisation_id = $1 AND sha256 = $2 AND state = 'current'",
        [.text(sha256)])
      var state = Job.State.queued
      var result = ""
      if let standing {
        try LedgerUpload.discard(number, transaction)
        state = .done
        result =
          JobOutcome.imported(
            .init(
              ledger: try standing.int(0), year: try standing.int(1), version: try standing.int(2), wasThere: true,
              difference: nil, warnings: [])
          ).text
      }
      try transaction.execute(
        """
        UPDATE job SET state = $3, sha256 = $4, byte_count = $5, parts = $6, result = $7, finished_at = $8
        WHERE organisation_id = $1 AND number = $2
        """,
        [
          SQLValue(number), .text(state.rawValue), .text(sha256), SQLValue(byteCount), SQLValue(parts), .text(result),
          state == .done ? .integer(now.milliseconds) : .null,
        ])
      return try Job.find(number, transaction)
    }
  }

  /// Gives the file up, unless it was queued after all.
  public func abandon() throws(Refusal) {
    try store.write(.keep) { transaction in
      let count = try transaction.execute(
        "DELETE FROM job WHERE organisation_id = $1 AND number = $2 AND state = 'receiving'", [SQLValue(number)])
      if count == 1 { try LedgerUpload.discard(number, transaction) }
    }
  }

  /// Removes the files that were never received to their end, and those of jobs that ended without doing it themselves.
  fileprivate static func sweep(_ transaction: TenantTransaction, before moment: Timestamp) throws {
    try transaction.execute(
      """
      DELETE FROM upload WHERE organisation_id = $1 AND job IN (
        SELECT number FROM job WHERE organisation_id = $1 AND state IN ('done', 'failed', 'cancelled'))
      """)
    let stale = try transaction.rows(
      "SELECT number FROM job WHERE organisation_id = $1 AND state = 'receiving' AND created_at < $2",
      [.integer(moment.milliseconds)])
    for row in stale {
      try discard(try row.int(0), transaction)
      try transaction.execute(
        "DELETE FROM job WHERE organisation_id = $1 AND number = $2 AND state = 'receiving'", [row.values[0]])
    }
  }

  static func discard(_ number: Int, _ transaction: TenantTransaction) throws {
    try transaction.execute("DELETE FROM upload WHERE organisation_id = $1 AND job = $2", [SQLValue(number)])
  }
}

extension OrganisationStore {
  /// Begins to receive a ledger.
  public func receiveLedger(named fileName: String, at now: Timestamp) throws(Refusal) -> LedgerUpload {
    let number = try write(.keep) { transaction in
      try LedgerUpload.sweep(transaction, before: now.adding(seconds: -LedgerUpload.patienceSeconds))
      // Ledgers name the job they came by: its number is not given twice.
      let jobs = try transaction.row("SELECT COALESCE(MAX(number), 0) FROM job WHERE organisation_id = $1")
      let ledgers = try transaction.row("SELECT COALESCE(MAX(job), 0) FROM ledger WHERE organisation_id = $1")
      let number = max(try jobs.nextNumber(), try ledgers.nextNumber())
      try transaction.insert(
        into: "job",
        [
          "number": SQLValue(number), "kind": "ledger", "state": .text(Job.State.receiving.rawValue),
          "file_name": .text(fileName), "sha256": "", "byte_count": 0, "parts": 0, "done": 0, "total": 0,
          "attempts": 0, "cancels": 0, "result": "", "created_at": .integer(now.milliseconds),
          "created_by": .text(principal.actor),
        ])
      return number
    }
    return LedgerUpload(self, number: number)
  }

  /// The jobs, latest first.
  public func jobs(limit: Int = 50) throws(Refusal) -> [Job] {
    try read { transaction in
      try transaction.rows(
        "SELECT \(Job.columns) FROM job WHERE organisation_id = $1 ORDER BY number DESC LIMIT $2", [SQLValue(limit)]
      ).map { try Job($0, of: id) }
    }
  }

  /// A job.
  public func job(_ number: Int) throws(Refusal) -> Job { try read { try Job.find(number, $0) } }

  /// Stops a job: at once when nobody is at it, else as soon as the worker notices.
  public func cancelJob(_ number: Int, at now: Timestamp) throws(Refusal) {
    try write(.keep) { transaction in
      let job = try Job.find(number, transaction)
      guard !job.hasEnded else { throw Refusal(.jobEnded, ["number": .integer(number)]) }
      try transaction.execute(
        "UPDATE job SET cancels = 1 WHERE organisation_id = $1 AND number = $2", [SQLValue(number)])
      // A job that never began has left nothing but its file.
      try transaction.execute(
        """
        UPDATE job SET state = 'cancelled', finished_at = $3
        WHERE organisation_id = $1 AND number = $2 AND attempts = 0
        """, [SQLValue(number), .integer(now.milliseconds)])
      if try Job.find(number, transaction).state == .cancelled { try LedgerUpload.discard(number, transaction) }
      try log(transaction, .jobCancelled, "\(number)", at: now)
    }
  }
}
