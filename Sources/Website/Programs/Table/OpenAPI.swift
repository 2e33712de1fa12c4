// The table as an OpenAPI 3.1 document: true, since routes and checks are made from the same rows.

import CanonicalJSON
import HTTPTypes
import Quantities
import UseCases
import Wording

/// Writes the document.
struct OpenAPI {
  private let site: Site
  private let speaker: Speaker

  /// - Parameter language: that of summaries and descriptions.
  init(site: Site, language: Language) {
    self.site = site
    speaker = site.speaker(language)
  }

  var json: JSONValue {
    var paths: [String: [String: JSONValue]] = [:]
    for operation in Operations.all {
      paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = self.operation(operation)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Sillage", "version": "1", "summary": .string(speaker.say(ProgramPageMessage.title)),
        "description": .string(rules.joined(separator: "\n\n")),
      ], "servers": [["url": .string(ProgramOperation.root)]], "paths": .object(paths.mapValues { .object($0) }),
      "components": [
        "schemas": .object(
          Dictionary(SchemaName.allCases.map { ($0.rawValue, $0.schema.json) }) { first, _ in first }),
        "securitySchemes": [
          "token": [
            "type": "http", "scheme": "bearer", "description": .string(speaker.say(ProgramPageMessage.token)),
          ]
        ],
      ],
    ]
  }

  private var rules: [String] {
    [
      speaker.say(ProgramPageMessage.ruleFigures), speaker.say(ProgramPageMessage.ruleErrors),
      speaker.say(ProgramPageMessage.ruleKeys), speaker.say(ProgramPageMessage.ruleETag),
    ]
  }

  private func operation(_ operation: ProgramOperation) -> JSONValue {
    var members: [String: JSONValue] = [
      "operationId": .string(operation.id), "summary": .string(speaker.say(operation.about)),
      "parameters": .array(operation.parameters.map(parameter)), "responses": responses(operation),
      "security": operation.needsToken ? [["token": []]] : [],
    ]
    if let body = operation.body {
      var content: [String: JSONValue] = [:]
      for type in body.types {
        content[type] = body.schema.map { ["schema": $0.json, "example": $0.example] } ?? [:]
      }
      members["requestBody"] = ["required": true, "content": .object(content)]
    }
    return .object(members)
  }

  private func parameter(_ parameter: ProgramOperation.Parameter) -> JSONValue {
    [
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
      "required": .bool(parameter.isRequired), "schema": parameter.schema.json,
      "description": .string(speaker.say(parameter.about)), "example": parameter.schema.example,
    ]
  }

  private func responses(_ operation: ProgramOperation) -> JSONValue {
    let outcome = operation.outcome
    var responses: [String: JSONValue] = [:]
    responses[String(outcome.status.code)] = [
      "description": .string(outcome.status.reasonPhrase), "headers": headers(operation),
      // A file is bytes: OpenAPI 3.1 says nothing more of them than their type.
      "content": .object(
        Dictionary(
          outcome.types.map { type in
            (type, outcome.schema.map { ["schema": $0.json, "example": $0.example] } ?? .object([:]))
          }
        ) { first, _ in first }),
    ]
    if operation.method == .get { responses["304"] = ["description": "Not Modified"] }
    for code in operation.refusals + [500] {
      var response: [String: JSONValue] = [
        "description": .string(HTTPResponse.Status(code: code).reasonPhrase),
        "content": .object([Problem.type: ["schema": Schema.named(.problem).json]]),
      ]
      if code == 401 { response["headers"] = ["WWW-Authenticate": OpenAPI.header] }
      if code == 429 { response["headers"] = ["Retry-After": OpenAPI.header] }
      responses[String(code)] = .object(response)
    }
    return .object(responses)
  }

  private static let header: JSONValue = ["required": true, "schema": ["type": "string"]]

  private func headers(_ operation: ProgramOperation) -> JSONValue {
    operation.method == .get ? ["ETag": OpenAPI.header] : [:]
  }
}
