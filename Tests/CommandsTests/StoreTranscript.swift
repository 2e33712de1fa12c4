import Databases
import Foundation
import Testing

@testable import Commands

/// What was typed and what was answered, as it is read on a terminal; places of this machine and run are left out.
struct StoreTranscript {
  let desk: StoreDesk
  let language: String
  private(set) var text = ""

  init(_ desk: StoreDesk, _ language: String) {
    self.desk = desk
    self.language = language
  }

  /// Runs a command and notes it with its answer; without the answer itself when it is known from elsewhere.
  mutating func run(
    _ arguments: String..., database: String? = nil, input: String = "", isShort: Bool = false, ends code: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let environment = database.map { ["SILLAGE_DATABASE": $0] } ?? [:]
    let result = try desk.run(arguments: arguments, language: language, environment: environment, input: input)
    #expect(result.code == code, "\(arguments): \(result.err)", sourceLocation: sourceLocation)
    let typed = arguments.map { $0.contains(" ") || $0.isEmpty || $0.hasPrefix("#") ? "'\($0)'" : $0 }
    let said = result.out + result.err
    #expect(said.firstMatch(of: /\{[a-z_]+\}/) == nil, "\(said)", sourceLocation: sourceLocation)
    text += scrub("$ sillage \(typed.joined(separator: " "))\(input.isEmpty ? "" : " < …")\n")
    text += unwrapped(isShort ? "" : result.out) + unwrapped(result.err) + "\n"
  }

  /// Notes what was done elsewhere.
  mutating func add(_ other: StoreTranscript) { text += other.text }

  /// Where lines break depends on how long the names of places are, which differ from run to run.
  private func unwrapped(_ text: String) -> String {
    let scrubbed = scrub(text)
    return scrubbed == text ? text : scrubbed.replacing(/\n {4,6}(?=[^ →])/, with: " ")
  }

  private func scrub(_ text: String) -> String {
    var text = text
    for (place, name) in [
      (desk.address.text, "sillage.db"), (desk.address.shown, "sillage.db"), (desk.folder.path + "/", ""),
      (desk.folder.path, "."), (StoreDesk.demonstration.path + "/", ""),
    ] { text = text.replacing(place, with: name) }
    return text
  }
}
