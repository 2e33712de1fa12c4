// Where people are sent, and what they come back with.

import Foundation
import Quantities
import WebRequests

extension Provider {
  /// The address that asks the provider who somebody is (authorization code flow with PKCE).
  public func authorizationURL(_ document: ProviderDocument, _ attempt: LoginAttempt) -> String {
    var parameters = [
      ("response_type", "code"), ("client_id", clientID), ("redirect_uri", redirectURI),
      ("scope", scopes.joined(separator: " ")), ("state", attempt.state), ("nonce", attempt.nonce),
      ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
    ]
    if !acrValues.isEmpty { parameters.append(("acr_values", acrValues.joined(separator: " "))) }
    return WebAddress.adding(parameters, to: document.authorizationEndpoint)
  }

  /// The address that ends the provider's session too (RP-Initiated Logout); nil where that is not offered.
  ///
  /// - Parameters:
  ///   - idToken: the token of the login, kept since.
  ///   - state: comes back to `returnTo`; random, 32 characters at least.
  ///   - returnTo: where the person goes then, letter for letter as it was declared.
  public func logoutURL(_ document: ProviderDocument, idToken: String, state: String, returnTo: String) -> String? {
    document.endSessionEndpoint.map {
      WebAddress.adding(
        [("id_token_hint", idToken), ("state", state), ("post_logout_redirect_uri", returnTo)], to: $0)
    }
  }

  /// The code the provider sent somebody back with.
  ///
  /// - Parameter query: what stands after the question mark, as it came.
  /// - Throws: `signin.state-wrong` for an answer to another attempt, or none; `signin.too-late`; `signin.issuer-wrong`
  ///   for another provider's answer (RFC 9207); `signin.declined`, `signin.unavailable` or `signin.provider-error` for
  ///   what the provider refuses.
  public func code(
    from query: String, _ attempt: LoginAttempt, _ document: ProviderDocument, at now: Timestamp
  ) throws(Refusal) -> String {
    guard query.utf8.count <= 8192, let answer = WebAddress.parameters(of: query), let state = answer["state"],
      attempt.hasState(state)
    else { throw Refusal(.stateWrong) }
    guard attempt.isFresh(at: now) else { throw Refusal(.tooLate) }
    if document.namesIssuer || answer["iss"] != nil {
      guard answer["iss"] == issuer else { throw Refusal(.issuerWrong, ["expected": .text(issuer)]) }
    }
    if let error = answer["error"] { throw Provider.refusal(error) }
    guard let code = answer["code"], (1...2048).contains(code.utf8.count) else { throw Refusal(.stateWrong) }
    return code
  }

  /// What an error code of OAuth 2.0 (RFC 6749, section 4.1.2.1) or OpenID Connect means for the person.
  private static func refusal(_ error: String) -> Refusal {
    switch error {
    case "access_denied", "login_required", "interaction_required", "consent_required": Refusal(.declined)
    case "server_error", "temporarily_unavailable": Refusal(.unavailable)
    default: Refusal(.providerError, ["code": .text(shown(error))])
    }
  }

  /// An error code as it may be shown: others wrote it.
  static func shown(_ error: String) -> String {
    let isCode =
      (1...60).contains(error.utf8.count) && error.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    return isCode ? error : "?"
  }
}
