// That a session is used is noted beside the requests: a page does not wait for a write that only says so.

import NIOPosix
import Quantities
import Storage
import Synchronization

/// Notes the use of sessions, at most once a minute each.
final class SessionUse: Sendable {
  private let store: Store
  private let idle: Int64
  private let thread = NIOThreadPool(numberOfThreads: 1)
  /// The sessions whose use waits to be noted.
  private let waiting = Mutex<Set<String>>([])

  /// How old the last use is before another is noted, in milliseconds.
  private static let every: Int64 = 60_000

  /// - Parameter idle: seconds without use after which a session has ended.
  init(_ store: Store, idle: Int64) {
    self.store = store
    self.idle = idle
    thread.start()
  }

  deinit { thread.shutdownGracefully { _ in } }

  /// Notes that a session is used now. One that is half-way to its end is noted before its page is made, so that no later
  /// request finds it ended; the others soon after. While an import writes, that is what keeps pages from waiting for it.
  func note(_ session: SessionStore.Session, at now: Timestamp) throws(Refusal) {
    let unused = now.milliseconds - session.seenAt.milliseconds
    let token = session.tokenSHA256
    if unused >= idle * 500 { return try store.sessions.touch(tokenSHA256: token, at: now) }
    guard unused > SessionUse.every, waiting.withLock({ $0.insert(token).inserted }) else { return }
    thread.submit { [self] _ in
      waiting.withLock { _ = $0.remove(token) }
      // Where it fails, the next request notes it.
      try? store.sessions.touch(tokenSHA256: token, at: now)
    }
  }
}
