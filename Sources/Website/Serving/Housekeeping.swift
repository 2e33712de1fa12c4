// What is of no more use goes, every hour: sessions and links that have ended, counts of attempts.

import Logging
import Quantities
import ServiceLifecycle
import Storage

/// Sweeps the store while the server runs.
struct Housekeeping: Service {
  let site: Site

  /// How often, in seconds.
  private static let every: Int64 = 3600

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await site.pools.run(.slow) { sweep() }
        try await Task.sleep(for: .seconds(Housekeeping.every))
      }
    }
  }

  private func sweep() {
    let now = site.clock()
    do throws(Refusal) {
      try site.store.sessions.sweep(at: now)
      try site.store.people.sweep(at: now)
      try site.store.rateLimits.sweep(before: now.adding(seconds: -24 * 3600))
    } catch {
      site.logger.error("sweeping failed", metadata: ["reason": "\(error.diagnostics.first?.message.key ?? "")"])
    }
  }
}
