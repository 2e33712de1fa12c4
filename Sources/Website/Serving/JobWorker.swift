// Imports go on in the background, on a thread of their own.

import Foundation
import Logging
import Quantities
import ServiceLifecycle
import Storage
import UseCases

/// Takes the imports that wait, one after the other, until the server stops.
final class JobWorker: Service {
  private let site: Site

  /// How long to wait when nothing is to be done, and after a failure of the database, in seconds.
  private static let (rest, recovery) = (0.3, 5.0)

  init(site: Site) { self.site = site }

  func run() async throws {
    await withGracefulShutdownHandler {
      await withCheckedContinuation { continuation in
        let thread = Thread { [self] in
          JobWorker.yieldToPages()
          work()
          continuation.resume()
        }
        thread.name = "imports"
        thread.start()
      }
    } onGracefulShutdown: { [site] in
      site.stopping.set()
    }
    // The thread may be done before the requests are: a service that ends early would end them with it.
    try? await gracefulShutdown()
  }

  /// An import takes what processor pages leave: somebody waits for those.
  private static func yieldToPages() {
    #if os(Linux)
      // Of this thread alone: on Linux each has its own.
      _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
    #endif
  }

  /// An import that runs when the server is told to stop is let go of at its next part: whichever process works next goes on
  /// there.
  private func work() {
    while !site.stopping.isSet {
      do throws(Refusal) {
        guard let claim = try site.store.jobs.claim(as: site.worker, at: site.clock()) else {
          site.stopping.wait(JobWorker.rest)
          continue
        }
        let stopping = site.stopping
        let job = try site.store.jobs.work(on: claim, clock: site.clock, isStopping: { stopping.isSet })
        site.logger.info(
          "import ended",
          metadata: ["firm": "\(job.organisation.number)", "job": "\(job.number)", "state": "\(job.state.rawValue)"])
      } catch {
        if error.says(StorageMessage.jobLost) { continue }
        if error.says(StorageMessage.jobPaused) {
          site.logger.info("import let go of: it goes on when somebody works again")
          continue
        }
        let keys = error.diagnostics.map(\.message.key).joined(separator: " ")
        site.logger.error("import interrupted", metadata: ["reason": "\(keys)"])
        site.stopping.wait(JobWorker.recovery)
      }
    }
  }
}
