// How the tests log in: they are the browser, and the program that keeps the attempt.

import Foundation
import Quantities
import TestPeers
import Testing
import WebRequests

@testable import OpenIDConnect

extension SignInTests {
  func provider(_ issuer: TestIssuer, _ authentication: Provider.ClientAuthentication = .post) throws
    -> Provider
  {
    try Provider(
      issuer: issuer.url, clientID: TestIssuer.clientID, clientSecret: Secret(TestIssuer.clientSecret),
      redirectURI: "http://localhost:8080/login/return", authentication: authentication)
  }

  /// One login with its own connections; the browser's part changes what comes back from the provider.
  func login(
    _ issuer: TestIssuer, _ client: SignInClient? = nil, over web: WebClient, at moment: Timestamp? = nil,
    returning change: (String) -> String = { $0 }
  ) async throws -> SignedIn {
    var generator = SystemRandomNumberGenerator()
    let client = try client ?? SignInClient(provider(issuer), over: web)
    let attempt = LoginAttempt(using: &generator, at: now)
    let url = try await client.authorizationURL(for: attempt, at: now)
    let page = try await web.answer(to: WebRequest(url: url, headers: [:]))
    let kept = try #require(LoginAttempt(kept: attempt.text))
    return try await client.finish(
      query: change(String(decoding: page.body, as: UTF8.self)), attempt: kept, at: moment ?? now)
  }

  func withWeb(_ body: (WebClient) async throws -> Void) async throws {
    let web = WebClient()
    do { try await body(web) } catch {
      try await web.shutdown()
      throw error
    }
    try await web.shutdown()
  }

  /// Why a login at an issuer of such manners is refused: the key, and its detail where it has one.
  func refusal(
    _ manners: IssuerManners, at moment: Timestamp? = nil,
    returning change: @Sendable @escaping (String) -> String = { $0 },
    seeing inspect: @escaping @Sendable (TestIssuer) async -> Void = { _ in }
  ) async throws -> String {
    let found = Found()
    try await TestIssuer.run(manners, at: now) { issuer in
      try await withWeb { web in
        do {
          let person = try await login(issuer, over: web, at: moment, returning: change).person
          await found.keep("accepted \(person)")
        } catch let refusal as Refusal {
          let message = refusal.diagnostics[0].message
          let value = message.values["detail"] ?? message.values["code"]
          if case .text(let detail) = value {
            await found.keep("\(message.key) \(detail)")
          } else {
            await found.keep(message.key)
          }
        }
        await inspect(issuer)
      }
    }
    return await found.text
  }

  actor Found {
    private(set) var text = ""
    func keep(_ text: String) { self.text = text }
  }
}
