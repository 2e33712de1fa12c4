import Databases
import Foundation
import Quantities
import Storage
import TestSupport
import Testing

extension Drills {
  @Suite struct Migrations {
    @Test(arguments: TestEngine.available) func `A migration that is killed leaves whole steps, and goes on from there`(
      engine: TestEngine
    ) throws {
      let schema = try DrillState.schema()
      let steps = schema.steps(for: engine.rawValue).count
      let tables = try (0...steps).map { try Migrations.tables(upTo: $0, of: schema, engine) }
      let (start, whole) = try withAddress(engine) { address in
        (
          try Program.seconds(["factors", "list", "--help"]),
          try Program.seconds(["migrate", "--database", address.typed])
        )
      }
      for seed in Drills.seeds {
        var numbers = SeededNumbers(seed)
        // From an empty database, or from that of an earlier program.
        let origin = Int.random(in: 0..<steps, using: &numbers)
        let moment = Double.random(in: start...max(start, whole * 1.02), using: &numbers)
        try withAddress(engine) { address in
          if origin > 0 { try Migrations.make(address, schema.upTo(origin)) }
          let command = ["migrate", "--database", address.typed]
          let child = try Program.start(command)
          Thread.sleep(forTimeInterval: moment)
          child.kill()
          let killed = try child.wait()
          let said: Comment = "seed \(seed), from step \(origin), killed after \(moment) s: \(killed.shown)"

          let left = try Migrations.tables(address)
          let reached = tables.firstIndex(of: left)
          #expect(reached.map { $0 >= origin } == true, "\(said) — left \(left)")
          let again = try Program.run(command)
          #expect(again.code == 0, "\(said) — again: \(again.shown)")
          #expect(try Migrations.tables(address) == tables[steps], said)
          let check = try Program.run(["verify", "--database", address.typed])
          #expect(check.code == 0, "\(said) — verify: \(check.shown)")
          if origin > 0 {
            let list = try Program.run(["organisation", "list", "--database", address.typed])
            #expect(list.said.contains("Menuiserie Martin"), said)
          }
        }
      }
    }

    /// A database as an earlier program left it, with a firm in it.
    private static func make(_ address: DatabaseAddress, _ schema: Schema) throws {
      let store = try Store.open(address, schema: schema, creating: true, at: DrillState.moment)
      defer { store.close() }
      _ = try store.instance(as: .console).addOrganisation(
        name: "Menuiserie Martin", siren: "732829320", at: DrillState.moment)
    }

    private static func tables(upTo step: Int, of schema: Schema, _ engine: TestEngine) throws -> [String] {
      try withAddress(engine) { address in
        if step > 0 { try make(address, schema.upTo(step)) }
        return try tables(address)
      }
    }

    /// The tables, and the steps that are recorded.
    private static func tables(_ address: DatabaseAddress) throws -> [String] {
      let database = try address.open(creating: true)
      defer { database.close() }
      return try database.witness { connection in
        let names = try connection.tableNames().sorted()
        guard names.contains("schema_migration") else { return names }
        return names + (try connection.rows("SELECT name FROM schema_migration ORDER BY number").map { try $0.text(0) })
      }
    }
  }
}
