// From code that may wait to code that is awaited.

import Dispatch
import Quantities
import Synchronization

/// Waits on a thread that may block for what is done elsewhere.
public enum Waiting {
  /// What `body` gives. Never call it on a thread of Swift's own pool or on an event loop.
  public static func run<T: Sendable>(
    _ body: @escaping @Sendable () async throws(Refusal) -> T
  ) throws(Refusal) -> T {
    let outcome = Outcome<T>()
    let done = DispatchSemaphore(value: 0)
    Task {
      let result: Result<T, Refusal>
      do throws(Refusal) { result = .success(try await body()) } catch { result = .failure(error) }
      outcome.result.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = outcome.result.withLock({ $0 }) else { preconditionFailure("a task that ended left a result") }
    return try result.get()
  }

  /// What became of it.
  private final class Outcome<T: Sendable>: Sendable {
    let result = Mutex<Result<T, Refusal>?>(nil)
  }
}
