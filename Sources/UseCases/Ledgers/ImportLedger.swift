// A FEC from disk into a store: received in parts, then imported by whichever process takes the job.

import Accounting
import Foundation
import Quantities
import Storage

/// Imports ledgers into a store.
public struct ImportLedger: Sendable {
  private let store: Store
  private let clock: @Sendable () -> Timestamp
  private let worker: String
  private let lease: Int64

  /// The job on a store.
  ///
  /// - Parameters:
  ///   - worker: a name no other process has.
  ///   - lease: seconds without a sign of life after which other processes take this one's job over.
  ///   - clock: gives the moment.
  public init(
    _ store: Store, worker: String, lease: Int64 = JobQueue.leaseSeconds, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.store = store
    self.worker = worker
    self.lease = lease
    self.clock = clock
  }

  /// The organisation a FEC is of: the one named, else the one whose SIREN the file's name bears.
  ///
  /// - Throws: `organisation.siren-differs` when the file's name bears another's.
  public func organisation(for path: String, named name: String?) throws(Refusal) -> OrganisationStore {
    let file = InputFile(path: path)
    let siren = LedgerFileName(file.name).siren
    let firm: OrganisationStore
    // Without --organisation it is the file that names the firm.
    do throws(Refusal) { firm = try FindOrganisation.run(name ?? siren, in: store) } catch {
      throw name == nil ? error.inFile(file.name) : error
    }
    if let siren, let own = try firm.profile().siren, siren != own {
      throw Refusal(
        Diagnostic(
          .error, UseCaseMessage.sirenDiffers,
          ["siren": .text(siren), "own": .text(own), "name": .text(try firm.profile().name)], file: file.name))
    }
    return firm
  }

  /// Receives a file and queues its import.
  public func receive(_ path: String, for firm: OrganisationStore) throws(Refusal) -> Job {
    let file = InputFile(path: path)
    var upload = try firm.receiveLedger(named: file.name, at: clock())
    do throws(Refusal) {
      try file.parts { (part) throws(Refusal) in try upload.add(part) }
      return try upload.finish(at: clock())
    } catch {
      // What failed may be the database itself; a file half received is swept away by the next import.
      try? upload.abandon()
      throw error
    }
  }

  /// Sees a job to its end: does it, or waits for the process that does.
  ///
  /// - Parameter progress: told the steps done and those in all.
  public func finish(_ job: Job, progress: (Int, Int) -> Void = { _, _ in }) throws(Refusal) -> Job {
    let firm = try store.organisation(job.organisation, as: .console)
    while true {
      let now = try firm.job(job.number)
      if now.hasEnded { return now }
      progress(now.done, now.total)
      if let claim = try store.jobs.claim(as: worker, only: job, lease: lease, at: clock()) {
        do throws(Refusal) {
          return try store.jobs.work(on: claim, clock: clock, progress: progress)
        } catch { if !error.says(.jobLost) { throw error } }
      }
      // Another process is at it: its lease tells when to take over.
      Thread.sleep(forTimeInterval: 0.2)
    }
  }

  /// Does the jobs that wait, one after the other.
  ///
  /// - Parameters:
  ///   - untilIdle: whether to stop when nothing waits or runs any more; else it never returns.
  ///   - ended: told each job that ended.
  public func work(untilIdle: Bool, ended: (Job) -> Void) throws(Refusal) {
    while true {
      if let claim = try store.jobs.claim(as: worker, lease: lease, at: clock()) {
        do throws(Refusal) {
          ended(try store.jobs.work(on: claim, clock: clock))
        } catch {
          // A service outlives a server that restarts; a command says what is wrong.
          if error.says(.jobLost) { continue }
          guard !untilIdle, error.says(.busy) || error.says(.unreachable) || error.says(.full) else { throw error }
          Thread.sleep(forTimeInterval: 5)
        }
      } else if untilIdle, try store.jobs.isIdle() {
        return
      } else {
        Thread.sleep(forTimeInterval: 0.5)
      }
    }
  }
}
