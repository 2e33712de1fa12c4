// Parameters as values of the shapes that the table says.

import CanonicalJSON
import Foundation
import HTTPTypes
import Quantities
import Storage

/// Reads the parameters of an operation.
struct ParameterReader {
  private let parameters: [ProgramOperation.Parameter]

  init(_ parameters: [ProgramOperation.Parameter]) { self.parameters = parameters }

  /// - Throws: `api.parameter-…`; `storage.not-found` when a path cannot lead anywhere.
  func read(_ facts: RequestFacts) throws(Refusal) -> [String: JSONValue] {
    try checkQuery(facts)
    var values: [String: JSONValue] = [:]
    for parameter in parameters {
      guard let text = try text(parameter, facts) else {
        guard parameter.isRequired else { continue }
        let key: ProgramProblem = parameter.name == "If-Match" ? .versionMissing : .parameterMissing
        throw Refusal(Diagnostic(.error, key, ["name": .text(parameter.name)], field: parameter.name))
      }
      let value = ParameterReader.value(text, parameter.schema)
      guard let value, parameter.schema.fault(in: value) == nil else {
        if parameter.place == .path { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
        throw Refusal(
          Diagnostic(
            .error, ProgramProblem.parameterWrong,
            ["name": .text(parameter.name), "value": .text(String(text.prefix(80)))], field: parameter.name))
      }
      values[parameter.name] = value
    }
    return values
  }

  /// A name that is misspelt would be passed over in silence, a name said twice be read once.
  private func checkQuery(_ facts: RequestFacts) throws(Refusal) {
    var seen: Set<String> = []
    for (name, _) in facts.query.every {
      let isKnown = parameters.contains { $0.place == .query && $0.name == name }
      guard isKnown, seen.insert(name).inserted else {
        let known = parameters.filter { $0.place == .query }.map(\.name).joined(separator: ", ")
        throw Refusal(
          Diagnostic(
            .error, ProgramProblem.parameterUnknown,
            ["name": .text(String(name.prefix(80))), "known": .text(known.isEmpty ? "–" : known)], field: "query"))
      }
    }
  }

  private func text(_ parameter: ProgramOperation.Parameter, _ facts: RequestFacts) throws(Refusal) -> String? {
    switch parameter.place {
    case .query: return facts.query.has(parameter.name) ? facts.query.exact(parameter.name) : nil
    case .header: return HTTPField.Name(parameter.name).flatMap { facts.headers[$0] }
    case .path:
      guard let text = facts.parameters[parameter.name]?.removingPercentEncoding else {
        throw Refusal(Diagnostic(.error, StorageMessage.notFound))
      }
      return text
    }
  }

  private static func value(_ text: String, _ schema: Schema) -> JSONValue? {
    guard case .integer = schema else { return .string(text) }
    // `+5` and `007` are numbers to Swift, not to JSON.
    guard let number = Int64(text), String(number) == text else { return nil }
    return .integer(number)
  }
}
