import Accounting
import Databases
import Demonstration
import Foundation
import TestSupport
import Testing

@testable import Commands

/// A store of its own, a folder, and the demonstration firms beside them: what a person works with.
struct StoreDesk {
  let address: DatabaseAddress
  /// For the files of one test.
  let folder: URL
  /// The folders `joinery` and `restaurant`, the same for every test: only read.
  static let demonstration: URL = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-demo-\(UUID().uuidString)")
    _ = try? Terminal.run("demo", folder.path)
    return folder
  }()

  /// Runs `body` with the schema made in an empty database.
  static func open<T>(_ engine: TestEngine, _ body: (StoreDesk) throws -> T) throws -> T {
    try withFolder { folder in
      try withAddress(engine, from: migrated) { try body(StoreDesk(address: $0, folder: folder)) }
    }
  }

  private static let migrated = TestTemplate { address in
    let made = try Terminal.run("migrate", "--database", address.text)
    #expect(made.code == 0, "\(made.err)")
  }

  /// Runs a command on this store.
  func run(
    arguments: [String], language: String = "fr", environment: [String: String] = [:], input: String = ""
  ) throws -> Terminal.Result {
    let mine = ["SILLAGE_DATABASE": address.text, "SILLAGE_FACTORS": path("factors")]
    return try Terminal.run(
      arguments, language: language, environment: mine.merging(environment) { $1 }, input: input)
  }

  /// The same, with the arguments one by one.
  func run(
    _ arguments: String..., language: String = "fr", environment: [String: String] = [:], input: String = ""
  ) throws -> Terminal.Result {
    try run(arguments: arguments, language: language, environment: environment, input: input)
  }

  /// The same, for a command that must succeed; gives what it printed.
  @discardableResult
  func done(
    _ arguments: String..., language: String = "fr", environment: [String: String] = [:], input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try run(arguments: arguments, language: language, environment: environment, input: input)
    #expect(result.code == 0, "\(arguments): \(result.err)", sourceLocation: sourceLocation)
    return result.out
  }

  /// A file of this test.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a file of this test; gives its path.
  func write(_ text: String, _ name: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  func text(_ path: String) throws -> String { try String(contentsOf: URL(filePath: path), encoding: .utf8) }

  /// A file of the demonstration.
  static func demo(_ firm: DemonstrationFirm, _ name: String) -> String {
    demonstration.appending(path: "\(firm.folder)/\(name)").path
  }

  static func ledger(_ firm: DemonstrationFirm, _ year: Int) -> String { demo(firm, firm.fileName(year: year)) }

  static func settings(_ firm: DemonstrationFirm, _ year: Int) -> String { demo(firm, "firm-\(year).yaml") }

  /// Adds a firm of the demonstration with its ledger of 2023, and keeps its books.
  func keep(_ firm: DemonstrationFirm) throws {
    try done("organisation", "add", firm.name, "--siren", firm.siren)
    try done("import", StoreDesk.ledger(firm, 2023))
    try done("account", "--organisation", firm.siren, "--firm", StoreDesk.settings(firm, 2023))
  }

  /// The small ledger that tests change, under a name that says whose it is.
  func smallLedger(_ part: String = "Chêne", _ other: String = "Chêne") throws -> String {
    let fixture = Checkout.root.appending(path: "Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt")
    let text = try text(fixture.path)
    #expect(text.contains(part))
    return try write(text.replacing(part, with: other), "903456788FEC20241231.txt")
  }
}

/// Two texts must be the same; only the first difference is shown, for they are long.
func expectSame(_ text: String, _ other: String, _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation)
{
  guard text != other else { return }
  let difference = zip(text.split(separator: "\n"), other.split(separator: "\n")).first { $0 != $1 }
  let first =
    difference.map { "\($0.0.prefix(200)) ≠ \($0.1.prefix(200))" } ?? "\(text.count) ≠ \(other.count) characters"
  Issue.record("\(what) \(first)", sourceLocation: sourceLocation)
}

extension DatabaseAddress {
  /// The address as it is typed.
  var text: String {
    switch self {
    case .file(let path, _): path
    case .server(let uri): uri
    }
  }
}
