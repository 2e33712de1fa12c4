// A site on a store of its own, and browsers that visit it: they keep cookies, send forms as pages have them, follow
// redirections.

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import Quantities
import Storage
import TestSupport
import UseCases

@testable import Website

/// A site under test. Imports run when a test says so (`work`), so that nothing waits.
struct SiteHarness: Sendable {
  /// When tests take place.
  static let now = Timestamp(milliseconds: 1_767_225_600_000)

  let site: Site
  let client: any TestClientProtocol

  private static let shipped = Result { try Library(DataDirectory.checkout(Checkout.root)) }

  /// Runs `body` with a site of its own.
  static func open(
    _ change: (inout SiteConfiguration) -> Void = { _ in }, _ body: @Sendable (SiteHarness) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let directory = DataDirectory.checkout(Checkout.root)
    let store = try StoreLocation(
      folder.appending(path: "store.db").path, environment: [:], directory: directory
    ).open(creating: true, at: now)
    defer { store.close() }
    var configuration = SiteConfiguration()
    configuration.doesJobs = false
    change(&configuration)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let site = try Site(
      store, library: try shipped.get(), directory: directory, configuration: configuration, logger: logger,
      worker: "test", effort: .init(cost: 10, blocks: 1, lanes: 1), clock: { now })
    try await site.application().test(.router) { client in
      try await body(SiteHarness(site: site, client: client))
    }
  }

  /// Does the imports that wait.
  func work() throws {
    while let claim = try site.store.jobs.claim(as: "test", at: Self.now) {
      _ = try site.store.jobs.work(on: claim, clock: { Self.now })
    }
  }

  /// Somebody new, with a browser of their own, signed in.
  func person(_ name: String) throws -> Browser {
    let id = try site.store.people.signUp(
      email: "\(name.lowercased())@example.fr", name: name, passwordHash: nil, at: Self.now)
    let token = site.secret()
    try site.store.sessions.open(
      SessionStore.Session(
        tokenSHA256: token.sha256, person: id, agent: "test", openedAt: Self.now, seenAt: Self.now,
        expiresAt: Self.now.adding(seconds: 86_400)))
    let browser = Browser(client: client, person: id)
    browser.cookies["sillage-session"] = token.text
    return browser
  }

  /// A firm of somebody's.
  func firm(_ name: String, siren: String? = nil, of owner: Browser) throws -> OrganisationStore {
    guard let person = owner.person else { throw Missing("a person") }
    let id = try site.store.people.addOrganisation(name: name, siren: siren, owner: person, at: Self.now)
    return try site.store.organisation(id, as: .console)
  }

  /// Somebody new who takes part in a firm.
  func member(_ role: Role, of firm: OrganisationStore, _ name: String) throws -> Browser {
    let browser = try person(name)
    if let person = browser.person { try firm.grant(role, to: person, at: Self.now) }
    return browser
  }

  /// Imports a ledger without a browser.
  func importLedger(_ bytes: [UInt8], named name: String, into firm: OrganisationStore) throws {
    var upload = try firm.receiveLedger(named: name, at: Self.now)
    try upload.add(bytes[...])
    _ = try upload.finish(at: Self.now)
    try work()
  }
}

/// What a test cannot do without.
struct Missing: Error, CustomStringConvertible {
  let description: String
  init(_ what: String) { description = "there is no \(what)" }
}
