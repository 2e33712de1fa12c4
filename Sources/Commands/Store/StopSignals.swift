// Being told to stop by the system.

import Dispatch
import Foundation
import Synchronization

/// Listens for SIGTERM and SIGINT as long as it lives: the first asks for an orderly end, the second ends at once.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]

  /// How many signals came.
  private final class Count: Sendable {
    private let number = Atomic(0)
    func next() -> Int { number.add(1, ordering: .relaxed).newValue }
  }

  /// Listens.
  ///
  /// - Parameter first: called at the first signal, on a thread of its own.
  init(_ first: @escaping @Sendable () -> Void) {
    let count = Count()
    sources = [SIGTERM, SIGINT].map { number in
      // Else the system would end the process before anybody hears.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler {
        if count.next() == 1 { first() } else { _exit(128 + number) }
      }
      source.resume()
      return source
    }
  }
}
