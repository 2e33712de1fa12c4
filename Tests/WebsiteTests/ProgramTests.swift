import CanonicalJSON
import CarbonAccounting
import Demonstration
import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing

@testable import Website

@Suite("What programs read and change")
struct ProgramTests {
  @Test func `Everything a program reads has the shape the document says`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness)
      let program = try Program.of(firm, harness, writes: false)
      let paths = [
        "/firm", "/years", "/years/2023", "/years/2023/account", "/years/2023/entries",
        "/years/2023/entries?limit=7", "/years/2023/derivation?figure=production",
        "/years/2023/derivation?figure=606", "/years/2023/questions", "/years/2023/purchases",
        "/years/2023/suppliers", "/years/2023/settings", "/years/2023/statement?amount=1234.56", "/jobs", "/jobs/1",
      ]
      for path in paths {
        let reply = try await program.ask(.get, path)
        #expect(reply.status == 200, "\(path) \(reply.json.canonicalText.prefix(300))")
      }
      #expect(try await program.ask(.get, "/firm").json["siren"]?.text == DemonstrationFirm.joinery.siren)
      #expect(try await program.ask(.get, "/years/2023").json["settings_version"]?.integer == 1)
    }
  }

  @Test func `Pages of entries give every entry once, and add up to the account`() async throws {
    try await SiteHarness.open { harness in
      let firm = try Program.joinery(harness)
      let program = try Program.of(firm, harness)
      var (ids, grams, cursor, pages) = ([String](), Int64(0), "", 0)
      repeat {
        let page = try await program.ask(.get, "/years/2023/entries?limit=50\(cursor)").json
        for entry in page["entries"]?.elements ?? [] {
          ids.append(entry["id"]?.text ?? "")
          grams += entry["carbon_g"]?.integer ?? 0
        }
        #expect(page["carbon_g"]?.integer != nil)
        cursor = page["next"]?.text.map { "&cursor=\($0)" } ?? ""
        pages += 1
        guard cursor.isEmpty else { continue }
        #expect(page["carbon_g"]?.integer == grams)
        #expect(page["count"]?.integer == Int64(ids.count))
      } while !cursor.isEmpty
      #expect(pages > 2)
      let kept = try firm.journal(of: 1).map(\.id)
      #expect(ids == kept)
      let stale = try await program.ask(.get, "/years/2023/entries?cursor=99-0")
      #expect(stale.status == 400)
      #expect(stale.keys == ["api.cursor-stale"])
      let first = try #require(ids.first?.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
      #expect(first.contains("%2F"))
      #expect(try await program.ask(.get, "/years/2023/entries/\(first)/derivation").status == 200)
      #expect(try await program.ask(.get, "/years/2023/entries/none/derivation").status == 404)
    }
  }

  @Test func `A ledger comes in, is imported, answered, closed, shown, withdrawn and reopened by a program alone`()
    async throws
  {
    try await SiteHarness.open { harness in
      let demonstration = DemonstrationFirm.joinery
      let id = try harness.site.store.instance(as: .console).addOrganisation(
        name: demonstration.name, siren: demonstration.siren, at: SiteHarness.now)
      let firm = try harness.site.store.organisation(id, as: .console)
      let program = try Program.of(firm, harness)
      let sent = try await program.ask(
        .post, "/ledgers?name=\(demonstration.fileName(year: 2023))", ["Content-Type": "text/plain"],
        body: Program.ledger(2023))
      #expect(sent.status == 202)
      #expect(sent.json["state"]?.text == "queued")
      try harness.work()
      #expect(try await program.ask(.get, "/jobs/1").json["state"]?.text == "done")
      #expect(try await program.ask(.get, "/years/2023").json["next"]?.text == "activity")
      let activities: JSONValue = [
        "kind": "activities",
        "activities": [["id": "joinery", "name": "Menuiserie", "naf": "16.23Z", "kind": "production"]],
      ]
      let answered = try await program.send(.post, "/years/2023/answers", ["answers": [activities]])
      #expect(answered.status == 200)
      #expect(answered.json["is_current"] == .bool(true))
      let before = answered.json["production_g"]?.integer ?? 0
      let measure: JSONValue = [
        "kind": "measure", "factor": "energy.electricity", "account": "60611", "quantity": "118102", "unit": "kWh",
        "evidence": "factures",
      ]
      let measured = try await program.send(
        .post, "/years/2023/answers", ["answers": [measure], "expected_version": 1])
      #expect(measured.status == 200, "\(measured.json.canonicalText)")
      #expect(measured.json["production_g"]?.integer != before)
      let late = try await program.send(.post, "/years/2023/answers", ["answers": [measure], "expected_version": 1])
      #expect(late.status == 409)
      let closed = try await program.send(
        .post, "/years/2023/close", ["closed_on": "2024-03-31", "publish": true])
      #expect(closed.status == 200, "\(closed.json.canonicalText)")
      let code = try #require(closed.json["publication"]?["code"]?.text)
      #expect(try await program.ask(.get, "/years/2023/sealed").status == 200)
      #expect(try await program.ask(.get, "/years/2023/statement").status == 200)
      let again = try await program.send(.post, "/years/2023/close", ["closed_on": "2024-03-31"])
      #expect(again.status == 409)
      let anybody = Program(harness: harness)
      let shown = try await anybody.ask(.get, "/published/\(code)")
      #expect(shown.json["seals_hold"] == .bool(true))
      let found = try await anybody.ask(.get, "/published?siren=\(demonstration.siren)")
      #expect(found.json["accounts"]?.elements?.count == 1)
      #expect(try await program.ask(.post, "/years/2023/withdraw").status == 200)
      #expect(try await anybody.ask(.get, "/published/\(code)").status == 404)
      #expect(try await program.send(.post, "/years/2023/reopen", ["reason": "facture oubliée"]).status == 200)
    }
  }

  @Test func `Settings are replaced only by whoever read the version in force`() async throws {
    try await SiteHarness.open { harness in
      let program = try Program.of(try Program.joinery(harness), harness)
      let read = try await program.ask(.get, "/years/2023/settings")
      let tag = try #require(read.headers[.eTag])
      let text = try #require(read.json["firm_yaml"]?.text) + "\naccept_labels: true\n"
      #expect(try await program.send(.put, "/years/2023/settings", ["firm_yaml": .string(text)]).status == 428)
      let stale = try await program.send(
        .put, "/years/2023/settings", ["firm_yaml": .string(text)], ["If-Match": "\"9\""])
      #expect(stale.status == 412)
      let done = try await program.send(
        .put, "/years/2023/settings", ["firm_yaml": .string(text)], ["If-Match": tag])
      #expect(done.status == 200, "\(done.json.canonicalText)")
      #expect(done.json["version"]?.integer == 2)
      #expect(done.json["answers"]?.elements?.contains { $0["kind"]?.text == "accept-labels" } == true)
      let broken = try await program.send(
        .put, "/years/2023/settings", ["firm_yaml": "activities: 3"], ["If-Match": "\"2\""])
      #expect(broken.status == 422)
    }
  }

  @Test func `What has not changed is not sent again`() async throws {
    try await SiteHarness.open { harness in
      let program = try Program.of(try Program.joinery(harness), harness)
      let first = try await program.ask(.get, "/years/2023/account")
      let tag = try #require(first.headers[.eTag])
      let second = try await program.ask(.get, "/years/2023/account", ["If-None-Match": tag])
      #expect(second.status == 304)
      #expect(second.json == .null)
      let head = try await program.ask(.head, "/years/2023/account")
      #expect(head.status == 200)
      #expect(head.headers[.eTag] == tag)
      #expect(head.json == .null)
    }
  }
}
