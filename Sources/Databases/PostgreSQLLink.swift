// Opening a link to a server, with an end to waiting and with errors that do not depend on the server's language.

import CPQ
import Foundation

/// Connection URIs and the links they open.
enum PostgreSQLLink {
  /// How long opening may take, in milliseconds.
  private static let patience = 20_000

  /// Opens a link.
  ///
  /// - Throws: `SQLError`: `.missing` for a database that is not there, `.unreachable` for anything else. Its detail holds
  ///   neither the URI nor a password.
  static func open(_ uri: String) throws -> OpaquePointer {
    // The library quotes parts of a URI it cannot read; we do not.
    _ = try options(of: uri)
    // What the URI says comes later and wins. A link whose peer vanished is given up after 30 s instead of 15 minutes.
    let settings = [
      ("fallback_application_name", "sillage"), ("keepalives_idle", "30"), ("tcp_user_timeout", "30000"),
      ("dbname", uri), ("client_encoding", "UTF8"),
    ]
    let link = withCStrings(settings.map(\.0)) { names in
      withCStrings(settings.map(\.1)) { values in PQconnectStartParams(names, values, 1) }
    }
    guard let link else { throw SQLError(.other, "no memory for a connection") }
    do {
      try finishOpening(link)
      return link
    } catch {
      PQfinish(link)
      throw error
    }
  }

  /// The options that a URI sets: the name libpq's tools know each by in the environment, and the value.
  static func environment(of uri: String) throws -> [String: String] {
    Dictionary(try options(of: uri).compactMap { option in option.variable.map { ($0, option.value) } }) { $1 }
  }

  /// The options a URI sets, by keyword.
  static func options(of uri: String) throws -> [(keyword: String, variable: String?, value: String)] {
    guard let first = PQconninfoParse(uri, nil) else {
      throw SQLError(.unreachable, "the address is none PostgreSQL understands")
    }
    defer { PQconninfoFree(first) }
    var found: [(keyword: String, variable: String?, value: String)] = []
    var option = first
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        found.append(
          (String(cString: keyword), option.pointee.envvar.map { String(cString: $0) }, String(cString: value)))
      }
      option += 1
    }
    return found
  }

  private static func finishOpening(_ link: OpaquePointer) throws {
    _ = PQsetErrorVerbosity(link, PQERRORS_SQLSTATE)
    let deadline = Date(timeIntervalSinceNow: Double(patience) / 1000)
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      guard state != PGRES_POLLING_FAILED, PQstatus(link) != CONNECTION_BAD else {
        throw PostgreSQLError.refusal(String(cString: PQerrorMessage(link)))
      }
      var wait = pollfd(
        fd: PQsocket(link), events: Int16(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
      let left = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
      let ready = poll(&wait, 1, left)
      if ready == 0 { throw SQLError(.unreachable, "the server does not answer") }
      if ready < 0 && errno != EINTR { throw SQLError(.unreachable, "waiting for the server failed") }
      if ready > 0 { state = PQconnectPoll(link) }
    }
    _ = PQsetErrorVerbosity(link, PQERRORS_DEFAULT)
    // Notices would go to the standard error of the program.
    _ = PQsetNoticeProcessor(link, { _, _ in }, nil)
  }

  /// Calls `body` with a C array of C strings, ended by a null pointer.
  private static func withCStrings<T>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
  ) -> T {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an array that ends with nil is not empty") }
      return body(base)
    }
  }
}
