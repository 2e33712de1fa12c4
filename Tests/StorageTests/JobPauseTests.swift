import Accounting
import Databases
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Work that is let go of because its process ends: at once, without a trace, and as often as need be.
@Suite struct JobPauseTests {
  @Test(arguments: TestEngine.available)
  func `Work that is told to stop ends at its next part, and the next worker goes on there at once`(
    engine: TestEngine
  ) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      let bytes = yearly(2024, count: 6000)
      let job = try firm.receive(bytes)
      let isStopping = Mutex(false)
      let claim = try #require(try store.jobs.claim(as: "first", at: dawn))
      let paused = reason {
        try store.jobs.work(
          on: claim, clock: { dawn }, isStopping: { isStopping.withLock { $0 } },
          progress: { _, _ in isStopping.withLock { $0 = true } })
      }
      #expect(paused == .says(.jobPaused))
      #expect(try firm.job(job.number).state == .queued)
      #expect(try database.witness { try $0.row("SELECT COUNT(*) FROM ledger_line")?.int(0) } == 5000)
      // Nobody has to wait for the lease: it was given back.
      let next = try #require(try store.jobs.claim(as: "second", at: dawn))
      var told: [Int] = []
      #expect(try store.jobs.work(on: next, clock: { dawn }, progress: { done, _ in told.append(done) }).state == .done)
      #expect(told.first == 10_000)
      #expect(try firm.ledger(of: 1).ledger.lines == FECReader.read(bytes).ledger.lines)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A job may be let go of more often than it may fail`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let job = try firm.receive(yearly(2024))
      for round in 1...8 {
        let claim = try #require(try store.jobs.claim(as: "worker \(round)", at: dawn))
        #expect(reason { try store.jobs.work(on: claim, clock: { dawn }, isStopping: { true }) } == .says(.jobPaused))
      }
      let claim = try #require(try store.jobs.claim(as: "last", at: dawn))
      #expect(try store.jobs.work(on: claim, clock: { dawn }).state == .done)
      #expect(try firm.job(job.number).state == .done)
    }
  }
}
