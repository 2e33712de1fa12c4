import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Databases

/// The one tenant of tests that are not about tenants.
let everyone = SQLScope(settings: [:], lock: 1)

extension SQLDatabase {
  /// Makes tables as the owner, and lets the application use them where roles exist.
  func make(_ ddl: String) throws {
    try administer { connection in
      if dialect == "postgresql" { try connection.run(script: PostgreSQLRole.make) }
      try connection.run(script: ddl.replacing("BYTES", with: dialect == "postgresql" ? "BYTEA" : "BLOB"))
      if dialect == "postgresql" {
        try connection.run(script: "GRANT ALL ON ALL TABLES IN SCHEMA public TO sillage_application")
      }
    }
  }

  /// How many rows a table has, as a reader sees it.
  func count(_ table: String, _ scope: SQLScope = everyone) throws -> Int {
    try read(scope) { try $0.count(table) }
  }
}

extension SQLConnection {
  /// How many rows a table has.
  func count(_ table: String) throws -> Int { try row("SELECT COUNT(*) FROM \(table)")?.int(0) ?? -1 }
}

/// The kind of the `SQLError` that `body` throws.
func kind<T>(_ body: () throws -> T) -> SQLError.Kind? { error(body)?.kind }

/// The `SQLError` that `body` throws.
func error<T>(_ body: () throws -> T) -> SQLError? {
  do { _ = try body() } catch { return error as? SQLError }
  return nil
}

/// Runs `body` on several threads at once and returns what they threw.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) -> [any Error] {
  let errors = Mutex<[any Error]>([])
  let group = DispatchGroup()
  for number in 0..<count {
    group.enter()
    Thread.detachNewThread {
      defer { group.leave() }
      do { try body(number) } catch { errors.withLock { $0.append(error) } }
    }
  }
  group.wait()
  return errors.withLock { $0 }
}

@Suite struct EngineTests {
  @Test(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
  func `PostgreSQL takes part in this run`() throws {
    try withDatabase(.postgresql) { _, database in #expect(database.dialect == "postgresql") }
  }

  @Test(arguments: TestEngine.available) func `A template is filled once and each copy goes its own way`(
    engine: TestEngine
  ) throws {
    let fillings = Filling()
    let template = TestTemplate { address in
      let database = try address.open(creating: true)
      defer { database.close() }
      fillings.count.withLock { $0 += 1 }
      try database.make("CREATE TABLE thing (id BIGINT PRIMARY KEY)")
    }
    for _ in 1...2 {
      try withDatabase(engine, from: template) { _, database in
        _ = try database.write(everyone) { try $0.execute("INSERT INTO thing (id) VALUES ($1)", [1]) }
        #expect(try database.count("thing") == 1)
      }
    }
    #expect(fillings.count.withLock { $0 } == 1)
  }

  private final class Filling: Sendable { let count = Mutex(0) }
}
