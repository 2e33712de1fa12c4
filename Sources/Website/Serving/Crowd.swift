// How much one asker may have going on at once: who opens many pages at a time does not make the others wait.

import Synchronization

/// Counts what goes on, by asker.
final class Crowd: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let most: Int

  /// At most so many at once for each asker.
  init(most: Int) { self.most = most }

  /// Lets an asker in; false when they have enough going on.
  func enter(_ asker: String) -> Bool {
    counts.withLock { counts in
      let now = counts[asker, default: 0]
      guard now < most else { return false }
      counts[asker] = now + 1
      return true
    }
  }

  /// What was let in has ended.
  func leave(_ asker: String) {
    counts.withLock { counts in
      let now = counts[asker, default: 0] - 1
      counts[asker] = now > 0 ? now : nil
    }
  }
}
