import Foundation

/// Where a database is: a file, or a server.
public enum DatabaseAddress: Sendable, Hashable {
  /// A SQLite file, and the most pages it may grow to, if that is limited.
  case file(String, pages: Int? = nil)
  /// A PostgreSQL server, as a libpq connection URI. It may hold a password: never shown.
  case server(String)

  /// Reads `sillage.db`, `sqlite:sillage.db?max_page_count=100000` or `postgres://user@host/name`.
  public init(_ text: String) {
    // The library knows the scheme in lower case only.
    for scheme in DatabaseAddress.schemes where text.lowercased().hasPrefix(scheme) {
      self = .server(scheme + text.dropFirst(scheme.count))
      return
    }
    guard text.lowercased().hasPrefix("sqlite:") else {
      self = .file(text)
      return
    }
    let parts = text.dropFirst("sqlite:".count).components(separatedBy: "?max_page_count=")
    self = .file(parts[0], pages: parts.count == 2 ? Int(parts[1]) : nil)
  }

  private static let schemes = ["postgres://", "postgresql://"]

  /// Whether a file's path is written as the address of a server is, in a form that is not read: `mysql://…`, `host=…`. It is
  /// neither opened nor shown, as it may hold a password.
  public var isMistaken: Bool {
    guard case .file(let path, _) = self else { return false }
    let text = path.lowercased().filter { !$0.isWhitespace }
    let beginnings = ["postgres:", "postgresql:", "host=", "hostaddr=", "user=", "dbname=", "port=", "service="]
    return text.contains("://") || text.contains("password=") || beginnings.contains(where: text.hasPrefix)
  }

  /// The address to show: without password.
  public var shown: String {
    switch self {
    case .file(let path, _): isMistaken ? "…" : path
    case .server(let uri): PostgreSQLLink.shown(uri)
    }
  }

  /// Opens it.
  ///
  /// - Parameter creating: whether a file that is not there is made, readable by its owner only.
  /// - Throws: `SQLError`.
  public func open(creating: Bool) throws -> any SQLDatabase {
    guard !isMistaken else { throw SQLError(.missing, "the address is neither a file nor postgres://") }
    return switch self {
    case .file(let path, let pages): try SQLiteDatabase(path: path, creating: creating, pages: pages)
    case .server(let uri): try PostgreSQLDatabase(uri: uri)
    }
  }
}
