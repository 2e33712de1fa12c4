import Foundation
import Quantities
import TestPeers
import Testing
import WebRequests

@testable import OpenIDConnect

/// The parts of a login that need no network.
@Suite struct ProviderTests {
  private let now = Timestamp(milliseconds: 1_795_348_800_000)

  private func provider(
    issuer: String = "https://id.example/api/v2", clientID: String = "us", secret: String = "s3cret",
    redirectURI: String = "https://sillage.example/login/return", scopes: [String] = Provider.proConnectScopes,
    acrValues: [String] = ["eidas1"]
  ) throws(Refusal) -> Provider {
    try Provider(
      issuer: issuer, clientID: clientID, clientSecret: Secret(secret), redirectURI: redirectURI, scopes: scopes,
      acrValues: acrValues)
  }

  private func field(_ make: () throws(Refusal) -> Provider) -> String? {
    do throws(Refusal) {
      _ = try make()
      return nil
    } catch {
      return error.diagnostics.first?.field
    }
  }

  private func document(_ changes: [String: Any] = [:], of provider: Provider) throws -> ProviderDocument {
    var members: [String: Any] = [
      "issuer": "https://id.example/api/v2", "authorization_endpoint": "https://id.example/api/v2/authorize",
      "token_endpoint": "https://id.example/api/v2/token", "jwks_uri": "https://id.example/api/v2/jwks",
    ]
    members.merge(changes) { $1 }
    return try ProviderDocument(Array(try JSONSerialization.data(withJSONObject: members)), of: provider)
  }

  @Test func `Whatever prints a provider prints no secret`() throws {
    let provider = try provider()
    var dumped = ""
    dump(provider, to: &dumped)
    #expect(!"\(provider) \(String(reflecting: provider)) \(dumped)".contains("s3cret"))
  }

  @Test func `A setting that will not do is named`() {
    #expect(field { () throws(Refusal) in try provider() } == nil)
    for issuer in [
      "http://id.example", "https://id.example?x", "https://u@id.example", "id.example", "https://id.example#x",
    ] {
      #expect(field { () throws(Refusal) in try provider(issuer: issuer) } == "issuer", "\(issuer)")
    }
    #expect(field { () throws(Refusal) in try provider(issuer: "http://127.0.0.1:1") } == nil)
    #expect(field { () throws(Refusal) in try provider(clientID: "") } == "clientID")
    #expect(field { () throws(Refusal) in try provider(secret: "a\r\nb") } == "clientSecret")
    #expect(field { () throws(Refusal) in try provider(redirectURI: "http://sillage.example/") } == "redirectURI")
    #expect(field { () throws(Refusal) in try provider(scopes: ["email"]) } == "scopes")
    #expect(field { () throws(Refusal) in try provider(acrValues: ["a b"]) } == "acrValues")
  }

  @Test func `The request asks for a code, with proof key, state and nonce`() throws {
    let provider = try provider()
    var generator = SeededGenerator(seed: 7)
    let attempt = LoginAttempt(using: &generator, at: now)
    let url = provider.authorizationURL(try document(of: provider), attempt)
    let parts = try #require(URLComponents(string: url))
    #expect(url.hasPrefix("https://id.example/api/v2/authorize?response_type=code&client_id=us&"))
    let values = TestIssuer.parameters(parts.percentEncodedQuery ?? "")
    #expect(values["scope"] == "openid email given_name usual_name siret uid")
    #expect(values["acr_values"] == "eidas1")
    #expect(values["redirect_uri"] == "https://sillage.example/login/return")
    // ProConnect wants 32 characters at least of each.
    #expect([values["state"], values["nonce"], values["code_challenge"]].allSatisfy { $0?.count == 43 })
    #expect(Set([attempt.state, attempt.nonce, attempt.verifier]).count == 3)
    #expect(!url.contains(attempt.verifier))
    let plain = try self.provider(acrValues: [])
    #expect(!plain.authorizationURL(try document(of: plain), attempt).contains("acr_values"))
  }

  @Test func `The challenge is that of RFC 7636`() throws {
    // Appendix B.
    let text =
      "\(String(repeating: "A", count: 43)).\(String(repeating: "A", count: 43))"
      + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk.0"
    #expect(LoginAttempt(kept: text)?.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
  }

  @Test func `An attempt reads back, and what is none does not`() {
    var generator = SeededGenerator(seed: 8)
    let attempt = LoginAttempt(using: &generator, at: now)
    #expect(LoginAttempt(kept: attempt.text) == attempt)
    for text in ["", "...", String(attempt.text.dropFirst()), attempt.text + ".", attempt.text + "x"] {
      #expect(LoginAttempt(kept: text) == nil, "\(text)")
    }
    #expect(attempt.isFresh(at: now.adding(seconds: 900)))
    #expect(!attempt.isFresh(at: now.adding(seconds: -61)))
  }

  @Test func `A document must be this issuer's, with addresses that keep secrets`() throws {
    let provider = try provider()
    #expect(try document(of: provider).userinfoEndpoint == nil)
    for changes: [String: Any] in [
      ["issuer": "https://id.example/api/v2/"], ["token_endpoint": "http://id.example/token"],
      ["token_endpoint": "http://127.0.0.1/token"], ["jwks_uri": "file:///etc/passwd"], ["jwks_uri": 1],
      ["userinfo_endpoint": "https://u:p@id.example/"], ["end_session_endpoint": "javascript:alert(1)"],
    ] {
      #expect(throws: Refusal.self, "\(changes)") { try document(changes, of: provider) }
    }
    #expect(throws: Refusal.self) { try ProviderDocument(Array("[]".utf8), of: provider) }
  }

  @Test(arguments: [
    ("", false, false), ("", true, true), (#","email_verified":false"#, true, false),
    (#","email_verified":true"#, false, true),
  ])
  func `An address is the person's own when the provider answers for it`(
    claim: String, vouches: Bool, verified: Bool
  ) throws {
    let provider = try Provider(
      issuer: "https://id.example", clientID: "us", clientSecret: Secret("s"),
      redirectURI: "https://sillage.example/", vouchesForEmail: vouches)
    let text = #"{"sub":"1","email":"jean@a.fr"\#(claim)}"#
    let person = try JSONDecoder().decode(PersonClaims.self, from: Data(text.utf8)).person(provider)
    #expect(person.emailVerified == verified)
    #expect(person.name == "jean@a.fr")
  }

  @Test func `Where nobody listens, that is said`() async throws {
    let web = WebClient()
    let refusal = await #expect(throws: Refusal.self) {
      _ = try await web.answer(to: WebRequest(url: "http://127.0.0.1:1/", headers: [:]))
    }
    #expect(refusal?.diagnostics.first?.message.key == "web.unreachable")
    try await web.shutdown()
  }
}
