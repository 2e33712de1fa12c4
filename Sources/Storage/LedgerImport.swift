// The import of a ledger: checked whole, loaded by parts that nobody sees, then put in force by one transaction.

import Accounting
import Databases
import Quantities

/// One run of an import. It goes on where an earlier run of the same job left off.
struct LedgerImport {
  let store: OrganisationStore
  let lease: JobLease
  private let claim: JobClaim
  private let clock: @Sendable () -> Timestamp
  private let file: UploadedFile

  init(
    database: any SQLDatabase, claim: JobClaim, clock: @escaping @Sendable () -> Timestamp,
    isStopping: @escaping @Sendable () -> Bool
  ) {
    // Who asked was allowed to when they asked: the work is theirs.
    let principal = claim.actor.split(separator: ":").last.flatMap { Int64($0) }.map { Principal.person(PersonID($0)) }
    store = OrganisationStore(
      database: database, id: claim.organisation, principal: principal ?? .console, role: .owner)
    self.claim = claim
    self.clock = clock
    lease = JobLease(store: store, claim: claim, clock: clock, isStopping: isStopping)
    file = UploadedFile(lease)
  }

  /// Runs to the end of the job: done, failed or cancelled.
  func run(_ progress: (Int, Int) -> Void) throws(Refusal) {
    do throws(Refusal) {
      guard claim.attempt <= JobQueue.attempts else { throw Refusal(.jobTooOften) }
      let stream = try check()
      // What an earlier run began to remove is not whole any more.
      let begun = try store.read { try LoadingLedger.of(claim, $0) }
      if begun?.isAbandoned == true { try clear() }
      let loader = LedgerLoader(stream: stream, store: store, fence: lease.fence)
      let ledger = try begin(stream)
      try loader.load(into: ledger, progress)
      try publish(ledger, stream)
    } catch {
      // A part that could not be read is the database's failure, not the file's.
      let error = file.failure ?? error
      guard let ending = ending(of: error) else { throw error }
      try clear()
      try end(ending.state, ending.outcome)
    }
    discardFile()
  }

  /// Removes the file that came in, by parts, so that other writers get their turn. The job has ended whatever happens here:
  /// what is left is swept when the firm's next file comes in.
  private func discardFile() {
    let parts = claim.byteCount / LedgerUpload.partBytes + 1
    for end in stride(from: 8, to: parts + 8, by: 8) {
      _ = try? store.write(.keep) { transaction in
        try transaction.execute(
          "DELETE FROM upload WHERE organisation_id = $1 AND job = $2 AND part < $3",
          [SQLValue(claim.number), SQLValue(end)])
      }
    }
  }

  private func check() throws(Refusal) -> LedgerStream {
    do throws(Refusal) {
      let stream = try LedgerStream(file.source, name: LedgerFileName(claim.fileName))
      try file.checkFingerprint()
      return stream
    } catch { throw error.inFile(claim.fileName) }
  }

  /// What is odd about the file, with its name.
  private func warnings(_ stream: LedgerStream) -> [Diagnostic] {
    stream.diagnostics.map { $0.inFile(claim.fileName) }
  }

  /// How the job ends after `error`; nil when it does not: the database failed, and the work goes on another time.
  private func ending(of error: Refusal) -> (state: Job.State, outcome: JobOutcome?)? {
    if error.says(.jobCancelled) { return (.cancelled, nil) }
    let transient: [StorageMessage] = [
      .busy, .full, .damaged, .unreachable, .denied, .defect, .missing, .jobLost, .jobPaused,
    ]
    guard !transient.contains(where: error.says) else { return nil }
    return (.failed, .refused(error.diagnostics))
  }

  /// The ledger that this job loads: the one an earlier run began, or a new one.
  private func begin(_ stream: LedgerStream) throws(Refusal) -> LoadingLedger {
    let now = clock()
    return try store.write(.keep) { transaction in
      try lease.fence(transaction, 0, LedgerLoader.steps(stream))
      try StoredYear.check(stream.fiscalYear, transaction)
      if let begun = try LoadingLedger.of(claim, transaction) { return begun }
      let last = try transaction.row("SELECT COALESCE(MAX(id), 0) FROM ledger WHERE organisation_id = $1")
      let id = try last.nextNumber()
      try transaction.insert(
        into: "ledger",
        [
          "id": SQLValue(id), "version": 0, "state": "loading", "job": SQLValue(claim.number),
          "sha256": .text(claim.sha256), "file_name": .text(claim.fileName),
          "byte_count": SQLValue(claim.byteCount), "line_count": SQLValue(stream.survey.lineCount),
          "entry_count": SQLValue(stream.survey.entryCount), "debit_cents": .integer(stream.survey.debit.cents),
          "starts_on": .text(stream.fiscalYear.start.iso), "ends_on": .text(stream.fiscalYear.end.iso),
          "warnings": .text(DiagnosticsDocument.text(warnings(stream))), "loaded_lines": 0, "loaded_entries": 0,
          "imported_at": .integer(now.milliseconds), "imported_by": .text(claim.actor),
        ])
      return LoadingLedger(id: id, lines: 0, entries: 0, isAbandoned: false)
    }
  }

  /// Puts the loaded ledger in force in place of the one before.
  private func publish(_ ledger: LoadingLedger, _ stream: LedgerStream) throws(Refusal) {
    while true {
      // The comparison reads much and holds nobody up; it is made again if another ledger came in force meanwhile.
      let compared = try store.read { transaction -> (replaced: StoredLedger?, difference: LedgerDifference?) in
        guard let year = try StoredYear.touched(by: stream.fiscalYear, transaction).first,
          let current = try StoredLedger.current(year.id, transaction)
        else { return (nil, nil) }
        return (current, try LedgerDifference(from: current.id, to: ledger.id, transaction))
      }
      let isDone = try store.write(.keep) { transaction in
        try put(ledger, stream, replacing: compared.replaced, compared.difference, transaction)
      }
      if isDone { return }
    }
  }

  /// One transaction; false when the ledger it would replace is not the one it was compared with.
  private func put(
    _ ledger: LoadingLedger, _ stream: LedgerStream, replacing replaced: StoredLedger?,
    _ difference: LedgerDifference?, _ transaction: TenantTransaction
  ) throws -> Bool {
    let total = LedgerLoader.steps(stream)
    try lease.fence(transaction, total, total)
    let current = try StoredYear.touched(by: stream.fiscalYear, transaction).first.flatMap {
      try StoredLedger.current($0.id, transaction)
    }
    guard current?.id == replaced?.id else { return false }
    let year = try StoredYear.taking(stream.fiscalYear, transaction)
    try transaction.execute(
      "UPDATE ledger SET state = 'replaced' WHERE organisation_id = $1 AND fiscal_year_id = $2 AND state = 'current'",
      [SQLValue(year.id)])
    let last = try transaction.row(
      "SELECT COALESCE(MAX(version), 0) FROM ledger WHERE organisation_id = $1 AND fiscal_year_id = $2",
      [SQLValue(year.id)])
    let version = try last.nextNumber()
    try transaction.execute(
      """
      UPDATE ledger SET state = 'current', fiscal_year_id = $3, version = $4 WHERE organisation_id = $1 AND id = $2
      """, [SQLValue(ledger.id), SQLValue(year.id), SQLValue(version)])
    try lease.end(
      .done,
      .imported(
        .init(
          ledger: ledger.id, year: year.id, version: version, wasThere: false, difference: difference,
          warnings: warnings(stream))), transaction)
    try store.log(transaction, .ledgerImported, "\(year.id) v\(version) job \(claim.number)", at: clock())
    return true
  }

  /// Removes what was loaded, by parts.
  private func clear() throws(Refusal) {
    while let ledger = try store.read({ try LoadingLedger.of(claim, $0) }) {
      let isGone = try store.write(.keep) { transaction in
        try lease.renew(transaction)
        return try ledger.removePart(transaction)
      }
      if isGone { return }
    }
  }

  private func end(_ state: Job.State, _ outcome: JobOutcome?) throws(Refusal) {
    try store.write(.keep) { try lease.end(state, outcome, $0) }
  }
}
