import CanonicalJSON
import Foundation
import HTTPTypes
import Testing

@testable import Website

@Suite("The table of the API")
struct ProgramTableTests {
  @Test func `Every example has the shape it is the example of`() {
    for operation in Operations.all {
      if let schema = operation.outcome.schema { #expect(schema.fault(in: schema.example) == nil, "\(operation.id)") }
      if let schema = operation.body?.schema { #expect(schema.fault(in: schema.example) == nil, "\(operation.id)") }
      for parameter in operation.parameters {
        #expect(parameter.schema.fault(in: parameter.schema.example) == nil, "\(operation.id) \(parameter.name)")
      }
    }
    for name in SchemaName.allCases { #expect(name.schema.fault(in: name.schema.example) == nil, "\(name)") }
    for form in AnswerForm.all { #expect(form.schema.fault(in: form.schema.example) == nil, "\(form.kind)") }
  }

  @Test func `Every answer that can be sent can be read`() throws {
    for form in AnswerForm.all {
      var example = form.schema.example
      // Of a content, one of two figures is sent.
      if form.kind == "content", case .object(var members) = example {
        members["content_g"] = nil
        example = .object(members)
      }
      _ = try AnswerForm.edit(example)
    }
  }

  @Test func `Names of operations and addresses are each there once`() {
    #expect(Set(Operations.all.map(\.id)).count == Operations.all.count)
    #expect(Set(Operations.all.map { $0.method.rawValue + $0.path }).count == Operations.all.count)
    for operation in Operations.all {
      let named = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
      let declared = operation.parameters.filter { $0.place == .path }.map(\.name)
      #expect(named.map(String.init) == declared, "\(operation.id)")
      #expect(operation.writes == operation.parameters.contains { $0.name == "Idempotency-Key" }, "\(operation.id)")
    }
  }

  @Test func `The document names every operation, and every shape it refers to`() async throws {
    try await SiteHarness.open { harness in
      let reply = try await Program(harness: harness).ask(.get, "/openapi.json")
      let json = reply.json
      #expect(json["openapi"]?.text == "3.1.0")
      for operation in Operations.all {
        let found = json["paths"]?[operation.path]?[operation.method.rawValue.lowercased()]
        #expect(found?["operationId"]?.text == operation.id)
      }
      let references = json.canonicalText.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) }
      #expect(!references.isEmpty)
      for name in Set(references) { #expect(json["components"]?["schemas"]?[name] != nil, "\(name)") }
      let french = try await Program(harness: harness).ask(.get, "/openapi.json?lang=fr").json
      #expect(french["info"]?["summary"]?.text != json["info"]?["summary"]?.text || json == french)
    }
  }

  @Test func `Shapes refuse what is not of them`() {
    let cases: [(Schema, JSONValue)] = [
      (.date, "2024-13-01"), (.date, "2024-12-31\n"), (.euros, "1,50"), (.euros, "1.505"), (.euros, 5),
      (.integer(1...5), 6), (.flag, "true"), (.list(.flag, most: 1), [true, true]), (.choice(["a"]), "b"),
      (.all(["a": .flag]), [:]), (.all(["a": .flag]), ["a": true, "b": true]), (.line("x"), ""),
      (.line("x"), "a\u{0}b"), (.map(.flag), ["x": 1]), (.document, []), (.oneOf([.flag, .flag]), true),
      (.optional(.flag), 1), (.sha256, "abc"),
    ]
    for (schema, value) in cases { #expect(schema.fault(in: value) != nil, "\(value)") }
    #expect(Schema.all(["a": .list(.flag, most: 2)]).fault(in: ["a": [true, 1]]) == "a/1")
  }

  @Test func `The page for people shows every operation in both languages`() async throws {
    try await SiteHarness.open { harness in
      let browser = Browser(client: harness.client)
      for language in ["fr", "en"] {
        browser.language = language
        let page = try await browser.open("/api")
        #expect(page.status == 200)
        for operation in Operations.all { #expect(page.shows(operation.path), "\(operation.path)") }
        #expect(!page.text.contains(">api."), "a key without words")
      }
    }
  }
}
