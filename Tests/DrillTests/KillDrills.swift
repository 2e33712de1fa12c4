import Databases
import Foundation
import TestSupport
import Testing

/// One command, killed at a random moment on copies of one store.
struct KillDrill {
  let engine: TestEngine
  let template: TestTemplate
  let command: [String]
  /// What `command` says when it is given again after it had been done whole, where that is a refusal.
  var refusedAgain: String?

  /// Kills the command once for each seed. Afterwards the store holds what it held before or all that the command does;
  /// it verifies; and the command given again ends as if nothing had happened.
  func run() throws {
    let (before, after, start, whole) = try withAddress(engine, from: template) { address in
      let before = try DrillState(address)
      let start = try Program.seconds(["organisation", "list", "--database", address.typed])
      let whole = try Program.seconds(command + ["--database", address.typed])
      return (before, try DrillState(address), start, whole)
    }
    #expect(before != after)
    for seed in Drills.seeds {
      var numbers = SeededNumbers(seed)
      let moment = Double.random(in: (start * 0.6)...max(start, whole * 1.02), using: &numbers)
      try withAddress(engine, from: template) { address in
        let database = ["--database", address.typed]
        let child = try Program.start(command + database)
        Thread.sleep(forTimeInterval: moment)
        child.kill()
        let killed = try child.wait()
        let said: Comment = "seed \(seed), killed after \(moment) s: \(killed.shown)"

        let state = try DrillState(address)
        #expect(state == before || state == after, "\(said) — left \(state.difference(from: after))")
        let check = try Program.run(["verify"] + database)
        #expect(check.code == 0, "\(said) — verify: \(check.shown)")
        let again = try Program.run(command + database)
        if let refusedAgain, state == after {
          #expect(again.code == 1 && again.said.contains(refusedAgain), "\(said) — again: \(again.shown)")
        } else {
          #expect(again.code == 0, "\(said) — again: \(again.shown)")
        }
        let end = try DrillState(address, verifying: true)
        #expect(end == after, "\(said) — ended \(end.difference(from: after))")
        #expect(end.faults.isEmpty, "\(said) — at the end: \(end.faults)")
        #expect(try KillDrill.filesLeft(address) == 0, "\(said) — parts of files left")
      }
    }
  }
}

extension KillDrill {
  /// Parts of files that nobody will read any more, a file that is still coming in apart.
  private static func filesLeft(_ address: DatabaseAddress) throws -> Int? {
    let database = try address.open(creating: false)
    defer { database.close() }
    return try database.witness { connection in
      try connection.row(
        """
        SELECT COUNT(*) FROM upload u
        WHERE NOT EXISTS (SELECT 1 FROM job j
          WHERE j.organisation_id = u.organisation_id AND j.number = u.job AND j.state = 'receiving')
        """
      )?.int(0)
    }
  }
}

extension Drills {
  @Suite struct Kills {
    @Test(arguments: TestEngine.available) func `An import that is killed leaves nothing, and is done when asked again`(
      engine: TestEngine
    ) throws {
      try KillDrill(
        engine: engine, template: DrillStores.firms, command: ["import", try DrillLedger.first.get(), "--lease", "1"]
      ).run()
    }

    @Test(arguments: TestEngine.available) func `A corrected ledger that is killed leaves the one before in force`(
      engine: TestEngine
    ) throws {
      try KillDrill(
        engine: engine, template: DrillStores.imported,
        command: ["import", try DrillLedger.corrected.get(), "--lease", "1"]
      ).run()
    }

    @Test(arguments: TestEngine.available) func `A closing that is killed seals all of a year or nothing`(
      engine: TestEngine
    ) throws {
      try KillDrill(
        engine: engine, template: DrillStores.joinery, command: DrillStores.closing, refusedAgain: "est clos"
      ).run()
    }
  }
}
