import Databases
import Foundation
import Synchronization

/// A database that is filled once and copied for each test: a schema is migrated once per run.
public final class TestTemplate: Sendable {
  private let fill: @Sendable (any SQLDatabase) throws -> Void
  private let madeFile = Mutex<URL?>(nil)
  private let madeDatabase = Mutex<String?>(nil)
  private static let leftovers = Mutex<(files: [URL], databases: [String])?>(nil)

  /// A template that `fill` makes when the first test asks for it.
  public init(_ fill: @escaping @Sendable (any SQLDatabase) throws -> Void) { self.fill = fill }

  /// The SQLite file to copy.
  func file() throws -> URL {
    try madeFile.withLock { made in
      if let made { return made }
      let file = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString).db")
      TestTemplate.removeAtExit { $0.files.append(file) }
      try fill(.file(file.path))
      made = file
      return file
    }
  }

  /// The name of the PostgreSQL database to copy.
  func database() throws -> String {
    try madeDatabase.withLock { made in
      if let made { return made }
      let name = TestServer.newName()
      try TestServer.create(name, from: nil)
      TestTemplate.removeAtExit { $0.databases.append(name) }
      try fill(.server(try TestServer.url(of: name)))
      made = name
      return name
    }
  }

  /// A template is copied only when nobody uses it: it is closed as soon as it is filled.
  private func fill(_ address: DatabaseAddress) throws {
    let database = try address.open(creating: true)
    defer { database.close() }
    try fill(database)
  }

  /// Templates live as long as the run.
  private static func removeAtExit(_ add: (inout (files: [URL], databases: [String])) -> Void) {
    leftovers.withLock { known in
      if known == nil {
        atexit {
          TestTemplate.leftovers.withLock { known in
            known?.files.forEach { try? FileManager.default.removeItem(at: $0) }
            known?.databases.forEach(TestServer.drop)
          }
        }
      }
      var all = known ?? ([], [])
      add(&all)
      known = all
    }
  }
}
