import Databases
import Quantities
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct JobTests {
  @Test(arguments: TestEngine.available) func `Progress grows to its end`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let job = try firm.receive(yearly(2024, count: 6000))
      let claim = try #require(try store.jobs.claim(as: "worker", at: dawn))
      var told: [Int] = []
      var totals: Set<Int> = []
      let seen = Mutex<[Int]>([])
      let ended = try store.jobs.work(on: claim, clock: { dawn }) { done, total in
        told.append(done)
        totals.insert(total)
        // Others see it as well, from any process.
        if let job = try? firm.job(job.number) { seen.withLock { $0.append(job.done) } }
      }
      #expect(told == told.sorted() && told.count > 2)
      #expect(totals == [18_000])
      #expect(told.last == 18_000)
      #expect(seen.withLock { $0 } == told)
      #expect(ended.done == ended.total && ended.total == 18_000)
    }
  }

  @Test(arguments: TestEngine.available) func `A job that waits is stopped at once`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let job = try firm.receive(yearly(2024))
      try firm.cancelJob(job.number, at: dawn)
      #expect(try firm.job(job.number).state == .cancelled)
      #expect(try store.jobs.claim(as: "worker", at: dawn) == nil)
      #expect(reason { try firm.cancelJob(job.number, at: dawn) } == .says(.jobEnded))
      #expect(reason { try firm.cancelJob(99, at: dawn) } == .says(.notFound))
      // The same file is received anew.
      #expect(try store.load(yearly(2024), into: firm).state == .done)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A job that is stopped while its file comes in stays stopped`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      var upload = try firm.receiveLedger(named: "x.txt", at: dawn)
      try upload.add(yearly(2024)[...])
      let number = try #require(try firm.jobs().first?.number)
      #expect(try firm.job(number).state == .receiving)
      try firm.cancelJob(number, at: dawn)
      #expect(reason { try upload.finish(at: dawn) } == .says(.jobCancelled))
      #expect(try firm.job(number).state == .cancelled)
      #expect(try store.jobs.isIdle())
    }
  }

  @Test(arguments: TestEngine.available)
  func `A job that is stopped while it runs leaves nothing`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      let job = try firm.receive(yearly(2024, count: 6000))
      let claim = try #require(try store.jobs.claim(as: "worker", at: dawn))
      let ended = try store.jobs.work(on: claim, clock: { dawn }) { _, _ in
        try? firm.cancelJob(job.number, at: dawn)
      }
      #expect(ended.state == .cancelled && ended.hasEnded && ended.outcome == nil)
      #expect(try firm.years().isEmpty)
      for table in ["ledger", "ledger_line", "ledger_entry", "ledger_name", "ledger_account", "upload"] {
        #expect(try database.witness { try $0.row("SELECT COUNT(*) FROM \(table)")?.int(0) } == 0, "\(table)")
      }
    }
  }

  @Test(arguments: TestEngine.available)
  func `A file that is given up leaves nothing`(engine: TestEngine) throws {
    try withStoreAndDatabase(engine) { store, database in
      let firm = try store.newFirm()
      var upload = try firm.receiveLedger(named: "x.txt", at: dawn)
      try upload.add(yearly(2024, count: 9000)[...])
      try upload.abandon()
      #expect(try firm.jobs().isEmpty)
      #expect(try database.witness { try $0.row("SELECT COUNT(*) FROM upload")?.int(0) } == 0)
    }
  }

  @Test(arguments: TestEngine.available) func `Each job is lent to one worker`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firms = try ["alpha", "beta", "gamma"].map { try store.newFirm($0) }
      for firm in firms { _ = try firm.receive(yearly(2024)) }
      let claims = try onThreads(6) { try store.jobs.claim(as: "worker \($0)", at: dawn) }.compactMap(\.self)
      #expect(claims.count == 3)
      #expect(Set(claims.map(\.organisation)) == Set(firms.map(\.id)))
      for claim in claims { #expect(try store.jobs.work(on: claim, clock: { dawn }).state == .done) }
      #expect(try store.jobs.isIdle())
    }
  }

  @Test(arguments: TestEngine.available)
  func `A job that is stopped as it is taken is stopped or done, never failed`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      for cents in 1...10 {
        let job = try firm.receive(yearly(2024, cents: cents))
        _ = try onThreads(2) { number in
          if number == 0 {
            let refusal = reason { try firm.cancelJob(job.number, at: dawn) }
            #expect(refusal == nil || refusal == .says(.jobEnded))
          } else if let claim = try store.jobs.claim(as: "worker", only: job, at: dawn) {
            _ = try store.jobs.work(on: claim, clock: { dawn })
          }
        }
        let ended = try firm.job(job.number)
        #expect([.cancelled, .done].contains(ended.state), "\(ended)")
      }
    }
  }
}
