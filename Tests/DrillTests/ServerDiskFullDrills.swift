import Databases
import Foundation
import TestSupport
import Testing

extension Drills {
  @Suite struct ServerDiskFull {
    @Test(.enabled(if: ServerDisk.isPossible, Comment(rawValue: ServerDisk.impossible)))
    func `A server whose disk fills refuses an import whole, and takes it once there is space`() throws {
      let command = ["import", try DrillLedger.first.get()]
      let (before, after, need) = try onServer { disk, address in
        let before = try DrillState(address)
        let least = try disk.used()
        try Program.succeed(command + ["--database", address.typed])
        return (before, try DrillState(address), try disk.used() - least)
      }
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        // What the server keeps for later is not the same from one time to the next.
        let room = Int.random(in: 0..<(need * 3 / 4), using: &numbers)
        try onServer { disk, address in
          try disk.leave(room)
          let full = try Program.run(command + ["--lease", "1", "--database", address.typed])
          let said: Comment = "seed \(seed), \(room) bytes of \(need): \(full.shown)"
          try disk.grow()
          try DiskFull.check(full, address, before, said)
          try DiskFull.goOn(command, address, after, said)
        }
      }
    }

    private func onServer<T>(_ body: (Ramdisk, DatabaseAddress) throws -> T) throws -> T {
      try Ramdisk.with { disk in
        try ServerDisk.with(disk) { address in
          try DrillStores.addFirms(address)
          return try body(disk, address)
        }
      }
    }
  }
}
