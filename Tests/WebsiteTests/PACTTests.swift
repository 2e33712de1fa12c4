import CanonicalJSON
import CarbonAccounting
import Demonstration
import Footprints
import Foundation
import HTTPTypes
import HummingbirdTesting
import Identity
import NIOCore
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

/// A firm that shows its closed year, and a customer's program.
struct PACTDeskOfTests {
  let harness: SiteHarness
  let firm: OrganisationStore
  let owner: Browser

  /// The joinery with 2023 closed and shown.
  init(_ harness: SiteHarness, shown: Bool = true) throws {
    self.harness = harness
    firm = try Program.joinery(harness)
    owner = try harness.member(.owner, of: firm, "Odile")
    let day = try #require(CalendarDate("2024-03-31"))
    _ = try CloseStoredYear.run(
      nil, of: firm, on: day, keyPath: nil, library: harness.site.library, at: SiteHarness.now)
    if shown { try firm.publish(try firm.year("2023").id, code: "abc123", at: SiteHarness.now) }
  }

  /// A program of a customer of a firm: its identifier and its secret.
  static func program(of firm: OrganisationStore, _ site: Site, id: String = "buyer") throws -> (String, String) {
    let secret = site.secret()
    try firm.addClient(name: "Acheteur", clientID: id, secretSHA256: secret.sha256, at: SiteHarness.now)
    return (id, secret.text)
  }

  /// Asks without a session.
  static func ask(
    _ harness: SiteHarness, _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:],
    body: String? = nil
  ) async throws -> (status: Int, headers: HTTPFields, json: JSONValue) {
    var fields = HTTPFields()
    for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
    let answer = try await harness.client.executeRequest(
      uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
    let bytes = Array(buffer: answer.body)
    return (answer.status.code, answer.headers, bytes.isEmpty ? .null : try JSONValue(parsing: bytes))
  }

  /// A token for a program.
  static func token(_ harness: SiteHarness, _ program: (id: String, secret: String)) async throws -> String {
    let pair = Data("\(program.id):\(program.secret)".utf8).base64EncodedString()
    let answer = try await ask(
      harness, .post, "/auth/token",
      ["Authorization": "Basic \(pair)", "Content-Type": "application/x-www-form-urlencoded"],
      body: "grant_type=client_credentials")
    #expect(answer.status == 200 && answer.json["token_type"] == "Bearer" && answer.json["expires_in"] == 3600)
    return answer.json["access_token"]?.text ?? ""
  }
}

@Suite("What customers' programs are given")
struct PACTTests {
  private typealias Desk = PACTDeskOfTests

  @Test func `A program gets a token, the list and one footprint of what its supplier shows`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness)
      let token = try await Desk.token(harness, Desk.program(of: desk.firm, harness.site))
      let bearer = ["Authorization": "Bearer \(token)"]
      let list = try await Desk.ask(harness, .get, "/3/footprints", bearer)
      #expect(list.status == 200 && list.headers[.contentType] == "application/json" && list.headers[.link] == nil)
      let footprints = try #require(list.json["data"]?.elements)
      #expect(footprints.count == 1)
      let footprint = try #require(footprints.first)
      #expect(footprint["companyName"]?.text == DemonstrationFirm.joinery.name && footprint["status"] == "Active")
      let account = try #require(try desk.firm.seals(of: 1).first?.sealed.account)
      let grams = try #require(account["closing_factor_g"]?.text.flatMap { Rational(decimal: $0) })
      let kilograms = try #require(
        footprint["pcf"]?["pcfExcludingBiogenicUptake"]?.text.flatMap { Rational(decimal: $0) })
      #expect(try kilograms.times(Rational(1000)) == grams)
      let sources = footprint["pcf"]?["secondaryEmissionFactorSources"]?.elements ?? []
      #expect(sources.contains { $0["name"]?.text?.contains("ADEME") == true })
      let id = try #require(footprint["id"]?.text)
      let one = try await Desk.ask(harness, .get, "/3/footprints/\(id.uppercased())", bearer)
      #expect(one.status == 200 && one.json["data"] == footprint)
    }
  }

  @Test func `Identifier and secret may stand in the form too; nothing else gives a token`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness)
      let (id, secret) = try Desk.program(of: desk.firm, harness.site)
      let form = ["Content-Type": "application/x-www-form-urlencoded"]
      func ask(_ body: String, _ headers: [String: String]) async throws -> String {
        let answer = try await Desk.ask(harness, .post, "/auth/token", headers, body: body)
        return "\(answer.status) \(answer.json["error"]?.text ?? "")"
      }
      let right = "grant_type=client_credentials&client_id=\(id)&client_secret=\(secret)"
      #expect(try await ask(right, form) == "200 ")
      #expect(try await ask(right.replacing(id, with: "other"), form) == "401 invalid_client")
      #expect(try await ask(right.replacing(secret, with: harness.site.secret().text), form) == "401 invalid_client")
      #expect(try await ask(right.replacing(secret, with: "%00"), form) == "401 invalid_client")
      #expect(try await ask("grant_type=password", form) == "400 unsupported_grant_type")
      #expect(try await ask("", form) == "400 invalid_request")
      #expect(try await ask(right + "&grant_type=client_credentials", form) == "400 invalid_request")
      #expect(try await ask(right, ["Content-Type": "text/plain"]) == "400 invalid_request")
      #expect(try await ask(String(repeating: "x", count: 20_000), form) == "413 invalid_request")
      for header in ["Basic !!!", "Basic", "Bearer x", "Basic \(Data("no-colon".utf8).base64EncodedString())"] {
        let headers = form.merging(["Authorization": header]) { $1 }
        #expect(try await ask("grant_type=client_credentials", headers) == "401 invalid_client")
      }
    }
  }

  @Test func `A token that is wrong, ended, or of a program shut out opens nothing`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness)
      let program = try Desk.program(of: desk.firm, harness.site)
      let token = try await Desk.token(harness, program)
      let client = try #require(
        try harness.site.store.pactDoor.client(id: program.0, secretSHA256: SecretToken(program.1)?.sha256 ?? ""))
      let ended = harness.site.secret()
      try harness.site.store.pactDoor.issue(
        tokenSHA256: ended.sha256, to: client, expiresAt: SiteHarness.now, at: SiteHarness.now)
      for (method, path) in [
        (HTTPRequest.Method.get, "/3/footprints"), (.get, "/3/footprints/x"), (.post, "/3/events"),
      ] {
        for wrong in ["Bearer invalid-access-token", "Bearer \(harness.site.secret().text)", "Basic \(token)", ""] {
          let answer = try await Desk.ask(
            harness, method, path, ["Authorization": wrong], body: method == .post ? "{}" : nil)
          #expect(answer.status == 401 && answer.json["code"] == "AccessDenied" && answer.json["data"] == nil)
          #expect(answer.headers[.wwwAuthenticate] != nil)
        }
        let late = try await Desk.ask(
          harness, method, path, ["Authorization": "Bearer \(ended.text)"], body: method == .post ? "{}" : nil)
        #expect(late.status == 401 && late.json["code"] == "TokenExpired")
      }
      try desk.firm.revokeClient(1, at: SiteHarness.now)
      let gone = try await Desk.ask(harness, .get, "/3/footprints", ["Authorization": "Bearer \(token)"])
      #expect(gone.status == 401)
    }
  }

  @Test func `A program sees its own supplier's footprints, and no other firm's`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness)
      let own = try await Desk.token(harness, Desk.program(of: desk.firm, harness.site))
      let other = try harness.firm("Scierie", siren: "552100554", of: try harness.person("Boris"))
      let others = try await Desk.token(harness, Desk.program(of: other, harness.site, id: "other"))
      let list = try await Desk.ask(harness, .get, "/3/footprints", ["Authorization": "Bearer \(own)"])
      let id = try #require(list.json["data"]?.elements?.first?["id"]?.text)
      let empty = try await Desk.ask(harness, .get, "/3/footprints", ["Authorization": "Bearer \(others)"])
      #expect(empty.status == 200 && empty.json == ["data": []])
      let one = try await Desk.ask(harness, .get, "/3/footprints/\(id)", ["Authorization": "Bearer \(others)"])
      #expect(one.status == 404 && one.json["code"] == "NotFound")
      let event = PACTTests.request("a", ["productId": ["urn:gtin:1"]])
      let sent = try await Desk.ask(
        harness, .post, "/3/events",
        ["Authorization": "Bearer \(others)", "Content-Type": "application/cloudevents+json"], body: event.canonicalText
      )
      #expect(sent.status == 200)
      #expect(try desk.firm.events().isEmpty)
      #expect(try other.events().count == 1)
      // A person's token is no program's, and the other way round.
      let asPerson = try await Desk.ask(harness, .get, "/api/v1/firm", ["Authorization": "Bearer \(own)"])
      #expect(asPerson.status == 401)
    }
  }

  @Test func `What is not shown, or no more, is seen by no program`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness, shown: false)
      let bearer = [
        "Authorization": "Bearer \(try await Desk.token(harness, Desk.program(of: desk.firm, harness.site)))"
      ]
      func ids() async throws -> [String] {
        try await Desk.ask(harness, .get, "/3/footprints", bearer).json["data"]?.elements?.compactMap { $0["id"]?.text }
          ?? []
      }
      #expect(try await ids().isEmpty)
      let year = try desk.firm.year("2023").id
      try desk.firm.publish(year, code: "v1", at: SiteHarness.now)
      let first = try #require(try await ids().first)
      try desk.firm.reopen(year, because: "again", at: SiteHarness.now)
      let undone = try await Desk.ask(harness, .get, "/3/footprints?status=Deprecated", bearer)
      #expect(undone.json["data"]?.elements?.first?["id"]?.text == first)
      let day = try #require(CalendarDate("2024-04-30"))
      _ = try CloseStoredYear.run(
        nil, of: desk.firm, on: day, keyPath: nil, library: harness.site.library, at: SiteHarness.now)
      try desk.firm.publish(year, code: "v2", at: SiteHarness.now)
      let all = try await Desk.ask(harness, .get, "/3/footprints", bearer).json["data"]?.elements ?? []
      #expect(all.compactMap { $0["status"]?.text } == ["Active", "Deprecated"])
      #expect(all.first?["precedingPfIds"] == [.string(first)])
      try desk.firm.withdrawPublication(year, at: SiteHarness.now)
      #expect(try await ids().isEmpty)
    }
  }

  @Test func `Lists come in pages whose links lead on, with the filters kept`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness)
      let year = try desk.firm.year("2023").id
      try desk.firm.reopen(year, because: "again", at: SiteHarness.now)
      let day = try #require(CalendarDate("2024-04-30"))
      _ = try CloseStoredYear.run(
        nil, of: desk.firm, on: day, keyPath: nil, library: harness.site.library, at: SiteHarness.now)
      try desk.firm.publish(year, code: "v2", at: SiteHarness.now)
      let bearer = [
        "Authorization": "Bearer \(try await Desk.token(harness, Desk.program(of: desk.firm, harness.site)))"
      ]
      let page = try await Desk.ask(
        harness, .get, "/3/footprints?limit=1&Geography=FR&validOn=2025-01-01T00:00:00%2B00:00", bearer)
      #expect(page.json["data"]?.elements?.count == 1)
      let link = try #require(page.headers[.link])
      let match = try #require(link.wholeMatch(of: /<(https?:\/\/[^\/]+)(\/[^>]+)>; rel="next"/))
      #expect(match.2.contains("geography=FR") || match.2.contains("Geography=FR"))
      let second = try await Desk.ask(harness, .get, String(match.2), bearer)
      #expect(second.json["data"]?.elements?.count == 1 && second.headers[.link] == nil)
      #expect(second.json["data"] != page.json["data"])
      let none = try await Desk.ask(harness, .get, "/3/footprints?limit=0", bearer)
      #expect(none.json["data"] == [] && none.headers[.link]?.contains("limit") == false)
      for wrong in [
        "$filter=created", "limit=-1", "limit=x", "limit=1&limit=2", "offset=1.5", "validOn=soon", "validAfter=",
      ] {
        let answer = try await Desk.ask(harness, .get, "/3/footprints?\(wrong)", bearer)
        #expect(answer.status == 400 && answer.json["code"] == "BadRequest", "\(wrong)")
      }
      #expect(try await Desk.ask(harness, .get, "/3/footprints?x-atq-invoice=1", bearer).status == 200)
    }
  }

  static func request(_ id: String, _ data: JSONValue) -> JSONValue {
    [
      "type": "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3", "specversion": "1.0", "id": .string(id),
      "source": "https://buyer.example", "time": "2025-03-05T17:31:00Z", "data": data,
    ]
  }

  @Test func `Events are kept for people, whole and once; what is none is refused`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Desk(harness)
      let token = try await Desk.token(harness, Desk.program(of: desk.firm, harness.site))
      let headers = [
        "Authorization": "Bearer \(token)", "Content-Type": "application/cloudevents+json; charset=UTF-8",
      ]
      let event = Self.request("r1", ["comment": "Pour nos achats <b>2024</b>"])
      for _ in 1...2 {
        let answer = try await Desk.ask(harness, .post, "/3/events", headers, body: event.canonicalText)
        #expect(answer.status == 200 && answer.json == .null)
      }
      let kept = try #require(try desk.firm.events().first)
      #expect(try desk.firm.events().count == 1)
      #expect(kept.received.content == event.canonicalText && kept.clientName == "Acheteur")
      for wrong in ["", "[]", "{}", "{\"a\": 1.5}", Self.request("", [:]).canonicalText] {
        let answer = try await Desk.ask(harness, .post, "/3/events", headers, body: wrong)
        #expect(answer.status == 400 && answer.json["code"] == "BadRequest", "\(wrong)")
      }
      let plain = headers.merging(["Content-Type": "text/plain"]) { $1 }
      #expect(try await Desk.ask(harness, .post, "/3/events", plain, body: event.canonicalText).status == 400)
      let long = String(repeating: "x", count: (1 << 20) + 1)
      #expect(try await Desk.ask(harness, .post, "/3/events", headers, body: long).status == 413)
    }
  }

  @Test func `Where tokens are had is said, the document is served, and other methods are refused`() async throws {
    try await SiteHarness.open { harness in
      let found = try await Desk.ask(harness, .get, "/.well-known/openid-configuration")
      #expect(found.json["token_endpoint"]?.text == harness.site.configuration.publicURL + "/auth/token")
      let document = try await Desk.ask(harness, .get, "/3/openapi.json")
      guard case .object(let paths) = document.json["paths"] else { throw Missing("paths") }
      let routes = Set(
        PACTOperation.allCases.filter { $0 != .document }.map { $0.path.replacing(":id", with: "{id}") })
      #expect(Set(paths.keys) == routes)
      for operation in PACTOperation.allCases where operation != .document {
        let path = operation.path.replacing(":id", with: "{id}")
        #expect(paths[path]?[operation.method.rawValue.lowercased()] != nil, "\(path)")
      }
      let wrong = try await Desk.ask(harness, .delete, "/3/footprints")
      #expect(wrong.status == 405 && wrong.headers[.allow] == "GET" && wrong.json["code"] == "NotImplemented")
      #expect(try await Desk.ask(harness, .get, "/auth/token").status == 405)
    }
  }

  @Test func `Who tries secrets is slowed down`() async throws {
    try await SiteHarness.open { harness in
      let headers = ["Content-Type": "application/x-www-form-urlencoded"]
      var last = 0
      for _ in 0...PACTOperation.token.limit.most {
        last = try await Desk.ask(harness, .post, "/auth/token", headers, body: "grant_type=client_credentials").status
      }
      #expect(last == 429)
    }
  }
}
