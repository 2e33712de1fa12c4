// A worker's hold on a job: renewed by whatever the work writes, and lost when another takes the job over.

import Databases
import Quantities

/// The hold of one claim.
struct JobLease: Sendable {
  let store: OrganisationStore
  let claim: JobClaim
  let clock: @Sendable () -> Timestamp
  /// Whether this process is to let go of its work: asked before each part of it.
  let isStopping: @Sendable () -> Bool

  private func checkGoing() throws(Refusal) {
    if isStopping() { throw Refusal(.jobPaused) }
  }

  /// What tells this claim from any other, as `$2` to `$4` of a statement.
  var identity: [SQLValue] { [SQLValue(claim.number), .text(claim.worker), SQLValue(claim.attempt)] }

  private var end: SQLValue { .integer(clock().adding(seconds: claim.lease).milliseconds) }

  /// Extends the lease and tells how far the work is. Every write of the work begins with it, so that a worker whose job
  /// was taken over changes nothing.
  func fence(_ transaction: TenantTransaction, _ done: Int, _ total: Int) throws {
    try checkGoing()
    let row = try transaction.row(
      """
      UPDATE job SET lease_until = $5, done = $6, total = $7
      WHERE organisation_id = $1 AND number = $2 AND worker = $3 AND attempts = $4 AND state = 'running'
      RETURNING cancels
      """, identity + [end, SQLValue(done), SQLValue(total)])
    guard let row else { throw Refusal(.jobLost) }
    guard try row.integer(0) == 0 else { throw Refusal(.jobCancelled) }
  }

  /// Extends the lease of a job that may have been stopped: whoever took it over may be loading what would be removed.
  func renew(_ transaction: TenantTransaction) throws {
    try checkGoing()
    let count = try transaction.execute(
      """
      UPDATE job SET lease_until = $5
      WHERE organisation_id = $1 AND number = $2 AND worker = $3 AND attempts = $4 AND state = 'running'
      """, identity + [end])
    guard count == 1 else { throw Refusal(.jobLost) }
  }

  /// Extends the lease while nothing is written.
  func renew() throws(Refusal) { try store.write(.keep) { try renew($0) } }

  /// Gives the job back, so that nobody has to wait for the lease to end. What fails here is mended by the lease.
  ///
  /// - Parameter wasTried: whether it counts as an attempt: work that was let go of may go on as often as need be.
  func release(wasTried: Bool) {
    _ = try? store.write(.keep) { transaction in
      try transaction.execute(
        """
        UPDATE job SET state = 'queued', worker = NULL, lease_until = NULL, attempts = attempts - $5
        WHERE organisation_id = $1 AND number = $2 AND worker = $3 AND attempts = $4 AND state = 'running'
        """, identity + [SQLValue(wasTried ? 0 : 1)])
    }
  }

  /// Ends the job.
  func end(_ state: Job.State, _ outcome: JobOutcome?, _ transaction: TenantTransaction) throws {
    let count = try transaction.execute(
      """
      UPDATE job SET state = $5, result = $6, finished_at = $7, worker = NULL, lease_until = NULL
      WHERE organisation_id = $1 AND number = $2 AND worker = $3 AND attempts = $4 AND state = 'running'
      """,
      identity + [.text(state.rawValue), .text(outcome?.text ?? ""), .integer(clock().milliseconds)])
    guard count == 1 else { throw Refusal(.jobLost) }
  }
}
