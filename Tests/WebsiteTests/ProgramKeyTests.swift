import CanonicalJSON
import Demonstration
import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing

@testable import Website

@Suite("A change sent twice is done once")
struct ProgramKeyTests {
  private static let answers: JSONValue = ["answers": [["kind": "accept-labels", "value": true]]]
  private static let others: JSONValue = ["answers": [["kind": "accept-labels", "value": false]]]

  @Test func `The same key gives the same answer, and another request under it is refused`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness)
      let program = try Program.of(firm, harness)
      let key = ["Idempotency-Key": "k1"]
      let first = try await program.send(.post, "/years/2023/answers", Self.answers, key)
      #expect(first.status == 200)
      #expect(first.headers[.idempotencyReplayed] == nil)
      // Meanwhile somebody else changes the settings: the answer stays that of the first time.
      try await program.send(.post, "/years/2023/answers", Self.others)
      let second = try await program.send(.post, "/years/2023/answers", Self.answers, key)
      #expect(second.json == first.json)
      #expect(second.headers[.idempotencyReplayed] == "true")
      #expect(try firm.settings(for: 1)?.version == 3)
      let reused = try await program.send(.post, "/years/2023/answers", Self.others, key)
      #expect(reused.status == 422)
      #expect(reused.keys == ["storage.key-reused"])
      let elsewhere = try await program.ask(.post, "/years/2023/publish", key)
      #expect(elsewhere.keys == ["storage.key-reused"])
      #expect(
        try await program.send(.post, "/years/2023/answers", Self.answers, ["Idempotency-Key": "é"]).status == 400)
    }
  }

  @Test func `A refusal is kept under the key too`() async throws {
    try await SiteHarness.open { harness in
      let program = try Program.of(try Program.joinery(harness), harness)
      let key = ["Idempotency-Key": "k2"]
      #expect(try await program.ask(.post, "/years/2023/publish", key).status == 409)
      try await program.send(.post, "/years/2023/close", ["closed_on": "2024-03-31"])
      let kept = try await program.ask(.post, "/years/2023/publish", key)
      #expect(kept.status == 409)
      #expect(kept.headers[.idempotencyReplayed] == "true")
      #expect(try await program.ask(.post, "/years/2023/publish").status == 200)
    }
  }

  @Test func `Of twenty at once under one key, one is done and none contradicts it`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness)
      let program = try Program.of(firm, harness)
      let statuses = try await withThrowingTaskGroup(of: Reply.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await program.send(.post, "/years/2023/answers", Self.answers, ["Idempotency-Key": "k3"])
          }
        }
        return try await group.reduce(into: [Reply]()) { $0.append($1) }
      }
      #expect(statuses.contains { $0.status == 200 && $0.headers[.idempotencyReplayed] == nil })
      #expect(statuses.count { $0.status == 200 && $0.headers[.idempotencyReplayed] == nil } == 1)
      #expect(statuses.filter { $0.status != 200 }.allSatisfy { $0.keys == ["api.key-busy"] })
      #expect(try firm.settings(for: 1)?.version == 2)
    }
  }

  @Test func `A ledger sent twice under one key is one import`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness, settings: false)
      let program = try Program.of(firm, harness)
      let headers = ["Content-Type": "application/octet-stream", "Idempotency-Key": "k4"]
      let path = "/ledgers?name=\(DemonstrationFirm.joinery.fileName(year: 2024))"
      let first = try await program.ask(.post, path, headers, body: Program.ledger(2024))
      #expect(first.status == 202)
      let count = try firm.jobs().count
      let second = try await program.ask(.post, path, headers, body: Program.ledger(2024))
      #expect(second.json == first.json)
      #expect(try firm.jobs().count == count)
      let other = try await program.ask(.post, path, headers, body: Program.ledger(2023))
      #expect(other.keys == ["storage.key-reused"])
      #expect(try firm.jobs().count == count)
    }
  }
}
