// Diagnostics as text, to be put into words later, by another process and in any language.

import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities

/// Writes and reads diagnostics as canonical JSON, exactly.
enum DiagnosticsDocument {
  /// The text of diagnostics.
  static func text(_ diagnostics: [Diagnostic]) -> String {
    JSONValue.array(diagnostics.map(json)).canonicalText
  }

  /// The diagnostics of a text. Throws when it is no such text.
  static func read(_ text: String) throws -> [Diagnostic] {
    guard let elements = try JSONValue(parsing: Array(text.utf8)).elements else { throw unreadable }
    return try elements.map(diagnostic)
  }

  private static let unreadable = SQLError(.damaged, "diagnostics that cannot be read")

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      "severity": .string(diagnostic.severity.rawValue), "message": MessageDocument.json(diagnostic.message),
      "file": .optional(diagnostic.file), "line": diagnostic.line.map { .integer(Int64($0)) } ?? .null,
      "field": .optional(diagnostic.field),
    ])
  }

  private static func diagnostic(_ json: JSONValue) throws -> Diagnostic {
    guard let severity = json["severity"]?.text.flatMap(Diagnostic.Severity.init(rawValue:)),
      let message = json["message"]
    else { throw unreadable }
    return Diagnostic(
      kept: try words(message), severity, file: json["file"]?.text, line: json["line"]?.integer.map(Int.init),
      field: json["field"]?.text)
  }

  private static func words(_ json: JSONValue) throws -> Message {
    do { return try MessageDocument.message(json) } catch { throw unreadable }
  }
}
