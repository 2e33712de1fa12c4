import Databases
import Foundation
import TestSupport
import Testing

extension Drills {
  @Suite struct Damage {
    static let refusal = "elle est abîmée"

    @Test func `A log that was cut short or has a flipped bit leaves an earlier state, or is refused`() throws {
      let command = ["import", try DrillLedger.first.get()]
      let (after, start, whole) = try withAddress(.sqlite, from: DrillStores.joinery) { address in
        let start = try Program.seconds(["organisation", "list", "--database", address.typed])
        let whole = try Program.seconds(command + ["--database", address.typed])
        return (try DrillState(address), start, whole)
      }
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        let moment = Double.random(in: start...max(start, whole), using: &numbers)
        try withAddress(.sqlite, from: DrillStores.joinery) { address in
          let child = try Program.start(command + ["--lease", "1", "--database", address.typed])
          Thread.sleep(forTimeInterval: moment)
          child.kill()
          _ = try child.wait()
          for isCut in [true, false] {
            let harmed = try Damage.copy(address) { log in
              guard !log.isEmpty else { return }
              let place = Int.random(in: log.indices, using: &numbers)
              if isCut { log.removeLast(log.count - place) } else { log[place] ^= 1 << UInt8(numbers.next() % 8) }
            }
            let check = try Program.run(["verify", "--database", harmed.typed])
            let said: Comment = "seed \(seed), killed after \(moment) s, cut \(isCut): \(check.shown)"
            guard check.code == 0 else {
              #expect(check.code == 1 && check.said.contains(Damage.refusal), said)
              continue
            }
            let again = try Program.run(command + ["--database", harmed.typed])
            #expect(again.code == 0, "\(said) — again: \(again.shown)")
            let end = try DrillState(harmed, verifying: true)
            #expect(end == after, "\(said) — ended \(end.difference(from: after))")
            #expect(end.faults.isEmpty, "\(said) — at the end: \(end.faults)")
          }
        }
      }
    }

    @Test func `A flipped bit in the file is found, or changes nothing that is sealed`() throws {
      try withAddress(.sqlite, from: DrillStores.joinery) { address in
        try Program.succeed(DrillStores.closing + ["--database", address.typed])
        let sound = try DrillState(address)
        let bytes = try Data(contentsOf: URL(filePath: address.typed))
        // Cheap, so that several per seed are worth their while.
        for seed in Drills.seeds {
          var numbers = SeededNumbers(seed)
          for _ in 1...4 {
            var harmed = bytes
            let place = Int.random(in: 0..<harmed.count, using: &numbers)
            harmed[place] ^= 1 << UInt8(numbers.next() % 8)
            try withFolder { folder in
              let file = folder.appending(path: "test.db")
              try harmed.write(to: file)
              let check = try Program.run(["verify", "--database", file.path])
              let said: Comment = "seed \(seed), byte \(place): \(check.shown)"
              guard check.code == 0 else {
                #expect(check.code == 1 && check.said.contains("erreur"), said)
                return
              }
              let state = try DrillState(.file(file.path))
              for table in ["sealed_account", "carbon_entry", "posting", "reopening"] {
                #expect(state.tables[table] == sound.tables[table], "\(said) — \(table)")
              }
            }
          }
        }
      }
    }

    /// A copy of a database file as it lies there, with its log changed by `harm`; the index of the log is not copied:
    /// it is made again from it.
    private static func copy(_ address: DatabaseAddress, _ harm: (inout Data) -> Void) throws -> DatabaseAddress {
      let file = URL(filePath: address.typed)
      let copy = file.deletingLastPathComponent().appending(path: "\(UUID().uuidString).db")
      try FileManager.default.copyItem(at: file, to: copy)
      var log = (try? Data(contentsOf: URL(filePath: file.path + "-wal"))) ?? Data()
      harm(&log)
      try log.write(to: URL(filePath: copy.path + "-wal"))
      return .file(copy.path)
    }
  }
}
