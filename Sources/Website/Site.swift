// What every page needs, made once.

import CarbonAccounting
import Foundation
import Identity
import Logging
import NIOPosix
import Quantities
import Storage
import UseCases
import Wording

/// The site: a store, what Sillage knows, and what the operator decided. Safe to use from several threads.
public final class Site: Sendable {
  let store: Store
  let library: Library
  let configuration: SiteConfiguration
  /// Where lists and examples are.
  let directory: DataDirectory
  let assets: Assets
  let clock: @Sendable () -> Timestamp
  let random: @Sendable () -> any RandomNumberGenerator
  let passwordRules: PasswordRules
  /// A hash of nothing anybody types: an unknown address takes as long to refuse as a wrong password.
  let decoy: PasswordHash
  let effort: PasswordHash.Effort
  let logger: Logger
  let worker: String
  let pools: WorkPools
  let measures = Measures()
  /// Pages, and long work, that one asker may have going on at once.
  let crowd = Crowd(most: 16)
  let slowCrowd = Crowd(most: 2)
  /// Small files that strangers send, all together: they are held in memory.
  let openUploads = Crowd(most: 4)
  /// Forms with invoices, all together: they are held in memory too.
  let invoiceUploads = Crowd(most: 4)
  let sessionUse: SessionUse
  /// The mail server and the provider of identities.
  let outside: Outside
  /// When this process began.
  let startedAt: Timestamp
  /// Set once the server is told to stop.
  let stopping = StopFlag()
  let memoryLimits = MemoryLimits()
  let tokensSeen = TokensSeen()

  /// A site.
  ///
  /// - Parameters:
  ///   - directory: where stylesheets and lists are.
  ///   - effort: how slow passwords are hashed.
  ///   - worker: a name no other process has.
  ///   - clock: gives the moment.
  ///   - random: gives a generator fit for secrets.
  public init(
    _ store: Store, library: Library, directory: DataDirectory, configuration: SiteConfiguration, logger: Logger,
    worker: String, effort: PasswordHash.Effort = .usual, clock: @escaping @Sendable () -> Timestamp,
    random: @escaping @Sendable () -> any RandomNumberGenerator = { SystemRandomNumberGenerator() }
  ) throws(Refusal) {
    self.store = store
    self.library = library
    self.configuration = configuration
    self.logger = logger
    self.worker = worker
    self.clock = clock
    startedAt = clock()
    sessionUse = SessionUse(store, idle: configuration.idleSeconds)
    self.random = random
    self.effort = effort
    self.directory = directory
    assets = try Assets(directory)
    passwordRules = PasswordRules(common: try directory.text("common-passwords.txt", of: "Identity"))
    do {
      var generator = random()
      decoy = try PasswordHash("", effort: effort, using: &generator)
    } catch { throw Refusal(Diagnostic(.error, RequestMessage.failed)) }
    pools = WorkPools()
    outside = Outside(configuration, logger)
  }

  /// A speaker of a language.
  func speaker(_ language: Language) -> Speaker { Speaker(library.catalogue, language, on: .website) }

  /// Tells the log where accounts and dossiers are sealed without a signature: nobody can tell later who sealed them.
  func noteUnsigned() {
    guard configuration.keyPath == nil else { return }
    logger.warning("seals are not signed: set sign_key")
  }

  /// A new secret.
  func secret() -> SecretToken {
    var generator = random()
    return SecretToken(using: &generator)
  }
}

/// Threads for what blocks: pages never wait on the event loops.
final class WorkPools: Sendable {
  /// Reading and writing pages.
  private let pages = NIOThreadPool(numberOfThreads: 8)
  /// What takes long: documents, opening figures, comparing many accounts.
  private let slow = NIOThreadPool(numberOfThreads: 2)
  /// Hashing passwords, 128 MiB each: nobody waits for a document to sign in.
  private let hashing = NIOThreadPool(numberOfThreads: 2)

  init() {
    pages.start()
    slow.start()
    hashing.start()
  }

  deinit {
    pages.shutdownGracefully { _ in }
    slow.shutdownGracefully { _ in }
    hashing.shutdownGracefully { _ in }
  }

  /// Which threads.
  enum Pool { case pages, slow, hashing }

  /// Runs `work` on one of the pool's threads.
  func run<T: Sendable>(_ pool: Pool, _ work: @escaping @Sendable () throws -> T) async throws -> T {
    switch pool {
    case .pages: try await pages.runIfActive(work)
    case .slow: try await slow.runIfActive(work)
    case .hashing: try await hashing.runIfActive(work)
    }
  }
}
