// Being told to stop by the system.

import Dispatch
import Foundation
import Synchronization

/// Listens for SIGTERM and SIGINT as long as it lives: the first asks for an orderly end, the second ends at once.
final class StopSignals: Sendable {
  private let sources = Mutex<[any DispatchSourceSignal]>([])
  private let count = Atomic(0)

  /// Listens.
  ///
  /// - Parameter first: called at the first signal, on a thread of its own.
  init(_ first: @escaping @Sendable () -> Void) {
    for number in [SIGTERM, SIGINT] {
      // Else the system would end the process before anybody hears.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
      source.setEventHandler { [weak self] in
        guard let self else { return }
        if count.add(1, ordering: .relaxed).newValue == 1 { first() } else { _exit(128 + number) }
      }
      source.resume()
      sources.withLock { $0.append(source) }
    }
  }
}
