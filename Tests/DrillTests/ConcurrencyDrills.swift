import Databases
import Foundation
import TestSupport
import Testing

extension Drills {
  @Suite struct Together {
    @Test(arguments: TestEngine.available) func `One file imported by two processes at once comes in force once`(
      engine: TestEngine
    ) throws {
      let file = try DrillLedger.first.get()
      try atOnce(engine, DrillStores.firms, [file, file]) { state, said in
        #expect(Together.versions(state) == [DrillLedger.siren + " 1 current"], said)
      }
    }

    @Test(arguments: TestEngine.available) func `Two corrected ledgers of one year come in force one after the other`(
      engine: TestEngine
    ) throws {
      let files = try [DrillLedger.corrected.get(), DrillLedger.correctedAgain.get()]
      try atOnce(engine, DrillStores.firms, files) { state, said in
        #expect(
          Together.versions(state) == [DrillLedger.siren + " 1 replaced", DrillLedger.siren + " 2 current"], said)
      }
    }

    @Test(arguments: TestEngine.available) func `Two firms' ledgers imported at once do not disturb each other`(
      engine: TestEngine
    ) throws {
      let files = try [DrillLedger.first.get(), DrillLedger.other.get()]
      try atOnce(engine, DrillStores.firms, files) { state, said in
        #expect(
          Together.versions(state) == [DrillLedger.otherSIREN + " 1 current", DrillLedger.siren + " 1 current"], said)
      }
    }

    /// Imports files in as many processes, started within moments that the seed chooses, and checks what they left.
    private func atOnce(
      _ engine: TestEngine, _ template: TestTemplate, _ files: [String], _ check: (DrillState, Comment) throws -> Void
    ) throws {
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        let delay = Double.random(in: 0...0.3, using: &numbers)
        try withAddress(engine, from: template) { address in
          let children = try files.map { file in
            defer { Thread.sleep(forTimeInterval: delay) }
            return try Program.start(["import", file, "--database", address.typed])
          }
          let endings = try children.map { try $0.wait() }
          let said = Comment(rawValue: "seed \(seed): " + endings.map(\.shown).joined(separator: " — "))
          #expect(endings.allSatisfy { $0.code == 0 }, said)
          let end = try DrillState(address, verifying: true)
          try check(end, said)
          #expect(end.faults.isEmpty, "\(said) — at the end: \(end.faults)")
        }
      }
    }

    /// Each ledger's firm, version and state.
    private static func versions(_ state: DrillState) -> [String] {
      state.values("ledger", ["organisation_id", "file_name", "version", "state"]).map { row in
        "\(row[1].prefix(9)) \(row[2]) \(row[3])"
      }.sorted()
    }
  }
}
