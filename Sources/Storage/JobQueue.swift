// Which process does what: a job is lent to a worker for a while, and taken over when the worker is not heard of.

import Databases
import Quantities

/// The queue of the whole instance.
public struct JobQueue: Sendable {
  let database: any SQLDatabase

  /// How long a worker may be silent before another takes its job over, in seconds.
  public static let leaseSeconds: Int64 = 30
  /// How often a job is tried before it is given up.
  static let attempts = 5

  /// Takes the next job that waits, or whose worker is not heard of any more.
  ///
  /// - Parameters:
  ///   - worker: a name no other worker has.
  ///   - job: the only job to take, if only that one is wanted.
  /// - Returns: nil when there is nothing to do.
  public func claim(
    as worker: String, only job: Job? = nil, lease: Int64 = JobQueue.leaseSeconds, at now: Timestamp
  ) throws(Refusal) -> JobClaim? {
    try refusing {
      try database.write(.queue) { connection in
        let next = try connection.row(
          """
          SELECT organisation_id, number FROM job
          WHERE state IN ('queued', 'running') AND (state = 'queued' OR lease_until < $1)
            AND (CAST($2 AS BIGINT) = 0 OR (organisation_id = $2 AND number = $3))
          ORDER BY created_at, organisation_id, number LIMIT 1
          """,
          [
            .integer(now.milliseconds), .integer(job?.organisation.number ?? 0), SQLValue(job?.number ?? 0),
          ])
        guard let next else { return nil }
        // Its firm may have stopped it since: it does not wait for this transaction.
        let taken = try connection.row(
          """
          UPDATE job SET state = 'running', worker = $3, lease_until = $4, attempts = attempts + 1
          WHERE organisation_id = $1 AND number = $2 AND state IN ('queued', 'running')
          RETURNING attempts, file_name, byte_count, created_by, sha256
          """,
          [next.values[0], next.values[1], .text(worker), .integer(now.adding(seconds: lease).milliseconds)])
        guard let taken else { return nil }
        return try JobClaim(
          organisation: OrganisationID(next.integer(0)), number: next.int(1), worker: worker, attempt: taken.int(0),
          fileName: taken.text(1), byteCount: taken.count(2), actor: taken.text(3), lease: lease,
          sha256: taken.text(4))
      }
    }
  }

  /// Whether any job waits or runs.
  public func isIdle() throws(Refusal) -> Bool {
    try refusing {
      try database.read(.queue) { connection in
        try connection.row(
          "SELECT state FROM job WHERE state IN ('queued', 'running') ORDER BY state, created_at LIMIT 1") == nil
      }
    }
  }

  /// Does the work of a claim, to its end.
  ///
  /// - Parameters:
  ///   - clock: gives the moment; called for each part of the work.
  ///   - isStopping: whether to let go of the work, asked before each part of it: whoever takes it next goes on there.
  ///   - progress: told the steps done and those in all.
  /// - Returns: the job, ended.
  /// - Throws: a refusal when the database fails, or `storage.job-lost` when another worker has taken over,
  ///   or `storage.job-paused` when `isStopping` said so; the job then goes on later. A file that is refused is an ended job, not an error.
  public func work(
    on claim: JobClaim, clock: @escaping @Sendable () -> Timestamp,
    isStopping: @escaping @Sendable () -> Bool = { false }, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Refusal) -> Job {
    let run = LedgerImport(database: database, claim: claim, clock: clock, isStopping: isStopping)
    do throws(Refusal) {
      try run.run(progress)
    } catch {
      if !error.says(.jobLost) { run.lease.release(wasTried: !error.says(.jobPaused)) }
      throw error
    }
    return try run.store.job(claim.number)
  }
}

/// A job lent to a worker.
public struct JobClaim: Sendable, Hashable {
  /// Whose job it is.
  public let organisation: OrganisationID
  /// Its number there.
  public let number: Int
  /// Who took it.
  let worker: String
  /// How often it was taken: with the worker's name, what tells this claim from any other.
  let attempt: Int
  let fileName: String
  let byteCount: Int
  /// Who asked for the job.
  let actor: String
  let lease: Int64
  /// The fingerprint that was taken when the file came in.
  let sha256: String
}
