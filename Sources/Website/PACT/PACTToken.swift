// Tokens for customers' programs: OAuth 2.0 client credentials (RFC 6749, section 4.4).

import CanonicalJSON
import Foundation
import HTTPTypes
import Identity
import Logging
import Quantities
import Storage

enum PACTToken {
  /// Gives a token against an identifier and a secret, by HTTP Basic or in the form.
  ///
  /// A token is random and kept hashed for an hour: one that was signed instead could not be taken back with its client.
  static func give(_ visit: Visit, _ body: [UInt8]) throws(Refusal) -> Answer {
    let form = Fields(encoded: String(decoding: body, as: UTF8.self))
    guard MediaType.name(visit.facts.headers[.contentType] ?? "") == "application/x-www-form-urlencoded" else {
      return refusal("invalid_request", "The body is a form: application/x-www-form-urlencoded.")
    }
    guard form.all("grant_type").count == 1 else {
      return refusal("invalid_request", "grant_type is asked for once.")
    }
    guard form["grant_type"] == "client_credentials" else {
      return refusal("unsupported_grant_type", "grant_type is client_credentials.")
    }
    guard let given = credentials(visit.facts, form), let secret = SecretToken(given.secret),
      let client = try visit.store.pactDoor.client(id: given.id, secretSHA256: secret.sha256)
    else {
      visit.site.logger.notice("customer's program refused", metadata: ["request": "\(visit.facts.id)"])
      return refusal("invalid_client", "Authentication failed.", .unauthorized)
    }
    let token = visit.site.secret()
    try visit.store.pactDoor.issue(
      tokenSHA256: token.sha256, to: client, expiresAt: visit.now.adding(seconds: PACTOperation.tokenSeconds),
      at: visit.now)
    var answer = Answer.json([
      "access_token": .string(token.text), "token_type": "Bearer", "expires_in": .integer(PACTOperation.tokenSeconds),
    ])
    answer.headers[.pragma] = "no-cache"
    return answer
  }

  /// Identifier and secret, from the header or else from the form; nil where neither has both.
  private static func credentials(_ facts: RequestFacts, _ form: Fields) -> (id: String, secret: String)? {
    guard let header = facts.headers[.authorization] else {
      return checked(form.exact("client_id"), form.exact("client_secret"))
    }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic", parts[1].utf8.count <= 1000,
      let bytes = Data(base64Encoded: String(parts[1]))
    else { return nil }
    let pair = String(decoding: bytes, as: UTF8.self).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    // RFC 6749, section 2.3.1: both halves are escaped as in forms. Ours hold nothing that escaping changes.
    guard pair.count == 2, let id = String(pair[0]).removingPercentEncoding,
      let secret = String(pair[1]).removingPercentEncoding
    else { return nil }
    return checked(id, secret)
  }

  /// What may be looked up: visible ASCII of a sensible length.
  private static func checked(_ id: String, _ secret: String) -> (id: String, secret: String)? {
    let isPlain = id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isPlain && (1...64).contains(id.utf8.count) ? (id, secret) : nil
  }

  /// RFC 6749, section 5.2.
  static func refusal(_ code: String, _ words: String, _ status: HTTPResponse.Status = .badRequest) -> Answer {
    var answer = Answer.json(["error": .string(code), "error_description": .string(words)], status)
    if status == .unauthorized { answer.headers[.wwwAuthenticate] = "Basic realm=\"sillage\"" }
    return answer
  }

  /// Where tokens are had (OpenID Connect Discovery, as far as client credentials go).
  static func discovery(_ site: Site) -> Answer {
    let url = site.configuration.publicURL
    return .json([
      "issuer": .string(url), "token_endpoint": .string(url + PACTOperation.token.path),
      "grant_types_supported": ["client_credentials"],
      "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
      "response_types_supported": [],
    ])
  }
}
