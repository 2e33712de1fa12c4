// A login by a provider, from the button to the person.

import Foundation
import JWTKit
import Quantities
import WebRequests

/// Logs people in by one provider. Keeps the provider's document and keys for an hour; keys are asked for again when a
/// token names one we do not know, at most once a minute.
public struct SignInClient: Sendable {
  /// The provider.
  public let provider: Provider
  private let web: any WebExchange
  private let documents = KeptAnswer<ProviderDocument>()
  private let keySets = KeptAnswer<KeySet>()

  /// A client; one per provider, for as long as the program runs.
  public init(_ provider: Provider, over web: any WebExchange) {
    self.provider = provider
    self.web = web
  }

  /// Where to send somebody who begins a login. The attempt must be kept for ``finish(query:attempt:at:)``.
  ///
  /// - Throws: `signin.unreachable`, `signin.answer-wrong`, `signin.issuer-wrong`: the provider cannot be used now.
  public func authorizationURL(for attempt: LoginAttempt, at now: Timestamp) async throws(Refusal) -> String {
    provider.authorizationURL(try await document(at: now), attempt)
  }

  /// Where to send somebody who logs out; nil where the provider does not offer it. See
  /// ``Provider/logoutURL(_:idToken:state:returnTo:)``.
  public func logoutURL(
    idToken: String, state: String, returnTo: String, at now: Timestamp
  ) async throws(Refusal) -> String? {
    provider.logoutURL(try await document(at: now), idToken: idToken, state: state, returnTo: returnTo)
  }

  /// Who came back from the provider.
  ///
  /// - Parameters:
  ///   - query: what stands after the question mark, as it came.
  ///   - attempt: what was kept for this browser; it serves once.
  /// - Throws: see ``Provider/code(from:_:_:at:)``; `signin.code-refused`; `signin.token-wrong` with the claim that is
  ///   wrong; `signin.no-email`; and what ``authorizationURL(for:at:)`` throws.
  public func finish(query: String, attempt: LoginAttempt, at now: Timestamp) async throws(Refusal) -> SignedIn {
    let document = try await document(at: now)
    let code = try provider.code(from: query, attempt, document, at: now)
    let answer = try await ask(provider.tokenRequest(document, code: code, attempt))
    let tokens = try TokenAnswer(answer, from: host)
    let claims = try await verified(tokens.idToken, as: TokenClaims.self, document, at: now)
    do throws(TokenFault) { try claims.check(provider, attempt, at: now) } catch { throw error.refusal }
    let person = try await personClaims(tokens, document, at: now)
    do throws(TokenFault) { try person.check(provider, subject: claims.sub, at: now) } catch { throw error.refusal }
    return SignedIn(person: try person.person(provider), idToken: tokens.idToken)
  }

  private var host: String { WebAddress.host(provider.issuer) }

  private func wrong(_ detail: String) -> Refusal {
    Refusal(.answerWrong, ["host": .text(host), "detail": .text(detail)])
  }

  private func document(at now: Timestamp) async throws(Refusal) -> ProviderDocument {
    try await documents.value(at: now, notOlderThan: 3600) { () async throws(Refusal) -> ProviderDocument in
      try ProviderDocument(try await get(provider.documentAddress, "openid-configuration").body, of: provider)
    }
  }

  private func keys(_ document: ProviderDocument, at now: Timestamp, notOlderThan age: Int64) async throws(Refusal)
    -> KeySet
  {
    try await keySets.value(at: now, notOlderThan: age) { () async throws(Refusal) -> KeySet in
      guard let keys = KeySet(try await get(document.keysAddress, "jwks_uri").body) else { throw wrong("jwks_uri") }
      return keys
    }
  }

  /// Asks, and says what went wrong in the words of logins.
  private func ask(_ request: WebRequest) async throws(Refusal) -> WebAnswer {
    do throws(Refusal) { return try await web.answer(to: request) } catch {
      let host = MessageValue.text(WebAddress.host(request.url))
      guard error.says(WebRefusal.answerTooLong) else { throw Refusal(.unreachable, ["host": host]) }
      throw Refusal(.answerWrong, ["host": host, "detail": "1 MiB"])
    }
  }

  private func get(_ url: String, _ detail: String) async throws(Refusal) -> WebAnswer {
    let answer = try await ask(WebRequest(url: url, headers: ["Accept": "application/json"]))
    guard answer.status == 200 else { throw wrong(detail) }
    return answer
  }

  /// The content of a token whose signature is right. A key we do not know may be new: the keys are asked for again.
  private func verified<Claims: JWTPayload>(
    _ text: String, as type: Claims.Type, _ document: ProviderDocument, at now: Timestamp
  ) async throws(Refusal) -> Claims {
    let token: SignedToken
    do throws(TokenFault) { token = try SignedToken(text) } catch { throw error.refusal }
    var fault = TokenFault.key
    for age: Int64 in [3600, 60] where fault == .key {
      let keys = try await keys(document, at: now, notOlderThan: age)
      do throws(TokenFault) { return try await keys.verified(token, as: type) } catch { fault = error }
    }
    throw fault.refusal
  }

  /// What the userinfo endpoint says, or the ID token itself where there is none.
  private func personClaims(
    _ tokens: TokenAnswer, _ document: ProviderDocument, at now: Timestamp
  ) async throws(Refusal) -> PersonClaims {
    guard let address = document.userinfoEndpoint else {
      return try await verified(tokens.idToken, as: PersonClaims.self, document, at: now)
    }
    let headers = ["Authorization": "Bearer \(tokens.accessToken)", "Accept": "application/jwt, application/json"]
    let answer = try await ask(WebRequest(url: address, headers: headers))
    guard answer.status == 200 else { throw wrong("userinfo_endpoint") }
    switch answer.mediaType {
    case "application/jwt":
      return try await verified(String(decoding: answer.body, as: UTF8.self), as: PersonClaims.self, document, at: now)
    case "application/json":
      guard let claims = try? JSONDecoder().decode(PersonClaims.self, from: Data(answer.body)) else {
        throw wrong("userinfo_endpoint")
      }
      return claims
    default: throw wrong("userinfo_endpoint")
    }
  }
}
