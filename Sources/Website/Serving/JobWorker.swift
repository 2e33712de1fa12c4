// Imports go on in the background, on a thread of their own.

import Foundation
import Logging
import Quantities
import ServiceLifecycle
import Storage
import Synchronization

/// Takes the imports that wait, one after the other, until the server stops.
final class JobWorker: Service {
  private let site: Site
  private let isStopping = Atomic(false)

  init(site: Site) { self.site = site }

  func run() async throws {
    await withGracefulShutdownHandler {
      await withCheckedContinuation { continuation in
        let thread = Thread { [self] in
          work()
          continuation.resume()
        }
        thread.name = "imports"
        thread.start()
      }
    } onGracefulShutdown: { [self] in
      isStopping.store(true, ordering: .relaxed)
    }
  }

  /// An import that runs when the server is told to stop is seen to its end; if the process is killed first, another
  /// takes it over.
  private func work() {
    while !isStopping.load(ordering: .relaxed) {
      do throws(Refusal) {
        guard let claim = try site.store.jobs.claim(as: site.worker, at: site.clock()) else {
          Thread.sleep(forTimeInterval: 0.3)
          continue
        }
        let job = try site.store.jobs.work(on: claim, clock: site.clock)
        site.logger.info(
          "import ended",
          metadata: ["firm": "\(job.organisation.number)", "job": "\(job.number)", "state": "\(job.state.rawValue)"])
      } catch {
        if error.says(StorageMessage.jobLost) { continue }
        let keys = error.diagnostics.map(\.message.key).joined(separator: " ")
        site.logger.error("import interrupted", metadata: ["reason": "\(keys)"])
        Thread.sleep(forTimeInterval: 5)
      }
    }
  }
}
