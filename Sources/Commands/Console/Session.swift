import ArgumentParser
import Foundation
import Quantities
import ReferenceData
import UseCases
import Wording

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "Langue : fr ou en. / Language: fr or en.")
  var lang: Language?
}

extension Language: ExpressibleByArgument {}

/// What a command works with: the library, the reader's language, and where to write.
struct Session {
  let directory: DataDirectory
  let library: Library
  let speaker: Speaker
  let console: Console

  init(_ options: CommonOptions, _ console: Console) throws(Refusal) {
    directory = try DataDirectory.find(environment: console.environment)
    library = try Library(directory, imported: ImportedFactors(environment: console.environment))
    speaker = Speaker(library.catalogue, options.lang ?? console.language)
    self.console = console
  }

  func say(_ text: String) { console.out(text.hasSuffix("\n") ? text : text + "\n") }

  /// Warnings go to the error stream: what is printed stays the answer alone.
  func warn(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { console.err(speaker.text(diagnostic) + "\n") }
  }
}

/// A command that answers a refusal by its reasons and exit code 1, never by a stack of technical words.
protocol ReportingCommand: ParsableCommand {
  var options: CommonOptions { get }
  func run(in session: Session) throws(Refusal)
}

extension ReportingCommand {
  mutating func run() throws { try run(console: .standard) }

  /// Runs the command on a console.
  func run(console: Console) throws {
    do {
      let session = try Session(options, console)
      do throws(Refusal) { try run(in: session) } catch {
        session.warn(error.diagnostics.sorted { $0.severity > $1.severity })
        throw ExitCode(1)
      }
    } catch let refusal as Refusal {
      let language = options.lang ?? console.language
      for diagnostic in refusal.diagnostics { console.err(WordlessText.text(diagnostic, language) + "\n") }
      throw ExitCode(2)
    }
  }
}
