// What a provider says of itself (OpenID Connect Discovery).

import Foundation
import Quantities
import WebRequests

/// The provider's addresses, checked.
public struct ProviderDocument: Sendable, Hashable {
  /// Where people are sent to log in.
  public let authorizationEndpoint: String
  /// Where a code is exchanged for tokens.
  public let tokenEndpoint: String
  /// Where the person is described; nil where the provider says it all in the token.
  public let userinfoEndpoint: String?
  /// Where people are sent to log out; nil where that is not offered.
  public let endSessionEndpoint: String?
  /// Where the keys are that sign.
  public let keysAddress: String
  /// Whether each answer names its issuer (RFC 9207).
  public let namesIssuer: Bool

  /// Reads the document of `provider`.
  ///
  /// - Throws: `signin.answer-wrong` for what is no such document or has an address that is not https (http only on
  ///   this machine, when the issuer is there too); `signin.issuer-wrong` when it is another issuer's.
  public init(_ bytes: [UInt8], of provider: Provider) throws(Refusal) {
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
      throw Refusal(.answerWrong, ["host": .text(WebAddress.host(provider.issuer)), "detail": "openid-configuration"])
    }
    guard content.issuer == provider.issuer else {
      throw Refusal(.issuerWrong, ["expected": .text(provider.issuer)])
    }
    let isLocal = provider.issuer.hasPrefix("http:")
    let addresses = [
      ("authorization_endpoint", content.authorization_endpoint), ("token_endpoint", content.token_endpoint),
      ("jwks_uri", content.jwks_uri), ("userinfo_endpoint", content.userinfo_endpoint),
      ("end_session_endpoint", content.end_session_endpoint),
    ]
    for (name, address) in addresses where address.map({ !WebAddress.isSafe($0, loopback: isLocal) }) ?? false {
      throw Refusal(.answerWrong, ["host": .text(WebAddress.host(provider.issuer)), "detail": .text(name)])
    }
    authorizationEndpoint = content.authorization_endpoint
    tokenEndpoint = content.token_endpoint
    userinfoEndpoint = content.userinfo_endpoint
    endSessionEndpoint = content.end_session_endpoint
    keysAddress = content.jwks_uri
    namesIssuer = content.authorization_response_iss_parameter_supported ?? false
  }

  /// The members we read, by their names in the standard.
  private struct Content: Decodable {
    let issuer: String
    let authorization_endpoint: String
    let token_endpoint: String
    let jwks_uri: String
    let userinfo_endpoint: String?
    let end_session_endpoint: String?
    let authorization_response_iss_parameter_supported: Bool?
  }
}
