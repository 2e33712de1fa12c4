import CanonicalJSON
import Footprints
import Quantities
import TestPeers
import Testing
import WebRequests

@testable import FootprintExchange

/// A client against a host that shares nothing with it.
@Suite struct FootprintClientTests {
  private static let now = Timestamp(milliseconds: 1_767_225_600_000)

  private func ask<T: Sendable>(
    _ manners: FootprintHostManners = FootprintHostManners(), secret: String = TestFootprintHost.secret,
    _ body: @escaping @Sendable (FootprintClient, TestFootprintHost) async throws -> T
  ) async throws {
    try await TestFootprintHost.run(manners) { host in
      // Many tests at once make a machine slow: what is tested here is not how fast it answers.
      let web = WebClient(timeout: .seconds(120))
      let own = try FootprintHost(
        url: host.url + "/", clientID: TestFootprintHost.clientID, secret: Secret(secret), allowsLoopback: true)
      let result: Result<T, any Error>
      do { result = .success(try await body(FootprintClient(own, over: web), host)) } catch { result = .failure(error) }
      try await web.shutdown()
      _ = try result.get()
    }
  }

  private func refusal(_ manners: FootprintHostManners, secret: String = TestFootprintHost.secret) async throws
    -> String
  {
    let keys = AsyncStream.makeStream(of: String.self)
    try await ask(manners, secret: secret) { client, _ in
      let refusal = await #expect(throws: Refusal.self) { _ = try await client.list() }
      keys.continuation.yield(refusal?.diagnostics.first?.message.key ?? "")
    }
    return await keys.stream.first { _ in true } ?? ""
  }

  @Test(arguments: [true, false])
  func `Every page is read, and what cannot be used is said`(discovers: Bool) async throws {
    var manners = FootprintHostManners()
    manners.discovers = discovers
    try await ask(manners) { client, host in
      let listing = try await client.list()
      #expect(listing.footprints.map(\.product) == ["Renewable Diesel", "Bio-Ethanol"])
      #expect(listing.refused.count == 1 && listing.refused[0].says(FootprintRefusal.unreadable))
      #expect(await host.memory.queries == ["", "offset=2"])
      let first = try #require(listing.footprints.first)
      #expect(first.content == Rational(77) && first.unit == "liter" && first.standards == ["ISO14067"])
      #expect(first.estimate["is_estimate"] == true && first.estimate["method"] == ["ISO14067"])
    }
  }

  @Test func `A product is asked for by its name, one footprint by its id`() async throws {
    try await ask { client, host in
      #expect(try await client.list([("productId", "urn:gtin:0 & 1")]).footprints.isEmpty)
      #expect(await host.memory.queries == ["productId=urn%3Agtin%3A0%20%26%201"])
      let one = try await client.footprint("c2e9d1f3-8d5f-4f78-8b0d-3f5e23456789")
      #expect(one.product == "Bio-Ethanol")
      let refusal = await #expect(throws: Refusal.self) { _ = try await client.footprint("none") }
      #expect(refusal?.says(ExchangeRefusal.refused) == true)
      #expect(refusal?.diagnostics.first?.message.values["words"] == .text("NotFound: No such footprint"))
    }
  }

  @Test func `An event arrives as it was sent`() async throws {
    try await ask { client, host in
      let event = FootprintEvent(
        .requested, id: "e1", source: "https://buyer.example", at: Self.now, ["productId": ["urn:gtin:1"]])
      try await client.send(event)
      #expect(await host.memory.events == [event.json.canonicalText])
      #expect(await host.memory.types == ["application/cloudevents+json; charset=UTF-8"])
    }
  }

  @Test func `Neither token nor secret goes elsewhere, and no host holds us for ever`() async throws {
    var elsewhere = FootprintHostManners()
    elsewhere.nextAddress = "http://localhost:9"
    #expect(try await refusal(elsewhere) == "exchange.link-elsewhere")
    var plain = FootprintHostManners()
    plain.tokenAddress = "http://evil.example/token"
    #expect(try await refusal(plain) == "exchange.answer-wrong")
    var circle = FootprintHostManners()
    circle.goesInCircles = true
    #expect(try await refusal(circle) == "exchange.too-many")
    var noise = FootprintHostManners()
    noise.answer = "[1.5"
    #expect(try await refusal(noise) == "exchange.answer-wrong")
    #expect(try await refusal(FootprintHostManners(), secret: "wrong") == "exchange.credentials-refused")
  }

  @Test(arguments: ["http://example.com", "ftp://example.com", "https://user@example.com", "https://a.example?x=1", ""])
  func `Secrets go nowhere that others can read`(url: String) {
    let refusal = #expect(throws: Refusal.self) {
      _ = try FootprintHost(url: url, clientID: "a", secret: Secret("s"), allowsLoopback: true)
    }
    #expect(refusal?.says(ExchangeRefusal.addressWrong) == true)
    #expect(throws: Refusal.self) {
      _ = try FootprintHost(url: "http://127.0.0.1", clientID: "a", secret: Secret("s"), allowsLoopback: false)
    }
  }
}
