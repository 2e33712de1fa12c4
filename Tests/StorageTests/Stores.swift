import Databases
import Foundation
import Quantities
import Storage
import TestSupport

/// The files of the schema of the checkout.
func schemaFiles() throws -> [String: [UInt8]] {
  let root = Checkout.root.appending(path: "Sources/Storage/Data")
  var files: [String: [UInt8]] = [:]
  for dialect in ["sqlite", "postgresql"] {
    for name in try FileManager.default.contentsOfDirectory(atPath: root.appending(path: dialect).path) {
      files["\(dialect)/\(name)"] = [UInt8](try Data(contentsOf: root.appending(path: "\(dialect)/\(name)")))
    }
  }
  return files
}

/// The schema of the checkout.
func shippedSchema() throws -> Schema { Schema(files: try schemaFiles()) }

/// The moment tests begin at; each thing that happens is a second later.
let dawn = Timestamp(milliseconds: 1_735_689_600_000)

/// A database with the schema in it, made once.
private let migrated = TestTemplate { address in
  try Store.open(address, schema: shippedSchema(), creating: true, at: dawn).close()
}

/// Runs `body` with a store of its own.
func withStore<T>(_ engine: TestEngine, _ body: (Store) throws -> T) throws -> T {
  try withAddress(engine, from: migrated) { address in
    let store = try Store.open(address, schema: shippedSchema(), creating: true, at: dawn)
    defer { store.close() }
    return try body(store)
  }
}

/// Runs `body` with a store and the database behind it.
func withStoreAndDatabase<T>(_ engine: TestEngine, _ body: (Store, any SQLDatabase) throws -> T) throws -> T {
  try withAddress(engine, from: migrated) { address in
    let store = try Store.open(address, schema: shippedSchema(), creating: true, at: dawn)
    defer { store.close() }
    let database = try address.open(creating: false)
    defer { database.close() }
    return try body(store, database)
  }
}
