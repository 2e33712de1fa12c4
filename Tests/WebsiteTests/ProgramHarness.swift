// A program with a token, for tests of the API: every answer it gets is held to the shape that the table says.

import Accounting
import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import HTTPTypes
import HummingbirdTesting
import Identity
import NIOCore
import Quantities
import Storage
import Testing
import UseCases
import Wording

@testable import Website

/// What the API answered.
struct Reply: Sendable {
  let status: Int
  let headers: HTTPFields
  let json: JSONValue

  /// The keys of the reasons of a refusal.
  var keys: [String] { json["errors"]?.elements?.compactMap { $0["key"]?.text } ?? [] }
}

/// A program.
struct Program: Sendable {
  let harness: SiteHarness
  /// nil for none.
  var token: String?

  /// A program with a token of a member of a firm.
  static func of(
    _ firm: OrganisationStore, _ harness: SiteHarness, as role: Role = .owner, writes: Bool = true,
    expiresAt: Timestamp? = nil
  ) throws -> Program {
    let name = "P\(UUID().uuidString.prefix(8))"
    let browser = try harness.member(role, of: firm, name)
    guard let person = browser.person else { throw Missing("a person") }
    let token = harness.site.secret()
    try firm.addToken(
      name: "test", for: person, tokenSHA256: token.sha256, mayWrite: writes, expiresAt: expiresAt, at: SiteHarness.now)
    return Program(harness: harness, token: token.text)
  }

  /// The joinery with the ledger of a year in force, and its settings.
  static func joinery(_ harness: SiteHarness, settings: Bool = true) throws -> OrganisationStore {
    let firm = DemonstrationFirm.joinery
    let id = try harness.site.store.instance(as: .console).addOrganisation(
      name: firm.name, siren: firm.siren, at: SiteHarness.now)
    let store = try harness.site.store.organisation(id, as: .console)
    try harness.importLedger(ledger(2023), named: firm.fileName(year: 2023), into: store)
    guard settings else { return store }
    let edits: [SettingsEdit] = [.activities([.init(id: "joinery", label: "Menuiserie", naf: "16.23Z")])]
    try ChangeSettings(harness.site.library, store, at: SiteHarness.now).run(year: try store.year("2023"), edits)
    return store
  }

  static func ledger(_ year: Int) -> [UInt8] {
    FECWriter.write(DemonstrationFirm.joinery.books(year: year, seed: 1).ledger)
  }

  /// Asks, and checks that the answer is one the table promises.
  @discardableResult
  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], body: [UInt8]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Reply {
    var fields = HTTPFields()
    if let token { fields[.authorization] = "Bearer \(token)" }
    for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
    let answer = try await harness.client.executeRequest(
      uri: ProgramOperation.root + path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
    let bytes = Array(buffer: answer.body)
    let json = bytes.isEmpty ? JSONValue.null : try JSONValue(parsing: bytes)
    let address = ProgramOperation.root + path.prefix { $0 != "?" }
    if let operation = Operations.all.first(where: { $0.method == method && $0.isAt(address) }) {
      let promised = Promise(operation).fault(answer.status.code, answer.headers[.contentType] ?? "", json)
      #expect(promised == nil, "\(method.rawValue) \(path)", sourceLocation: sourceLocation)
    }
    return Reply(status: answer.status.code, headers: answer.headers, json: json)
  }

  /// Sends JSON.
  @discardableResult
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ json: JSONValue, _ headers: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Reply {
    try await ask(
      method, path, headers.merging(["Content-Type": "application/json"]) { first, _ in first },
      body: Array(json.canonicalText.utf8), sourceLocation: sourceLocation)
  }
}

/// What the table says of an operation's answers.
private struct Promise {
  let operation: ProgramOperation

  init(_ operation: ProgramOperation) { self.operation = operation }

  /// Why an answer is not one of those; nil when it is.
  func fault(_ status: Int, _ type: String, _ json: JSONValue) -> String? {
    if status == operation.outcome.status.code {
      guard operation.outcome.types.contains(type) else { return "type \(type)" }
      return operation.outcome.schema?.fault(in: json).map { "shape at \($0)" }
    }
    if status == 304 { return json == .null ? nil : "a body" }
    guard operation.refusals.contains(status) else { return "status \(status) \(json.canonicalText)" }
    guard type == Problem.type else { return "type \(type)" }
    return Problem.schema.fault(in: json).map { "problem at \($0)" }
  }
}
