// What pages reach outside of the site: the server that takes letters, the provider that knows people.

import Dispatch
import Foundation
import Logging
import Mail
import NIOPosix
import OpenIDConnect
import Quantities
import Synchronization

/// The mail server and the provider of identities, where there are any. Nothing else leaves the machine.
final class Outside: Sendable {
  /// Signs people in by the provider.
  let signIn: SignInClient?
  private let web: WebClient?
  private let mail: MailServer?
  private let logger: Logger
  private let postRoom = NIOThreadPool(numberOfThreads: 1)
  private let waitingLetters = Mutex(0)
  private let conversations = Mutex(0)

  /// Letters that may wait; those beyond are not sent.
  private static let mostLetters = 200
  /// Conversations with the provider at once: each holds one of the threads that pages are made on.
  private static let mostConversations = 3

  init(_ configuration: SiteConfiguration, _ logger: Logger) {
    mail = configuration.mailServer
    self.logger = logger
    let web = configuration.openID.map { _ in WebClient() }
    self.web = web
    signIn = configuration.openID.flatMap { login in web.map { SignInClient(login.provider, over: $0) } }
    postRoom.start()
  }

  deinit {
    postRoom.shutdownGracefully { _ in }
    if let web { Task { try? await web.shutdown() } }
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

  /// Speaks with the provider, on a thread that may wait.
  ///
  /// - Throws: `signin.unavailable` when too many do already, and what `body` throws.
  func converse<T: Sendable>(_ body: @escaping @Sendable () async throws(Refusal) -> T) throws(Refusal) -> T {
    let isFree = conversations.withLock { count in
      guard count < Outside.mostConversations else { return false }
      count += 1
      return true
    }
    guard isFree else { throw Refusal(Diagnostic(.error, SignInMessage.unavailable)) }
    defer { conversations.withLock { $0 -= 1 } }
    let outcome = Outcome<T>()
    let done = DispatchSemaphore(value: 0)
    Task {
      let result: Result<T, Refusal>
      do throws(Refusal) { result = .success(try await body()) } catch { result = .failure(error) }
      outcome.result.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = outcome.result.withLock({ $0 }) else {
      throw Refusal(Diagnostic(.error, SignInMessage.unavailable))
    }
    return try result.get()
  }

  /// What became of a conversation.
  private final class Outcome<T: Sendable>: Sendable {
    let result = Mutex<Result<T, Refusal>?>(nil)
  }
}
