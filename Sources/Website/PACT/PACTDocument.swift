// What customers' programs may ask for, as an OpenAPI 3.1 document: the part of the PACT 3.0 specification that is served.

import CanonicalJSON
import Footprints
import HTTPTypes
import UseCases

/// Writes the document.
struct PACTDocument {
  let site: Site

  var json: JSONValue {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "Sillage, PACT", "version": .string(site.library.footprints.specification),
        "description":
          "The actions of the PACT Technical Specifications 3.0 that this instance serves: https://specs.carbon-transparency.org",
      ], "servers": [["url": .string(site.configuration.publicURL)]],
      "paths": .object([
        "/3/footprints": ["get": list], "/3/footprints/{id}": ["get": one], "/3/events": ["post": events],
        "/auth/token": ["post": token], "/.well-known/openid-configuration": ["get": discovery],
      ]),
      "components": [
        "securitySchemes": [
          "client": [
            "type": "oauth2",
            "flows": [
              "clientCredentials": [
                "tokenUrl": .string(site.configuration.publicURL + PACTOperation.token.path), "scopes": [:],
              ]
            ],
          ]
        ],
        "schemas": .object([
          "Error": PACTDocument.error, "ProductFootprint": PACTFootprintSchema.footprint,
          "CarbonFootprint": PACTFootprintSchema.carbon,
        ]),
      ],
    ]
  }

  private var list: JSONValue {
    let texts = ["productId", "companyId", "geography", "classification", "status"].map { name -> JSONValue in
      let items: JSONValue = ["type": "string"]
      return PACTDocument.query(
        name, ["type": "array", "items": items, "maxItems": .integer(Int64(FootprintFilter.most))])
    }
    let moments = ["validOn", "validAfter", "validBefore"].map {
      PACTDocument.query($0, ["type": "string", "format": "date-time"])
    }
    let numbers = [("limit", Int64(Int32.max)), ("offset", 1_000_000)].map { name, most in
      PACTDocument.query(name, ["type": "integer", "minimum": 0, "maximum": .integer(most)])
    }
    return operation(
      "listFootprints", "Footprints of the accounts that the supplier publishes", parameters: texts + moments + numbers,
      ok: [
        "description": "A page of footprints", "headers": ["Link": ["schema": ["type": "string"]]],
        "content": PACTDocument.content(
          ["type": "array", "items": ["$ref": "#/components/schemas/ProductFootprint"]], inside: "data"),
      ], refusals: [400, 401])
  }

  private var one: JSONValue {
    operation(
      "getFootprint", "One footprint, deprecated ones too",
      parameters: [
        [
          "name": "id", "in": "path", "required": true, "schema": ["type": "string", "format": "uuid"],
        ]
      ],
      ok: [
        "description": "The footprint",
        "content": PACTDocument.content(["$ref": "#/components/schemas/ProductFootprint"], inside: "data"),
      ], refusals: [400, 401, 404])
  }

  private var events: JSONValue {
    let event: JSONValue = [
      "type": "object", "required": ["type", "specversion", "id", "source", "time", "data"],
      "properties": [
        "type": ["type": "string", "enum": .array(FootprintEvent.Kind.allCases.map { .string($0.rawValue) })],
        "specversion": ["const": "1.0"], "id": ["type": "string", "minLength": 1, "maxLength": 500],
        "source": ["type": "string", "minLength": 1, "maxLength": 500],
        "time": ["type": "string", "format": "date-time"], "data": ["type": "object"],
      ],
    ]
    return operation(
      "receiveEvent", "A request, an answer or news, as a CloudEvent", parameters: [],
      body: .object([FootprintEvent.type: ["schema": event]]), ok: ["description": "Kept"],
      refusals: [400, 401, 413])
  }

  private var discovery: JSONValue {
    [
      "operationId": "discover", "summary": "Where tokens are had", "security": [],
      "responses": [
        "200": [
          "description": "Addresses",
          "content": PACTDocument.content([
            "type": "object", "required": ["issuer", "token_endpoint"],
            "properties": ["issuer": ["type": "string"], "token_endpoint": ["type": "string"]],
          ]),
        ],
        "429": [
          "description": "Too Many Requests",
          "content": PACTDocument.content(["$ref": "#/components/schemas/Error"]),
        ],
      ],
    ]
  }

  private var token: JSONValue {
    let form: JSONValue = [
      "type": "object", "required": ["grant_type"],
      "properties": [
        "grant_type": ["const": "client_credentials"], "client_id": ["type": "string"],
        "client_secret": ["type": "string"],
      ],
    ]
    let refusal: JSONValue = [
      "description": "RFC 6749, section 5.2",
      "content": PACTDocument.content(
        ["type": "object", "required": ["error"], "properties": ["error": ["type": "string"]]]),
    ]
    return [
      "operationId": "giveToken", "summary": "A token against an identifier and a secret", "security": [],
      "requestBody": [
        "required": true, "content": ["application/x-www-form-urlencoded": ["schema": form]],
      ],
      "responses": [
        "200": [
          "description": "A token",
          "content": PACTDocument.content([
            "type": "object", "required": ["access_token", "token_type", "expires_in"],
            "properties": [
              "access_token": ["type": "string"], "token_type": ["const": "Bearer"], "expires_in": ["type": "integer"],
            ],
          ]),
        ], "400": refusal, "401": refusal, "413": refusal, "429": refusal,
      ],
    ]
  }

  private func operation(
    _ id: String, _ summary: String, parameters: [JSONValue], body: JSONValue? = nil, ok: JSONValue, refusals: [Int]
  ) -> JSONValue {
    var responses: [String: JSONValue] = ["200": ok]
    for status in refusals + [429, 500, 503] {
      var response: [String: JSONValue] = [
        "description": .string(HTTPResponse.Status(code: status).reasonPhrase),
        "content": PACTDocument.content(["$ref": "#/components/schemas/Error"]),
      ]
      if status == 401 { response["headers"] = ["WWW-Authenticate": ["schema": ["type": "string"]]] }
      responses[String(status)] = .object(response)
    }
    var members: [String: JSONValue] = [
      "operationId": .string(id), "summary": .string(summary), "parameters": .array(parameters),
      "security": [["client": []]], "responses": .object(responses),
    ]
    if let body { members["requestBody"] = ["required": true, "content": body] }
    return .object(members)
  }

  private static func query(_ name: String, _ schema: JSONValue) -> JSONValue {
    ["name": .string(name), "in": "query", "required": false, "schema": schema]
  }

  private static func content(_ schema: JSONValue, inside member: String? = nil) -> JSONValue {
    guard let member else { return ["application/json": ["schema": schema]] }
    return [
      "application/json": [
        "schema": ["type": "object", "required": [.string(member)], "properties": .object([member: schema])]
      ]
    ]
  }

  private static let error: JSONValue = [
    "type": "object", "required": ["code", "message"],
    "properties": [
      "code": ["type": "string", "enum": .array(PACTProblem.Code.allCases.map { .string($0.rawValue) })],
      "message": ["type": "string"],
    ],
  ]
}
