// The word to stop, which every part of the server hears.

import Foundation

/// Set once, never unset; threads may wait for it.
// Unchecked because the condition is the lock of what changes, which the compiler does not know.
final class StopFlag: @unchecked Sendable {
  private let condition = NSCondition()
  private var value = false

  /// Whether the server is to stop.
  var isSet: Bool { condition.withLock { value } }

  /// Says so.
  func set() {
    condition.withLock {
      value = true
      condition.broadcast()
    }
  }

  /// Waits until it is set, so many seconds at most.
  func wait(_ seconds: TimeInterval) {
    let end = Date(timeIntervalSinceNow: seconds)
    condition.withLock {
      while !value, condition.wait(until: end) {}
    }
  }
}
