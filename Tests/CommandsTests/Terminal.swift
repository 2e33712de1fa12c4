import ArgumentParser
import Foundation
import Quantities
import Synchronization
import TestSupport
import Testing

@testable import Commands

/// Runs a command as a person would type it, and keeps what it wrote.
enum Terminal {
  /// What a command wrote and how it ended.
  struct Result {
    let out: String
    let err: String
    let code: Int32
  }

  /// Runs `sillage ARGUMENTS` in this process.
  static func run(
    _ arguments: String..., language: String = "fr", environment: [String: String] = [:], input: String = ""
  ) throws -> Result {
    try run(arguments, language: language, environment: environment, input: input)
  }

  /// The same, with the arguments in an array.
  static func run(
    _ arguments: [String], language: String = "fr", environment: [String: String] = [:], input: String = ""
  ) throws -> Result {
    let rest = Mutex(Array(input.utf8)[...])
    let out = Mutex("")
    let err = Mutex("")
    let variables = ["SILLAGE_LANG": language, "SILLAGE_DATA": Checkout.root.path].merging(environment) { $1 }
    let console = Console(
      out: { text in out.withLock { $0 += text } }, err: { text in err.withLock { $0 += text } },
      environment: variables,
      input: { limit in
        rest.withLock { rest in
          defer { rest = rest.dropFirst(limit) }
          return Array(rest.prefix(limit))
        }
      },
      clock: { Timestamp(milliseconds: 1_774_000_000_000) }, worker: "test/\(UUID().uuidString)")
    var code: Int32 = 0
    do {
      var command = try SillageCommand.parseAsRoot(arguments)
      if let reporting = command as? any ReportingCommand {
        try reporting.run(console: console)
      } else {
        try command.run()
      }
    } catch let exit as ExitCode {
      code = exit.rawValue
    } catch {
      err.withLock { $0 += SillageCommand.fullMessage(for: error) + "\n" }
      code = SillageCommand.exitCode(for: error).rawValue
    }
    return Result(out: out.withLock { $0 }, err: err.withLock { $0 }, code: code)
  }
}

/// Texts a command must print exactly. Run the tests with RECORD=1 to write them anew, then read the difference.
enum Golden {
  /// Compares `text` with the recorded file.
  static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = Checkout.root.appending(path: "Tests/CommandsTests/Golden/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let recorded = try String(contentsOf: url, encoding: .utf8)
    guard recorded != text else { return }
    let difference = zip(recorded.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
    Issue.record(
      "\(name): recorded \(difference?.0 ?? "…"), printed \(difference?.1 ?? "…")", sourceLocation: sourceLocation)
  }
}
