// A site whose clock a test moves and whose log it reads, for what concerns people.

import Foundation
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import Quantities
import Storage
import Synchronization
import TestSupport
import UseCases

@testable import Website

/// A clock that a test moves.
final class MovedClock: Sendable {
  private let moment = Mutex(SiteHarness.now)
  var now: Timestamp { moment.withLock { $0 } }
  func move(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Every line of a log, with what goes with it.
final class KeptLines: Sendable {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }
  func has(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
  func add(_ line: String) { kept.withLock { $0.append(line) } }
}

/// Hands lines to whoever keeps them.
struct LineKeeper: LogHandler {
  let kept: KeptLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0.key)=\($0.value)" }.sorted()
    kept.add("\(event.level) \(event.message) \(values.joined(separator: " "))")
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
}

/// A site with people in it.
struct PeopleHarness: Sendable {
  static let password = "un orage sur la colline"

  let site: Site
  let client: any TestClientProtocol
  let clock: MovedClock
  let log: KeptLines

  private static let shipped = Result { try Library(DataDirectory.checkout(Checkout.root)) }

  /// Runs `body` with a site of its own.
  static func open(
    _ change: (inout SiteConfiguration) throws -> Void = { _ in },
    _ body: @Sendable (PeopleHarness) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let directory = DataDirectory.checkout(Checkout.root)
    let store = try StoreLocation(
      folder.appending(path: "store.db").path, environment: [:], directory: directory
    ).open(creating: true, at: SiteHarness.now)
    defer { store.close() }
    var configuration = SiteConfiguration()
    configuration.doesJobs = false
    try change(&configuration)
    let (clock, log) = (MovedClock(), KeptLines())
    let site = try Site(
      store, library: try shipped.get(), directory: directory, configuration: configuration,
      logger: Logger(label: "test", factory: { _ in LineKeeper(kept: log) }), worker: "test",
      effort: .init(cost: 10, blocks: 1, lanes: 1),
      clock: { clock.now })
    try await site.application().test(.router) { client in
      try await body(PeopleHarness(site: site, client: client, clock: clock, log: log))
    }
  }

  func browser() -> Browser { Browser(client: client) }

  /// The address of somebody of that name.
  static func address(_ name: String) -> String { "\(name.lowercased())@exemple.fr" }

  /// Somebody with a password.
  func person(_ name: String) throws -> PersonID {
    try site.store.people.signUp(
      email: Self.address(name), name: name, passwordHash: try Door.hash(Self.password, site).text, at: clock.now)
  }

  /// A browser in which somebody signs in with their password, as far as that leads.
  @discardableResult
  func signIn(
    _ name: String, _ browser: Browser, password: String = PeopleHarness.password, to destination: String = "/me"
  ) async throws -> Page {
    try await browser.open("/login?to=\(Browser.escaped(destination))")
    return try await browser.send("/login", [("email", Self.address(name)), ("password", password)])
  }

  /// Somebody new, signed in.
  func signedIn(_ name: String) async throws -> (browser: Browser, person: PersonID) {
    let person = try person(name)
    let browser = browser()
    try await signIn(name, browser)
    return (browser, person)
  }

  /// A second factor for somebody.
  func secondFactor(of person: PersonID) throws -> OneTimeSecret {
    var generator = SystemRandomNumberGenerator()
    let secret = OneTimeSecret(using: &generator)
    try site.store.people.setSecondFactor(secret.bytes, of: person, at: clock.now)
    return secret
  }

  /// A firm of somebody's.
  func firm(_ name: String, of owner: PersonID) throws -> OrganisationStore {
    let id = try site.store.people.addOrganisation(name: name, siren: nil, owner: owner, at: clock.now)
    return try site.store.organisation(id, as: .console)
  }
}

extension Page {
  /// What was shown to be copied, this once.
  var secret: String? {
    text.components(separatedBy: "id=\"secret\">").dropFirst().first.map { String($0.prefix { $0 != "<" }) }
  }

  /// The path of an address that was shown, without the site's own.
  var secretPath: String? { secret.map { String($0.dropFirst("http://127.0.0.1:8080".count)) } }
}
