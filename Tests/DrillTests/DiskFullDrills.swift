import Databases
import Foundation
import TestSupport
import Testing

extension Drills {
  @Suite struct DiskFull {
    static let refusal = "Il n'y a plus de place pour écrire dans la base"

    @Test func `A database that may not grow refuses an import whole, and does it once it may`() throws {
      let file = try DrillLedger.first.get()
      let (before, after, least, most) = try withAddress(.sqlite, from: DrillStores.firms) { address in
        let before = try DrillState(address)
        let least = try DiskFull.pages(address)
        try Program.succeed(["import", file, "--database", address.typed])
        return (before, try DrillState(address), least, try DiskFull.pages(address))
      }
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        let pages = Int.random(in: least..<most, using: &numbers)
        try withAddress(.sqlite, from: DrillStores.firms) { address in
          let small = DatabaseAddress.file(address.typed, pages: pages)
          let full = try Program.run(["import", file, "--lease", "1", "--database", small.typed])
          let said: Comment = "seed \(seed), \(pages) pages of \(most): \(full.shown)"
          try DiskFull.check(full, address, before, said)
          try DiskFull.goOn(["import", file], address, after, said)
        }
      }
    }

    @Test(.enabled(if: Ramdisk.isPossible, Comment(rawValue: Ramdisk.impossible)))
    func `A disk that fills refuses an import whole, and takes it once there is space`() throws {
      let file = try DrillLedger.first.get()
      let (before, after, need) = try withAddress(.sqlite, from: DrillStores.firms) { template in
        try Ramdisk.with { disk in
          let address = try DiskFull.copy(template, to: disk)
          let before = try DrillState(address)
          let least = try disk.used()
          try Program.succeed(["import", file, "--database", address.typed])
          return (before, try DrillState(address), try disk.used() - least)
        }
      }
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        let room = Int.random(in: 0..<need, using: &numbers)
        try withAddress(.sqlite, from: DrillStores.firms) { template in
          try Ramdisk.with { disk in
            let address = try DiskFull.copy(template, to: disk)
            try disk.leave(room)
            let full = try Program.run(["import", file, "--lease", "1", "--database", address.typed])
            let said: Comment = "seed \(seed), \(room) bytes of \(need): \(full.shown)"
            try disk.grow()
            try DiskFull.check(full, address, before, said)
            try DiskFull.goOn(["import", file], address, after, said)
          }
        }
      }
    }

    /// After the refusal the store holds what it held before.
    static func check(_ full: Ending, _ address: DatabaseAddress, _ before: DrillState, _ said: Comment) throws {
      #expect(full.code == 1 && full.said.contains(DiskFull.refusal), said)
      let state = try DrillState(address)
      #expect(state == before, "\(said) — left \(state.difference(from: before))")
      let check = try Program.run(["verify", "--database", address.typed])
      #expect(check.code == 0, "\(said) — verify: \(check.shown)")
    }

    /// The same command ends as if nothing had happened, now that there is space.
    static func goOn(
      _ command: [String], _ address: DatabaseAddress, _ after: DrillState, _ said: Comment
    ) throws {
      let again = try Program.run(command + ["--database", address.typed])
      #expect(again.code == 0, "\(said) — again: \(again.shown)")
      let end = try DrillState(address, verifying: true)
      #expect(end == after, "\(said) — ended \(end.difference(from: after))")
      #expect(end.faults.isEmpty, "\(said) — at the end: \(end.faults)")
    }

    private static func pages(_ address: DatabaseAddress) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(atPath: address.typed)
      return (attributes[.size] as? Int ?? 0) / 4096
    }

    private static func copy(_ address: DatabaseAddress, to disk: Ramdisk) throws -> DatabaseAddress {
      let file = disk.folder.appending(path: "test.db")
      try FileManager.default.copyItem(at: URL(filePath: address.typed), to: file)
      return .file(file.path)
    }
  }
}
