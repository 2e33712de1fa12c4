import CarbonAccounting
import Databases
import Foundation
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import NIOCore
import Quantities
import Storage
import Synchronization
import TestSupport
import UseCases

@testable import Website

/// A site with an empty store of its own, whose log is kept.
final class OperationDesk: Sendable {
  let store: Store
  let site: Site
  private let folder: URL
  private let sink: Sink

  /// The moment it is.
  static let now = Timestamp(milliseconds: 1_774_000_000_000)

  init(_ change: (inout SiteConfiguration) -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let directory = DataDirectory.checkout(Checkout.root)
    let location = try StoreLocation(
      folder.appending(path: "test.db").path, environment: [:], directory: directory)
    store = try location.open(creating: true, at: OperationDesk.now)
    var configuration = try SiteConfiguration(flags: [:], environment: [:], file: nil)
    configuration.doesJobs = false
    configuration.dataFolder = location.folder
    change(&configuration)
    let keep = Sink()
    sink = keep
    site = try Site(
      store, library: try Library(directory), directory: directory, configuration: configuration,
      logger: Logger(
        label: "test",
        factory: { _ in
          LogLines(level: .debug, isJSON: true, clock: { OperationDesk.now }, write: keep.write)
        }), worker: "test", effort: PasswordHash.Effort(cost: 4, blocks: 8, lanes: 1), clock: { OperationDesk.now })
  }

  deinit {
    store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The lines of the log.
  var lines: [String] { sink.text.split(separator: "\n").map(String.init) }

  /// A cookie of somebody who signed in, an operator where `isOperator` says so.
  func cookie(isOperator: Bool) throws -> String {
    let instance = try store.instance(as: .console)
    let person = try instance.addPerson(email: "anne@example.fr", name: "Anne", at: OperationDesk.now)
    if isOperator { try instance.appoint(operator: person, at: OperationDesk.now) }
    let token = site.secret()
    try store.sessions.open(
      SessionStore.Session(
        tokenSHA256: token.sha256, person: person, agent: "", openedAt: OperationDesk.now, seenAt: OperationDesk.now,
        expiresAt: OperationDesk.now.adding(seconds: 3600)))
    return "\(SiteCookie.session.name(site.configuration))=\(token.text)"
  }

  /// What a request is answered.
  struct Reply {
    let status: Int
    let headers: HTTPFields
    let text: String
  }

  /// Asks over a real connection, from this machine.
  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Reply {
    try await site.application().test(.live) { client in
      let response = try await client.execute(uri: path, method: .get, headers: headers)
      return Reply(
        status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }
  }
}

/// Keeps what is written.
private final class Sink: Sendable {
  private let kept = Mutex("")
  var text: String { kept.withLock { $0 } }
  @Sendable func write(_ text: String) { kept.withLock { $0 += text } }
}
