// Limits for pages that promise to keep nothing: counts stay in memory, and are forgotten with their window.

import Quantities
import Synchronization

/// Counts uses by subject, within windows of time.
final class MemoryLimits: Sendable {
  private struct Count {
    let window: Int64
    var used: Int
  }

  private let counts = Mutex<[String: Count]>([:])

  /// More subjects than this are never counted at once: the windows that are over go first, then all.
  private let most: Int

  init(most: Int = 50_000) { self.most = most }

  /// Counts one use, and says whether it is within the limit.
  ///
  /// - Parameter window: its length in seconds.
  func take(_ subject: String, limit: Int, window: Int64, at now: Timestamp) -> Bool {
    let current = now.milliseconds / (window * 1000)
    return counts.withLock { counts in
      if counts.count >= most {
        counts = counts.filter { $0.value.window == current }
        if counts.count >= most { counts = [:] }
      }
      var count = counts[subject] ?? Count(window: current, used: 0)
      if count.window != current { count = Count(window: current, used: 0) }
      count.used += 1
      counts[subject] = count
      return count.used <= limit
    }
  }
}
