import Foundation

/// Where a database is: a file, or a server.
public enum DatabaseAddress: Sendable, Hashable {
  /// A SQLite file, and the most pages it may grow to, if that is limited.
  case file(String, pages: Int? = nil)
  /// A PostgreSQL server, as a libpq connection URI. It may hold a password: never shown.
  case server(String)

  /// Reads `sillage.db`, `sqlite:sillage.db?max_page_count=100000` or `postgres://user@host/name`.
  public init(_ text: String) {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .server(text)
      return
    }
    guard text.hasPrefix("sqlite:") else {
      self = .file(text)
      return
    }
    let parts = text.dropFirst("sqlite:".count).components(separatedBy: "?max_page_count=")
    self = .file(parts[0], pages: parts.count == 2 ? Int(parts[1]) : nil)
  }

  /// The address to show: without password.
  public var shown: String {
    switch self {
    case .file(let path, _): return path
    case .server(let uri):
      guard var parts = URLComponents(string: uri) else { return "postgres://…" }
      parts.password = nil
      parts.query = nil
      return parts.string ?? "postgres://…"
    }
  }

  /// Opens it.
  ///
  /// - Parameter creating: whether a file that is not there is made, readable by its owner only.
  /// - Throws: `SQLError`.
  public func open(creating: Bool) throws -> any SQLDatabase {
    switch self {
    case .file(let path, let pages): try SQLiteDatabase(path: path, creating: creating, pages: pages)
    case .server(let uri): try PostgreSQLDatabase(uri: uri)
    }
  }
}
