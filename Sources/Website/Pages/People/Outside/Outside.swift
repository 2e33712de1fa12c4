// What pages reach outside of the site: the server that takes letters, the provider that knows people.

import Foundation
import Logging
import Mail
import NIOPosix
import OpenIDConnect
import Quantities
import Synchronization
import WebRequests

/// The mail server and the provider of identities, where there are any, and the partners that people ask by a button.
/// Nothing else leaves the machine.
final class Outside: Sendable {
  /// Signs people in by the provider.
  let signIn: SignInClient?
  /// Carries requests to suppliers and customers, whose addresses people type.
  let partners: any WebExchange
  private let web: WebClient?
  private let local: WebClient?
  private let mail: MailServer?
  private let logger: Logger
  private let postRoom = NIOThreadPool(numberOfThreads: 1)
  private let waitingLetters = Mutex(0)
  private let conversations = Mutex(0)

  /// Letters that may wait; those beyond are not sent.
  private static let mostLetters = 200
  /// Conversations with the provider at once: each holds one of the threads that pages are made on.
  private static let mostConversations = 3

  /// The most bytes of a partner's answer.
  private static let longest = 8 << 20

  init(_ configuration: SiteConfiguration, _ logger: Logger) {
    mail = configuration.mailServer
    self.logger = logger
    let web = configuration.openID.map { _ in WebClient() }
    self.web = web
    let local =
      configuration.reachesThisMachine ? WebClient(timeout: .seconds(60), longest: Outside.longest) : nil
    self.local = local
    if let local { partners = local } else { partners = PublicWebClient(longest: Outside.longest) }
    signIn = configuration.openID.flatMap { login in web.map { SignInClient(login.provider, over: $0) } }
    postRoom.start()
  }

  deinit {
    postRoom.shutdownGracefully { _ in }
    for client in [web, local].compactMap(\.self) { Task { try? await client.shutdown() } }
  }

  /// Whether letters can be sent.
  var sendsLetters: Bool { mail != nil }

  /// Writes and sends a letter, after the page was answered: how long it takes, and whether there is anybody to write to,
  /// shows in no answer.
  ///
  /// - Parameters:
  ///   - id: what makes the message unique.
  ///   - write: makes the letter; nil when there is nobody to write to. May read the store.
  func post(id: String, at now: Timestamp, _ write: @escaping @Sendable () throws(Refusal) -> Letter?) {
    guard let mail else { return }
    let isTaken = waitingLetters.withLock { count in
      guard count < Outside.mostLetters else { return false }
      count += 1
      return true
    }
    guard isTaken else { return logger.error("too many letters wait") }
    postRoom.submit { [self] state in
      defer { waitingLetters.withLock { $0 -= 1 } }
      guard state == .active else { return }
      do throws(Refusal) {
        guard let letter = try write() else { return }
        try mail.send(letter, id: id, date: now)
        logger.info("letter sent")
      } catch {
        logger.error("letter not sent", metadata: ["reason": "\(error.diagnostics.first?.message.key ?? "")"])
      }
    }
  }

  /// Speaks with the provider or a partner, on a thread that may wait.
  ///
  /// - Parameter busy: what is said when too many do already.
  /// - Throws: that, and what `body` throws.
  func converse<T: Sendable>(
    busy: some MessageKey = SignInMessage.unavailable, _ body: @escaping @Sendable () async throws(Refusal) -> T
  ) throws(Refusal) -> T {
    let isFree = conversations.withLock { count in
      guard count < Outside.mostConversations else { return false }
      count += 1
      return true
    }
    guard isFree else { throw Refusal(Diagnostic(.error, busy)) }
    defer { conversations.withLock { $0 -= 1 } }
    return try Waiting.run(body)
  }
}
