import Databases
import Foundation

/// The engines that tests of databases run on.
public enum TestEngine: String, CaseIterable, Sendable {
  case sqlite, postgresql

  /// Those that are there: SQLite always, PostgreSQL where `SILLAGE_TEST_POSTGRES` gives the URL of a server.
  public static let available: [TestEngine] = TestServer.url == nil ? [.sqlite] : [.sqlite, .postgresql]

  /// Whether it is there.
  public var isAvailable: Bool { TestEngine.available.contains(self) }

  /// Why a test is skipped.
  public static let absent: String = "no PostgreSQL server (set SILLAGE_TEST_POSTGRES, or run bin/test)"
}

/// Runs `body` with a database of its own, which is gone afterwards.
///
/// - Parameter template: what is in it at first; empty when nil.
public func withDatabase<T>(
  _ engine: TestEngine, from template: TestTemplate? = nil, _ body: (DatabaseAddress, any SQLDatabase) throws -> T
) throws -> T {
  try withAddress(engine, from: template) { address in
    let database = try address.open(creating: true)
    defer { database.close() }
    return try body(address, database)
  }
}

/// Runs `body` with the address of a database of its own: a file that is not there yet, or an empty database.
public func withAddress<T>(
  _ engine: TestEngine, from template: TestTemplate? = nil, _ body: (DatabaseAddress) throws -> T
) throws -> T {
  switch engine {
  case .sqlite:
    return try withFolder { folder in
      let file = folder.appending(path: "test.db")
      if let template { try FileManager.default.copyItem(at: try template.file(), to: file) }
      return try body(.file(file.path))
    }
  case .postgresql:
    let name = TestServer.newName()
    try TestServer.create(name, from: try template?.database())
    defer { TestServer.drop(name) }
    return try body(.server(try TestServer.url(of: name)))
  }
}

/// Runs `body` with a folder of its own, which is gone afterwards.
public func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
