// The program under test, as processes of its own.

import Foundation
import TestSupport

/// How a process ended.
struct Ending {
  let out: String
  let err: String
  /// The exit code; nil when a signal ended the process.
  let code: Int32?

  /// Everything it said, on one line: lines are broken for terminals.
  var said: String { (out + " " + err).split { $0.isWhitespace || $0.isNewline }.joined(separator: " ") }

  /// For the report of a failure.
  var shown: String { "exit \(code.map { "\($0)" } ?? "by signal") — \(said.prefix(600))" }
}

/// A process that has been started.
final class Child {
  /// What a drill cannot do without.
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// How long any command may take, in seconds: beyond it hangs.
  static let patience = 60.0

  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let folder: URL
  private let command: String

  init(_ executable: URL, _ arguments: [String], in directory: URL? = nil) throws {
    command = ([executable.lastPathComponent] + arguments).joined(separator: " ")
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory ?? folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SILLAGE_LANG": "fr", "HOME": folder.path]
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Child.file(folder.appending(path: "out"))
    process.standardError = try Child.file(folder.appending(path: "err"))
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  private static func file(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  /// Ends the process as a power cut would: it gets no say.
  func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Sends it a signal.
  func tell(_ signal: Int32) { _ = Foundation.kill(process.processIdentifier, signal) }

  /// Whether it has not ended yet.
  var isRunning: Bool { process.isRunning }

  /// What it has written to its output so far.
  func saidSoFar() throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: "out")), as: UTF8.self)
  }

  /// Waits for the end.
  ///
  /// - Throws: when the process takes longer than `patience`; it is killed then.
  func wait() throws -> Ending {
    guard ended.wait(timeout: .now() + Child.patience) == .success else {
      kill()
      ended.wait()
      throw Failure(description: "\(command) did not end within \(Child.patience) seconds")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }
    return Ending(
      out: try text("out"), err: try text("err"),
      code: process.terminationReason == .exit ? process.terminationStatus : nil)
  }
}

/// `sillage`, as it was built beside these tests.
enum Program {
  /// Where it is: beside the test bundle, or above it where the bundle is a folder.
  private static let executable: URL? = {
    let named = CommandLine.arguments.filter { $0.contains(".xctest") }.map { URL(filePath: $0) }
    for start in [Bundle.main.executableURL].compactMap(\.self) + named {
      var folder = start.resolvingSymlinksInPath().deletingLastPathComponent()
      for _ in 0..<4 {
        let candidate = folder.appending(path: "sillage")
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        folder = folder.deletingLastPathComponent()
      }
    }
    return nil
  }()

  /// Starts `sillage ARGUMENTS`.
  static func start(_ arguments: [String]) throws -> Child {
    guard let executable else { throw Child.Failure(description: "no sillage beside the tests: swift build first") }
    return try Child(executable, arguments)
  }

  /// Runs `sillage ARGUMENTS` to its end.
  static func run(_ arguments: [String]) throws -> Ending { try start(arguments).wait() }

  /// Runs `sillage ARGUMENTS`, which must succeed.
  @discardableResult
  static func succeed(_ arguments: [String]) throws -> Ending {
    let ending = try run(arguments)
    guard ending.code == 0 else { throw Child.Failure(description: "sillage \(arguments): \(ending.shown)") }
    return ending
  }

  /// How long `sillage ARGUMENTS` takes when nothing disturbs it, in seconds.
  static func seconds(_ arguments: [String]) throws -> Double {
    let start = Date()
    try succeed(arguments)
    return Date().timeIntervalSince(start)
  }
}

/// A program of the system, such as `mount`.
enum Tool {
  /// Runs it; throws unless it succeeds.
  @discardableResult
  static func run(_ arguments: String...) throws -> Ending {
    let ending = try Child(URL(filePath: "/usr/bin/env"), arguments, in: URL(filePath: "/")).wait()
    guard ending.code == 0 else { throw Child.Failure(description: "\(arguments): \(ending.shown)") }
    return ending
  }
}
