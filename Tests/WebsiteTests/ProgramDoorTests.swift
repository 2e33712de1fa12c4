import CanonicalJSON
import Demonstration
import Foundation
import HTTPTypes
import Identity
import Quantities
import Storage
import Testing

@testable import Website

@Suite("What programs may not do")
struct ProgramDoorTests {
  @Test func `Without a good token nothing of a firm is answered`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness, settings: false)
      let ended = try Program.of(firm, harness, expiresAt: SiteHarness.now)
      for token in [nil, "", "nonsense", harness.site.secret().text, ended.token] {
        var program = Program(harness: harness)
        program.token = token
        for operation in Operations.all where operation.needsToken {
          let path = ProgramDoorTests.filled(operation)
          let reply = try await program.send(operation.method, path, operation.body?.schema?.example ?? [:])
          #expect(reply.status == 401, "\(operation.id)")
          #expect(reply.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
      }
    }
  }

  @Test func `A token that reads changes nothing, and a role limits a token that writes`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness)
      let reading = try Program.of(firm, harness, writes: false)
      let verifier = try Program.of(firm, harness, as: .verifier)
      for operation in Operations.all where operation.writes {
        for program in [reading, verifier] {
          let reply = try await program.send(
            operation.method, ProgramDoorTests.filled(operation), operation.body?.schema?.example ?? [:],
            ["If-Match": "\"1\""])
          #expect(reply.status == 403, "\(operation.id)")
        }
      }
      let contributor = try Program.of(firm, harness, as: .contributor)
      #expect(try await contributor.send(.post, "/years/2023/close", ["closed_on": "2024-03-31"]).status == 403)
      #expect(try await verifier.ask(.get, "/years/2023").status == 200)
    }
  }

  @Test func `What another firm has is not there`() async throws {
    try await SiteHarness.open { harness in
      let mine = try Program.joinery(harness)
      let owner = try harness.person("Autre")
      let other = try harness.firm("Autre", of: owner)
      let stranger = try Program.of(other, harness)
      for operation in Operations.all where operation.needsToken && operation.path.contains("{") {
        let reply = try await stranger.send(
          operation.method, ProgramDoorTests.filled(operation), operation.body?.schema?.example ?? [:],
          ["If-Match": "\"1\""])
        #expect(reply.status == 404, "\(operation.id) \(reply.status)")
      }
      #expect(try mine.year("2023").isClosed == false)
      #expect(try mine.jobs().count == 1)
      #expect(try await stranger.ask(.get, "/years").json["years"] == [])
      let ledger = try await stranger.ask(
        .post, "/ledgers?name=a.txt", ["Content-Type": "text/plain"], body: Program.ledger(2023))
      #expect(ledger.status == 202)
      #expect(try mine.jobs().count == 1)
    }
  }

  @Test func `What cannot be read is refused with its reason`() async throws {
    try await SiteHarness.open { harness in
      let program = try Program.of(try Program.joinery(harness), harness)
      let json = ["Content-Type": "application/json"]
      let cases: [(HTTPRequest.Method, String, [String: String], String, Int, String)] = [
        (.get, "/years/2023/entries?limit=0", [:], "", 400, "api.parameter-wrong"),
        (.get, "/years/2023/entries?limit=501", [:], "", 400, "api.parameter-wrong"),
        (.get, "/years/2023/entries?limit=+5", [:], "", 400, "api.parameter-wrong"),
        (.get, "/years/2023/entries?limit=5&limit=6", [:], "", 400, "api.parameter-unknown"),
        (.get, "/years/2023/entries?size=5", [:], "", 400, "api.parameter-unknown"),
        (.get, "/years/2023/derivation", [:], "", 400, "api.parameter-missing"),
        (.get, "/years/2023/derivation?figure=nonsense", [:], "", 404, "explain.nothing"),
        (.get, "/years/1999", [:], "", 404, "storage.not-found"),
        (.get, "/years/%00", [:], "", 404, "storage.not-found"),
        (.get, "/jobs/99999999999999999999", [:], "", 404, "storage.not-found"),
        (.get, "/firm", ["Accept": "text/html"], "", 406, "api.not-acceptable"),
        (.get, "/firm", ["Accept": "application/json;q=0"], "", 406, "api.not-acceptable"),
        (.post, "/years/2023/answers", [:], "{}", 415, "api.type-unsupported"),
        (.post, "/years/2023/answers", json, "{", 400, "api.body-unreadable"),
        (.post, "/years/2023/answers", json, "[]", 422, "api.body-wrong"),
        (.post, "/years/2023/answers", json, "{\"answers\":[{\"kind\":\"x\"}]}", 422, "api.body-wrong"),
        (.post, "/years/2023/answers", json, "{\"answers\":[{\"kind\":\"remove-rule\"}]}", 422, "firm.no-match"),
        (.post, "/years/2023/answers", json, "{\"answers\":[],\"more\":1}", 422, "api.body-wrong"),
        (.patch, "/firm", [:], "", 405, "api.method-not-allowed"),
        (.get, "/nothing", [:], "", 404, "request.not-found"),
      ]
      for (method, path, headers, body, status, key) in cases {
        let reply = try await program.ask(method, path, headers, body: Array(body.utf8))
        #expect(reply.status == status, "\(method.rawValue) \(path)")
        #expect(reply.keys == [key], "\(method.rawValue) \(path)")
        #expect(reply.headers[.contentType] == Problem.type)
      }
      #expect(try await program.ask(.patch, "/jobs/1").headers[.allow] == "GET, HEAD")
      let large = [UInt8](repeating: 32, count: (1 << 20) + 1)
      #expect(try await program.ask(.post, "/years/2023/answers", json, body: large).status == 413)
      #expect(try await program.ask(.get, "/firm", ["Accept": "text/html, */*;q=0.1"]).status == 200)
    }
  }

  @Test func `A ledger beyond the limit, or of another firm, is thrown away`() async throws {
    try await SiteHarness.open {
      $0.uploadLimit = 10_000
    } _: { harness in
      let firm = try Program.joinery(harness, settings: false)
      let program = try Program.of(firm, harness)
      let text = ["Content-Type": "text/plain"]
      let large = try await program.ask(
        .post, "/ledgers?name=a.txt", text, body: [UInt8](repeating: 65, count: 10_001))
      #expect(large.status == 413)
      let other = try await program.ask(.post, "/ledgers?name=552100554FEC20231231.txt", text, body: [65])
      #expect(other.keys == ["organisation.siren-differs"])
      #expect(try firm.jobs().count == 1)
    }
  }

  @Test func `Too many requests of a token are refused, and another token is not`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness, settings: false)
      let (busy, calm) = (try Program.of(firm, harness), try Program.of(firm, harness))
      let limit = Operations.all[0].limit
      let token = try #require(busy.token.flatMap { SecretToken($0)?.sha256 })
      for _ in 0..<limit.most {
        _ = try harness.site.store.rateLimits.take(
          "\(limit.name):token:\(token.prefix(24))", limit: limit.most, window: limit.seconds, at: SiteHarness.now)
      }
      let refused = try await busy.ask(.get, "/firm")
      #expect(refused.status == 429)
      #expect(refused.headers[.retryAfter] != nil)
      #expect(try await calm.ask(.get, "/firm").status == 200)
    }
  }

  /// The address of an operation with the joinery's names in it.
  private static func filled(_ operation: ProgramOperation) -> String {
    var path = operation.path.replacing("{year}", with: "2023").replacing("{entry}", with: "AC").replacing(
      "{job}", with: "1")
    let needed = operation.parameters.filter { $0.place == .query && $0.isRequired }
    if !needed.isEmpty {
      path += "?" + needed.map { "\($0.name)=\($0.schema.example.text ?? "")" }.joined(separator: "&")
    }
    return path
  }
}
