import Accounting
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct ImportTests {
  private func imported(_ job: Job) throws -> JobOutcome.Imported {
    guard case .imported(let imported) = job.outcome else { throw NotImported(state: job.state) }
    return imported
  }

  private struct NotImported: Error { let state: Job.State }

  @Test(arguments: TestEngine.available)
  func `The same file again is known by its content`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let first = try imported(store.load(yearly(2024), into: firm))
      #expect(first.wasThere == false && first.version == 1 && first.difference == nil)
      let job = try firm.receive(yearly(2024), named: "renamed.txt")
      #expect(job.state == .done)
      let again = try imported(job)
      #expect(again.wasThere && again.ledger == first.ledger && again.version == 1)
      #expect(try firm.ledgers(of: 1).count == 1)
      #expect(try store.jobs.isIdle())
    }
  }

  @Test(arguments: TestEngine.available)
  func `The same file received twice at once is one job`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let jobs = try onThreads(4) { _ in try firm.receive(yearly(2024)) }
      #expect(Set(jobs.map(\.number)).count == 1)
      #expect(try firm.jobs().count == 1)
      let claim = try #require(try store.jobs.claim(as: "worker", at: dawn))
      #expect(try store.jobs.work(on: claim, clock: { dawn }).state == .done)
      #expect(try store.jobs.claim(as: "worker", at: dawn) == nil)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A corrected file is a new version that says what it changes`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let old = [
        FECEntry(number: 1, day: "20240105", cents: 100_00), FECEntry(number: 2, day: "20240205", cents: 50_00),
        FECEntry(number: 3, day: "20240305", cents: 10_00), FECEntry(number: 4, day: "20241230", cents: 1_00),
      ]
      // The second entry is dated otherwise, the third is gone, the fourth costs more, the fifth is new.
      let new = [
        old[0], FECEntry(number: 2, day: "20240206", cents: 50_00), FECEntry(number: 4, day: "20241230", cents: 2_00),
        FECEntry(number: 5, day: "20241231", account: "6063", cents: 3_00),
      ]
      try store.load(fec(old), into: firm)
      let change = try imported(store.load(fec(new), into: firm))
      #expect(change.version == 2 && change.year == 1)
      let difference = try #require(change.difference)
      #expect([difference.added, difference.removed, difference.changed] == [1, 1, 2])
      #expect(difference.accounts.map(\.account) == ["401", "6061", "6063"])
      #expect(difference.accounts.map { $0.after.cents - $0.before.cents } == [6_00, -9_00, 3_00])
      #expect(try firm.ledgers(of: 1).map(\.isCurrent) == [false, true])
      #expect(try firm.ledger(of: 1).ledger.lines == FECReader.read(fec(new)).ledger.lines)
      #expect(try firm.balances(of: 1).count == 2)
      // The first one again is a third version.
      #expect(try imported(store.load(fec(old), into: firm)).version == 3)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A file that is refused is an ended job that says why`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      var bytes = yearly(2024)
      bytes.replace(Array("100,00|0,00".utf8), with: Array("100,01|0,00".utf8))
      let job = try store.load(bytes, into: firm, named: "faulty.txt")
      #expect(job.state == .failed && job.hasEnded)
      var said: [Diagnostic] = []
      do throws(Refusal) { _ = try FECReader.read(bytes, name: LedgerFileName("faulty.txt")) } catch {
        said = error.inFile("faulty.txt").diagnostics
      }
      #expect(!said.isEmpty)
      #expect(job.outcome == .refused(said))
      #expect(try firm.years().isEmpty)
      #expect(try store.jobs.isIdle())
      // Sent again, it is read again: a failed job is no twin.
      #expect(try store.load(bytes, into: firm).number == job.number + 1)
    }
  }

  @Test(arguments: TestEngine.available)
  func `An empty file is refused as the reader refuses it`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let job = try store.load([], into: firm)
      guard case .refused(let diagnostics) = job.outcome else { throw NotImported(state: job.state) }
      #expect(diagnostics.map(\.message.key) == [FECMessage.fileEmpty.rawValue])
    }
  }

  @Test(arguments: TestEngine.available)
  func `A file of several parts is the same ledger`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let bytes = yearly(2024, count: 9000)
      #expect(bytes.count > 1 << 20)
      try store.load(bytes, into: firm)
      let kept = try firm.ledger(of: 1)
      let read = try FECReader.read(bytes).ledger
      #expect(kept.ledger.lines == read.lines)
      #expect(kept.ledger.entries == read.entries)
      #expect(kept.stored.lineCount == 18_000 && kept.stored.entryCount == 9000)
      #expect(try firm.balances(of: 1).map(\.debit).total() == kept.stored.total)
    }
  }

  @Test(arguments: TestEngine.available)
  func `A corrected file moves the dates of its year`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      func load(_ first: String, _ last: String) throws -> String {
        let entries = [FECEntry(number: 1, day: first), FECEntry(number: 2, day: last)]
        let outcome = try imported(store.load(fec(entries), into: firm))
        #expect(outcome.year == 1)
        let period = try firm.year(nil).period
        return period.start.iso + " " + period.end.iso
      }
      #expect(try load("20240105", "20241130") == "2024-01-01 2024-11-30")
      #expect(try load("20240105", "20241230") == "2024-01-01 2024-12-31")
      #expect(try load("20240305", "20250130") == "2024-03-01 2025-01-31")
      #expect(try load("20240405", "20240430") == "2024-04-01 2024-04-30")
      #expect(try firm.years().count == 1)
      #expect(try firm.year("2024-04-15").id == 1)
      #expect(reason { try firm.year("2023") } == .says(.yearUnknown))
    }
  }

  @Test(arguments: TestEngine.available)
  func `A file over two years is refused`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      try store.load(yearly(2023), into: firm)
      try store.load(yearly(2024), into: firm)
      let both = fec([FECEntry(number: 1, day: "20231205"), FECEntry(number: 2, day: "20240105")])
      let job = try store.load(both, into: firm)
      guard case .refused(let diagnostics) = job.outcome else { throw NotImported(state: job.state) }
      #expect(diagnostics.map(\.message.key) == [.says(.yearsOverlap)])
      #expect(try firm.years().map(\.period.label) == ["2023", "2024"])
    }
  }

  @Test(arguments: TestEngine.available)
  func `Of two files of one year at once, exactly one is in force`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let files = (0..<3).map { yearly(2024, count: 40, cents: 100 + $0) }
      let jobs = try files.map { try firm.receive($0) }
      let ended = try onThreads(jobs.count) { number in
        let claim = try #require(try store.jobs.claim(as: "worker \(number)", only: jobs[number], at: dawn))
        return try store.jobs.work(on: claim, clock: { dawn })
      }
      #expect(ended.allSatisfy { $0.state == .done })
      #expect(try Set(ended.map { try imported($0).version }) == [1, 2, 3])
      let ledgers = try firm.ledgers(of: 1)
      #expect(ledgers.map(\.isCurrent) == [false, false, true])
      #expect(try firm.years().count == 1)
      // Each says what it changes against the version it did replace.
      for job in ended {
        let outcome = try imported(job)
        #expect((outcome.difference == nil) == (outcome.version == 1))
      }
    }
  }
}
