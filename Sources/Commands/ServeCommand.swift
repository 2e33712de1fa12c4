import ArgumentParser
import Foundation
import Hummingbird
import Logging
import Quantities
import Storage
import UseCases
import Website
import Wording

/// `sillage serve`: the site.
struct ServeCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Ouvre le site. / Opens the website.",
    discussion: """
      Sans réglage, le site s'ouvre pour cette machine seule : http://127.0.0.1:8080
      Without any setting the site opens for this machine only.
      """)

  @Option(help: "Adresse d'écoute (127.0.0.1). / Address to listen on.") var host: String?
  @Option(help: "Port (8080). / Port.") var port: Int?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    var configuration = SiteConfiguration()
    if let host { configuration.host = host }
    if let port { configuration.port = port }
    let store = try session.location(database).open(creating: true, at: session.now)
    defer { store.close() }
    let site = try Site(
      store, library: session.library, directory: session.directory, configuration: configuration,
      logger: Logger(label: "sillage"), worker: session.console.worker, clock: session.console.clock)
    try ServeCommand.wait {
      try await site.application().runService()
    }
  }

  /// Runs an asynchronous program to its end, on the thread of the command.
  static func wait(_ body: @escaping @Sendable () async throws -> Void) throws(Refusal) {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    Task {
      do { try await body() } catch { outcome.fail(error) }
      done.signal()
    }
    done.wait()
    if let error = outcome.error {
      throw Refusal(Diagnostic(.error, StoreMessage.serveFailed, ["reason": .text("\(error)")]))
    }
  }

  /// What became of it: written once, before whoever waits reads it.
  private final class Outcome: @unchecked Sendable {
    private(set) var error: (any Error)?
    func fail(_ error: any Error) { self.error = error }
  }
}
