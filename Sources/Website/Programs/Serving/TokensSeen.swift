// When tokens were last noted as used: a write a minute, however often a program asks.

import Quantities
import Synchronization

/// Remembers which tokens were noted lately.
final class TokensSeen: Sendable {
  /// How often a token is noted, in milliseconds.
  private static let every: Int64 = 60_000
  /// Tokens that are remembered; beyond, all are forgotten, and noted again.
  private static let most = 10_000

  private let seen = Mutex<[String: Int64]>([:])

  /// Whether the use of a token is to be noted now.
  func isDue(_ tokenSHA256: String, at now: Timestamp) -> Bool {
    seen.withLock { seen in
      if let last = seen[tokenSHA256], now.milliseconds - last < TokensSeen.every { return false }
      if seen.count >= TokensSeen.most { seen.removeAll() }
      seen[tokenSHA256] = now.milliseconds
      return true
    }
  }
}
