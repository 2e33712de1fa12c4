import ArgumentParser
import Foundation
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

      Chaque réglage se donne par une option, une variable ($SILLAGE_…) ou un fichier
      (--config), dans cet ordre ; les secrets, par variable ou fichier seulement.
      Each setting is given by an option, a variable ($SILLAGE_…) or a file (--config),
      in this order; secrets by variable or file only.
      """)

  @OptionGroup var serving: ServeOptions
  @Flag(help: "Montre chaque réglage et d'où il vient. / Shows each setting and where it comes from.")
  var printConfig = false
  @Flag(help: "Dit si la configuration est bonne, sans ouvrir. / Says whether the configuration is sound, and ends.")
  var checkConfig = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let environment = session.console.environment
    let file = serving.config ?? environment["SILLAGE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    var configuration = try SiteConfiguration(flags: serving.typed, environment: environment, file: file)
    if printConfig { session.say(ConfigurationText.printed(configuration.settings, session.speaker)) }
    if checkConfig { session.say(session.speaker.say(ConfigurationWord.sound)) }
    guard !printConfig, !checkConfig else { return }
    let location = try StoreLocation(configuration.database, environment: environment, directory: session.directory)
    let store = try location.open(creating: true, at: session.now)
    defer { store.close() }
    configuration.dataFolder = location.folder
    // Accounts are signed from the first: the key stands beside the database, not in it.
    configuration.keyPath = configuration.keyPath ?? location.keyPath
    try configuration.openOutside()
    let site = try Site(
      store, library: session.library, directory: session.directory, configuration: configuration,
      logger: ServeCommand.logger(configuration, session.console), worker: session.console.worker,
      clock: session.console.clock)
    try serve(site, configuration, session)
  }

  private func serve(_ site: Site, _ configuration: SiteConfiguration, _ session: Session) throws(Refusal) {
    let runner = SiteRunner(site) { port in
      // A port that was chosen by the system is known only now.
      let url = configuration.port == 0 ? "http://\(configuration.host):\(port)" : configuration.publicURL
      session.tell(.serving, ["url": .text(url)])
      // Whoever reads the console may become the operator: nobody is yet.
      guard let link = try? FirstRun.setupLink(site) else { return }
      session.tell(.noOperator, ["link": .text(link.replacing(configuration.publicURL, with: url))])
    }
    let signals = StopSignals { Task { await runner.stop() } }
    try withExtendedLifetime(signals) { () throws(Refusal) in try ServeCommand.wait { try await runner.run() } }
  }

  /// The log, on the error stream.
  private static func logger(_ configuration: SiteConfiguration, _ console: Console) -> Logger {
    Logger(label: "sillage") { _ in
      LogLines(
        level: configuration.logLevel, isJSON: configuration.logsJSON, clock: console.clock, write: console.err)
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
  // Unchecked because the semaphore orders the two threads, which the compiler does not know.
  private final class Outcome: @unchecked Sendable {
    private(set) var error: (any Error)?
    func fail(_ error: any Error) { self.error = error }
  }
}
