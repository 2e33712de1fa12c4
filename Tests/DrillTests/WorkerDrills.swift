import Databases
import Foundation
import TestSupport
import Testing

extension Drills {
  @Suite struct Workers {
    @Test(arguments: TestEngine.available)
    func `Of two processes at work on one database, one is killed and the other ends its job`(
      engine: TestEngine
    ) throws {
      let queue = ["import", try DrillLedger.first.get(), "--detach"]
      let work = ["jobs", "work", "--until-idle", "--lease", "2"]
      let (start, whole, after) = try withAddress(engine, from: DrillStores.firms) { address in
        let database = ["--database", address.typed]
        let start = try Program.seconds(["organisation", "list"] + database)
        try Program.succeed(queue + database)
        return (start, try Program.seconds(work + database), try DrillState(address))
      }
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        let moment = Double.random(in: (start * 0.8)...max(start, whole), using: &numbers)
        try withAddress(engine, from: DrillStores.firms) { address in
          let database = ["--database", address.typed]
          try Program.succeed(queue + database)
          let first = try Program.start(work + database)
          let second = try Program.start(work + database)
          Thread.sleep(forTimeInterval: moment)
          first.kill()
          let killed = try first.wait()
          let survivor = try second.wait()
          let said: Comment = "seed \(seed), killed after \(moment) s: \(killed.shown) — the other: \(survivor.shown)"

          #expect(survivor.code == 0, said)
          let end = try DrillState(address, verifying: true)
          #expect(end == after, "\(said) — ended \(end.difference(from: after))")
          let jobs = try Program.run(["jobs", "list", "--organisation", DrillLedger.siren] + database)
          #expect(jobs.said.contains("fait") && !jobs.said.contains("en cours"), "\(said) — \(jobs.shown)")
          #expect(end.faults.isEmpty, "\(said) — at the end: \(end.faults)")
        }
      }
    }
  }
}
