import CPQ
import Foundation

/// The PostgreSQL server of the tests. It is spoken to without `Databases`: databases are made outside of transactions.
enum TestServer {
  /// The URL of a login that may create databases and roles; nil when there is no server.
  static let url: String? = ProcessInfo.processInfo.environment["SILLAGE_TEST_POSTGRES"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// What a test cannot do without.
  struct Failure: Error { let message: String }

  static func newName() -> String {
    "sillage_test_" + UUID().uuidString.replacing("-", with: "").lowercased()
  }

  /// The URL of another database of the server.
  static func url(of name: String) throws -> String {
    guard let url, var parts = URLComponents(string: url) else { throw Failure(message: TestEngine.absent) }
    parts.path = "/" + name
    guard let changed = parts.string else { throw Failure(message: "no URL for \(name)") }
    return changed
  }

  static func create(_ name: String, from template: String?) throws {
    try run("CREATE DATABASE \(name)" + (template.map { " TEMPLATE \($0)" } ?? ""))
  }

  static func drop(_ name: String) { try? run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }

  private static func run(_ sql: String) throws {
    guard let url else { throw Failure(message: TestEngine.absent) }
    let link = PQconnectdb(url)
    defer { PQfinish(link) }
    let result = PQexec(link, sql)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else {
      throw Failure(message: String(cString: PQerrorMessage(link)))
    }
  }
}
