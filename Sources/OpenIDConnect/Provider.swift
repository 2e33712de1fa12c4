// The provider that knows people for us, as the operator describes it.

import Foundation
import Quantities
import WebRequests

/// An OpenID Connect provider and what it knows us by.
public struct Provider: Sendable, Hashable {
  /// How we prove to the token endpoint who we are (OpenID Connect Core, section 9).
  public enum ClientAuthentication: String, Sendable, Hashable, CaseIterable {
    /// `client_secret_post`, as ProConnect asks.
    case post
    /// `client_secret_basic`.
    case basic
  }

  /// What ProConnect gives of a person: identifier, address, name, establishment.
  public static let proConnectScopes = ["openid", "email", "given_name", "usual_name", "siret", "uid"]

  /// Whether an issuer is ProConnect: of the domains that the State keeps for it. It gives addresses that it has checked, though
  /// no claim says so.
  public static func isProConnect(_ issuer: String) -> Bool {
    guard let parts = URLComponents(string: issuer), parts.scheme == "https", let host = parts.host?.lowercased() else {
      return false
    }
    return ["proconnect.gouv.fr", "agentconnect.gouv.fr"].contains { host == $0 || host.hasSuffix("." + $0) }
  }

  /// The issuer, letter for letter as its tokens name it: `https://PROCONNECT_DOMAIN/api/v2`.
  public let issuer: String
  /// Who we are there.
  public let clientID: String
  /// What proves it.
  public let clientSecret: Secret
  /// Where people come back to, letter for letter as it was declared.
  public let redirectURI: String
  /// What is asked about the person.
  public let scopes: [String]
  /// How sure of the person the provider must be, best first; empty leaves it to the provider.
  public let acrValues: [String]
  /// How we prove who we are.
  public let authentication: ClientAuthentication
  /// Whether an address is taken as the person's own when the provider says nothing of it, as ProConnect does, whose
  /// identity providers answer for their addresses. A provider that says `email_verified` is taken at its word.
  public let vouchesForEmail: Bool

  /// A provider.
  ///
  /// - Throws: `signin.configuration-wrong` with the field: an address that is not https (http is for this machine
  ///   alone), an empty or overlong identifier or secret, scopes without `openid`.
  public init(
    issuer: String, clientID: String, clientSecret: Secret, redirectURI: String,
    scopes: [String] = Provider.proConnectScopes, acrValues: [String] = ["eidas1"],
    authentication: ClientAuthentication = .post, vouchesForEmail: Bool = false
  ) throws(Refusal) {
    func require(_ isRight: Bool, _ field: String) throws(Refusal) {
      guard isRight else { throw Refusal(.configurationWrong, field: field) }
    }
    /// RFC 6749, appendix A: printable, without what would end a word.
    func isWord(_ text: String) -> Bool {
      (1...200).contains(text.utf8.count)
        && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }
    try require(WebAddress.isSafe(issuer) && !issuer.contains("?"), "issuer")
    try require(isWord(clientID), "clientID")
    try require(
      (1...500).contains(clientSecret.text.utf8.count)
        && clientSecret.text.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "clientSecret")
    try require(WebAddress.isSafe(redirectURI), "redirectURI")
    try require(scopes.contains("openid") && scopes.count <= 30 && scopes.allSatisfy(isWord), "scopes")
    try require(acrValues.count <= 10 && acrValues.allSatisfy(isWord), "acrValues")
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.redirectURI = redirectURI
    self.scopes = scopes
    self.acrValues = acrValues
    self.authentication = authentication
    self.vouchesForEmail = vouchesForEmail
  }

  /// Where its document stands (OpenID Connect Discovery, section 4).
  var documentAddress: String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
  }
}
