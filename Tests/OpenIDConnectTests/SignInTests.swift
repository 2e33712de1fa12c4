import Foundation
import Quantities
import TestPeers
import Testing
import WebRequests

@testable import OpenIDConnect

/// Logins by an issuer that runs.
@Suite struct SignInTests {
  let now = Timestamp(milliseconds: 1_795_348_800_000)

  @Test(arguments: [Provider.ClientAuthentication.post, .basic])
  func `A person is known by the signed answers of ProConnect's kind`(
    authentication: Provider.ClientAuthentication
  ) async throws {
    try await TestIssuer.run(at: now) { issuer in
      try await withWeb { web in
        let client = try SignInClient(provider(issuer, authentication), over: web)
        let signedIn = try await login(issuer, client, over: web)
        #expect(
          signedIn.person
            == KnownPerson(
              issuer: issuer.url, subject: "p-42", email: "jean@menuiserie.example", emailVerified: false,
              name: "Jean Noël Garnier", siret: "13002526500013"))
        let logout = try await client.logoutURL(
          idToken: signedIn.idToken, state: "s", returnTo: "https://a.example/?x", at: now)
        #expect(
          logout == "\(issuer.url)/session/end?id_token_hint=\(signedIn.idToken)&state=s"
            + "&post_logout_redirect_uri=https%3A%2F%2Fa.example%2F%3Fx")
      }
    }
  }

  @Test func `Elliptic keys, tokens without key name and plain JSON are understood too`() async throws {
    for signature in [IssuerKeys.Signature.ec, .rsa(name: nil)] {
      var manners = IssuerManners()
      (manners.signature, manners.personSignature) = (signature, signature)
      #expect(try await refusal(manners).hasPrefix("accepted"))
    }
    var manners = IssuerManners()
    manners.saysJSON = true
    manners.person = { $0.email_verified = true }
    #expect(try await refusal(manners).contains("emailVerified: true"))
  }

  @Test func `A code serves once, and only with its proof`() async throws {
    try await TestIssuer.run(at: now) { issuer in
      try await withWeb { web in
        var generator = SystemRandomNumberGenerator()
        let client = try SignInClient(provider(issuer), over: web)
        let mine = LoginAttempt(using: &generator, at: now)
        let url = try await client.authorizationURL(for: mine, at: now)
        let page = try await web.answer(to: WebRequest(url: url, headers: [:]))
        let query = String(decoding: page.body, as: UTF8.self)
        // Another browser with its own secrets brings my code.
        let other = LoginAttempt(using: &generator, at: now)
        let stolen = query.replacing(mine.state, with: other.state)
        let refusal = await #expect(throws: Refusal.self) {
          _ = try await client.finish(query: stolen, attempt: other, at: now)
        }
        #expect(refusal?.diagnostics.first?.message.key == "signin.code-refused")
      }
    }
  }

  /// Each a change to the ID token, and what it is refused for.
  static let wrongTokens: [(String, @Sendable (inout Claims) -> Void)] = [
    ("nonce", { $0.nonce = "another" }), ("nonce", { $0.nonce = nil }), ("aud", { $0.aud = ["another"] }),
    ("azp", { $0.aud = ["sillage", "another"] }), ("azp", { $0.azp = "another" }), ("exp", { $0.exp = 1_795_348_739 }),
    ("iat", { $0.iat = 1_795_348_861 }), ("iat", { $0.iat = 1_795_348_739 }),
    ("iss", { $0.iss = "http://127.0.0.1:1" }), ("sub", { $0.sub = "" }), ("JWT", { $0.exp = nil }),
  ]

  @Test(arguments: wrongTokens.indices)
  func `A token that is not for us, now, for this login is refused`(index: Int) async throws {
    var manners = IssuerManners()
    manners.token = Self.wrongTokens[index].1
    #expect(try await refusal(manners) == "signin.token-wrong \(Self.wrongTokens[index].0)")
  }

  @Test func `Signatures count only from the published keys, by the algorithms we take`() async throws {
    for (signature, detail) in [
      (IssuerKeys.Signature.none, "alg"), (.publicKeyAsSecret, "alg"), (.rs512, "alg"),
      (.strange(name: "rsa-1"), "signature"),
      (.strange(name: "other"), "kid"), (.strange(name: "ec-1"), "kid"), (.strange(name: "secret"), "kid"),
    ] {
      var manners = IssuerManners()
      manners.signature = signature
      #expect(try await refusal(manners) == "signin.token-wrong \(detail)")
      manners = IssuerManners()
      manners.personSignature = signature
      #expect(try await refusal(manners) == "signin.token-wrong \(detail)")
    }
  }

  /// Each a change to the signed userinfo, and what it is refused for.
  static let wrongPersons: [(String, @Sendable (inout Claims) -> Void)] = [
    ("signin.token-wrong sub", { $0.sub = "p-43" }), ("signin.token-wrong iss", { $0.iss = "http://127.0.0.1:1" }),
    ("signin.token-wrong aud", { $0.aud = ["another"] }), ("signin.token-wrong exp", { $0.exp = 1_795_348_739 }),
    ("signin.no-email", { $0.email = nil }), ("signin.no-email", { $0.email = "jean" }),
    ("signin.no-email", { $0.email = "jean@a.fr\r\nBcc: x" }),
  ]

  @Test(arguments: wrongPersons.indices)
  func `What is said of somebody else, or to somebody else, is refused`(index: Int) async throws {
    var manners = IssuerManners()
    manners.person = Self.wrongPersons[index].1
    #expect(try await refusal(manners) == Self.wrongPersons[index].0)
  }

  @Test func `Names lose their controls, and an establishment has fourteen digits`() async throws {
    var manners = IssuerManners()
    manners.person = {
      $0.given_name = "Je\u{202E}an\n"
      $0.usual_name = String(repeating: "x", count: 200)
      $0.siret = "1300252650001é"
    }
    let accepted = try await refusal(manners)
    #expect(accepted.contains("name: \"Je an \(String(repeating: "x", count: 94))\""))
    #expect(accepted.contains("siret: nil"))
  }

  @Test(arguments: [
    ("state=[^&]*", "state=another", "signin.state-wrong"), ("&state=.*", "", "signin.state-wrong"),
    ("$", "&state=again", "signin.state-wrong"), ("code=[^&]*", "code=", "signin.state-wrong"),
    ("code=[^&]*", "error=access_denied", "signin.declined"),
    ("code=[^&]*", "error=temporarily_unavailable", "signin.unavailable"),
    ("code=[^&]*", "error=invalid_scope", "signin.provider-error invalid_scope"),
    ("code=[^&]*", "error=%3Cscript%3E", "signin.provider-error ?"),
    ("$", "&iss=https://evil.example", "signin.issuer-wrong"),
    ("code=[^&]*", "code=guessed", "signin.code-refused invalid_grant"),
  ])
  func `What comes back must answer what was asked`(pattern: String, replacement: String, key: String) async throws {
    let found = try await refusal(
      IssuerManners(),
      returning: { query in
        query.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
      })
    #expect(found == key)
  }

  @Test func `An issuer that names itself must do so`() async throws {
    var manners = IssuerManners()
    manners.namesIssuer = true
    #expect(try await refusal(manners) == "signin.issuer-wrong")
    // The right name is known once the issuer runs.
    try await TestIssuer.run(manners, at: now) { issuer in
      try await withWeb { web in
        let signedIn = try await login(issuer, over: web, returning: { "\($0)&iss=\(WebAddress.escaped(issuer.url))" })
        #expect(signedIn.person.subject == "p-42")
      }
    }
  }

  @Test func `A login that takes a quarter of an hour is begun again`() async throws {
    #expect(try await refusal(IssuerManners(), at: now.adding(seconds: 901)) == "signin.too-late")
  }

  @Test func `Nothing too large is read, nothing followed elsewhere`() async throws {
    var manners = IssuerManners()
    manners.saysTooMuch = true
    #expect(try await refusal(manners) == "signin.answer-wrong 1 MiB")
    manners = IssuerManners()
    manners.sendsElsewhere = true
    let found = try await refusal(
      manners,
      seeing: { issuer in
        #expect(await issuer.memory.visits["token"] == 1)
        #expect(await issuer.memory.visits["elsewhere"] == nil)
      })
    #expect(found == "signin.answer-wrong token_endpoint")
  }

  @Test(arguments: ["silent", "dripping"])
  func `A provider that does not come to an end is given up`(path: String) async throws {
    try await TestIssuer.run(at: now) { issuer in
      let web = WebClient(timeout: .milliseconds(400))
      let refusal = await #expect(throws: Refusal.self) {
        _ = try await web.answer(to: WebRequest(url: "\(issuer.url)/\(path)", headers: [:]))
      }
      #expect(refusal?.diagnostics.first?.message.key == "web.unreachable")
      try await web.shutdown()
    }
  }

  @Test func `A document of another issuer is refused`() async throws {
    var manners = IssuerManners()
    manners.documentIssuer = "https://evil.example"
    #expect(try await refusal(manners) == "signin.issuer-wrong")
  }

  @Test func `A new key is asked for when a token names it, at most once a minute`() async throws {
    try await TestIssuer.run(at: now) { issuer in
      try await withWeb { web in
        let client = try SignInClient(provider(issuer), over: web)
        for _ in 1...3 { _ = try await login(issuer, client, over: web) }
        #expect(await issuer.memory.visits["jwks"] == 1)
        #expect(await issuer.memory.visits["document"] == 1)
        await issuer.memory.change {
          $0.rsaName = "rsa-2"
          ($0.signature, $0.personSignature) = (.rsa(name: "rsa-2"), .rsa(name: "rsa-2"))
        }
        // Within the minute the old keys serve.
        await #expect(throws: Refusal.self) { _ = try await login(issuer, client, over: web) }
        #expect(await issuer.memory.visits["jwks"] == 1)
        let later = now.adding(seconds: 61)
        await issuer.memory.change { $0.token = { $0.exp = 1_795_349_000 } }
        _ = try await login(issuer, client, over: web, at: later)
        #expect(await issuer.memory.visits["jwks"] == 2)
        await issuer.memory.change { $0.signature = .strange(name: "rsa-3") }
        for _ in 1...3 {
          await #expect(throws: Refusal.self) { _ = try await login(issuer, client, over: web, at: later) }
        }
        #expect(await issuer.memory.visits["jwks"] == 2)
      }
    }
  }
}
