import Databases
import Foundation
import Synchronization

/// A database that is filled once and copied for each test: a schema is migrated once per run.
public final class TestTemplate: Sendable {
  private let fill: @Sendable (DatabaseAddress) throws -> Void
  private let madeFile = Mutex<URL?>(nil)
  private let madeDatabase = Mutex<String?>(nil)
  private static let files = Mutex<[URL]>([])
  private static let databases = Mutex<[String]>([])

  /// A template that `fill` makes when the first test asks for it.
  ///
  /// - Parameter fill: opens the database, fills it and closes it: a template is copied only when nobody uses it.
  public init(_ fill: @escaping @Sendable (DatabaseAddress) throws -> Void) { self.fill = fill }

  /// The SQLite file to copy.
  func file() throws -> URL {
    try madeFile.withLock { made in
      if let made { return made }
      let file = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString).db")
      TestTemplate.removeAtExit(file)
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
      TestTemplate.dropAtExit(name)
      try fill(.server(try TestServer.url(of: name)))
      made = name
      return name
    }
  }

  // Templates live as long as the run.

  private static func removeAtExit(_ file: URL) {
    let isFirst = files.withLock { files in
      files.append(file)
      return files.count == 1
    }
    guard isFirst else { return }
    atexit { for file in TestTemplate.files.withLock({ $0 }) { try? FileManager.default.removeItem(at: file) } }
  }

  /// To be called when the server was spoken to before: what the client library tidies up at exit, it does after this.
  private static func dropAtExit(_ name: String) {
    let isFirst = databases.withLock { databases in
      databases.append(name)
      return databases.count == 1
    }
    guard isFirst else { return }
    atexit { for name in TestTemplate.databases.withLock({ $0 }) { TestServer.drop(name) } }
  }
}
