import DelimitedText
import Quantities
import TestSupport
import Testing

@testable import Accounting

/// Small ledgers, each with one thing wrong or odd: the fixture, and what is said of it, in order.
struct FECFixture: Sendable, CustomTestStringConvertible {
  /// What is expected to be said.
  struct Finding: Sendable, Equatable, CustomStringConvertible {
    let severity: String
    let key: String
    let line: Int?
    let field: String?
    var description: String { "\(severity) \(line.map(String.init) ?? "-") \(field ?? "-") \(key)" }
  }

  let name: String
  let fileName: LedgerFileName?
  let limits: FECLimits
  let findings: [Finding]

  var testDescription: String { name }
  func bytes() throws -> [UInt8] { try Checkout.bytes("\(FECFixture.folder)/\(name).txt") }

  private static let folder = "Tests/AccountingTests/Fixtures/fec"

  /// All fixtures, as `expected.csv` lists them.
  static func all() throws -> [FECFixture] {
    let rows = try DelimitedReader.read(Checkout.bytes("\(folder)/expected.csv")).rows
    return Dictionary(grouping: rows) { $0["fixture"] }.sorted { $0.key < $1.key }.map { name, rows in
      FECFixture(
        name: name, fileName: rows[0]["file_name"].isEmpty ? nil : LedgerFileName(rows[0]["file_name"]),
        limits: limits(rows[0]["limit"]),
        findings: rows.map { row in
          Finding(
            severity: row["severity"], key: row["key"], line: Int(row["line"]),
            field: row["field"].isEmpty ? nil : row["field"])
        })
    }
  }

  /// The usual limits but one, written `lineBytes=256`: files of gigabytes make poor fixtures.
  private static func limits(_ text: String) -> FECLimits {
    var limits = FECLimits()
    let parts = text.split(separator: "=")
    guard let name = parts.first, let value = parts.last.flatMap({ Int($0) }) else { return limits }
    switch name {
    case "fileBytes": limits.fileBytes = value
    case "lineBytes": limits.lineBytes = value
    case "columns": limits.columns = value
    case "distinctNames": limits.distinctNames = value
    case "entries": limits.entries = value
    case "diagnostics": limits.diagnostics = value
    default: Issue.record("unknown limit \(name)")
    }
    return limits
  }
}

@Suite("Each error and warning has a ledger that shows it")
struct FECFixtureTests {
  @Test("The reader says this, there, and nothing else", arguments: try FECFixture.all())
  func reader(fixture: FECFixture) throws {
    let settings = FECScanSettings(limits: fixture.limits)
    let outcome = FECOutcome(
      try fixture.bytes(), name: fixture.fileName, settings: settings, path: FECFastPath.self)
    #expect(Self.findings(outcome.diagnostics) == fixture.findings)
    #expect((outcome.year == nil) == fixture.findings.contains { $0.severity == "error" })
    #expect(
      outcome == FECOutcome(try fixture.bytes(), name: fixture.fileName, settings: settings, path: FECCarefulPath.self))
  }

  @Test("The survey says the same", arguments: try FECFixture.all())
  func survey(fixture: FECFixture) throws {
    // A survey has no limit on the size of the file.
    guard fixture.limits.fileBytes == FECLimits().fileBytes else { return }
    let source = ByteSource(try fixture.bytes())
    var diagnostics: [Diagnostic]
    do throws(Refusal) {
      diagnostics = try LedgerSurvey(source, name: fixture.fileName, threads: 2, limits: fixture.limits).diagnostics
    } catch {
      diagnostics = error.diagnostics
    }
    #expect(Self.findings(diagnostics) == fixture.findings)
  }

  @Test("No message is without its fixture")
  func complete() throws {
    let shown = Set(try FECFixture.all().flatMap { $0.findings.map(\.key) })
    // What no bytes can cause: the disk fails (see the tests of the survey).
    let rest = Set(FECMessage.allCases.map(\.rawValue)).subtracting(shown)
    #expect(rest == [FECMessage.fileUnreadable.rawValue])
  }

  @Test("A warning that a million lines deserve is said once, with their number and the first three lines")
  func summarised() throws {
    let line: [FECColumn: String] = [
      .journalCode: "AC", .journalLabel: "Achats", .entryNumber: "1", .entryDate: "20240115", .account: "606100",
      .accountLabel: "Énergie", .piece: "FA1", .pieceDate: "20240115", .label: "", .debit: "1,00", .credit: "1,00",
      .validationDate: "20240131",
    ]
    let (_, diagnostics) = try FECReader.read(FECSketchForm().bytes(Array(repeating: line, count: 1000)))
    let labels = try #require(diagnostics.first { $0.field == FECColumn.label.name })
    #expect(labels.message.values["count"] == .integer(1000))
    #expect(labels.message.values["lines"] == .text("2, 3, 4…"))
    #expect(diagnostics.count == 2, "empty labels, both sides")
  }

  private static func findings(_ diagnostics: [Diagnostic]) -> [FECFixture.Finding] {
    diagnostics.map {
      FECFixture.Finding(severity: $0.severity.rawValue, key: $0.message.key, line: $0.line, field: $0.field)
    }
  }
}
