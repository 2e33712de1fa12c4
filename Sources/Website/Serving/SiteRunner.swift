// The server from its start to an orderly end.

import Logging
import ServiceLifecycle

/// Runs a site. Told to stop, it takes no more connections, lets the requests that run end, refuses files that are still
/// coming in, and lets go of the import it is at.
public final class SiteRunner: Sendable {
  private let site: Site
  private let group: ServiceGroup

  /// How long requests that run may take to end, in seconds: beyond it their connections are cut.
  static let patience: Int64 = 20

  /// A server that does not run yet.
  ///
  /// - Parameter started: told the port once requests are taken.
  public init(_ site: Site, started: @escaping @Sendable (Int) async -> Void) {
    self.site = site
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: site.application(started: started))], logger: site.logger)
    configuration.maximumGracefulShutdownDuration = .seconds(SiteRunner.patience)
    group = ServiceGroup(configuration: configuration)
  }

  /// Runs until `stop` is called.
  ///
  /// - Throws: what keeps the server from starting, such as a port that is taken.
  public func run() async throws {
    site.noteUnsigned()
    do { try await group.run() } catch {
      // Once the word was given, whatever a connection that was cut complains of is of no interest.
      guard site.stopping.isSet else { throw error }
      site.logger.warning("connections were cut", metadata: ["reason": "\(type(of: error))"])
    }
    site.logger.info("stopped")
  }

  /// Gives the word to stop.
  public func stop() async {
    site.logger.info("stopping")
    site.stopping.set()
    await group.triggerGracefulShutdown()
  }
}
