// What the ID token says, and whether it was meant for us, now, for this login (OpenID Connect Core, section 3.1.3.7).

import JWTKit
import Quantities

/// One audience or several.
struct Audience: Codable, Sendable {
  let clients: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let client = try? container.decode(String.self) {
      clients = [client]
    } else {
      clients = try container.decode([String].self)
    }
  }

  func encode(to encoder: any Encoder) throws { try clients.encode(to: encoder) }
}

struct TokenClaims: JWTPayload {
  let iss: String
  let sub: String
  let aud: Audience
  let exp: Double
  let iat: Double
  let nonce: String?
  let azp: String?

  /// Seconds by which clocks may differ.
  static let leeway: Double = 60

  /// The signature is jwt-kit's to verify; claims need the provider, the attempt and the moment.
  func verify(using algorithm: some JWTAlgorithm) {}

  /// Throws the first claim that is wrong.
  func check(_ provider: Provider, _ attempt: LoginAttempt, at now: Timestamp) throws(TokenFault) {
    let seconds = Double(now.milliseconds) / 1000
    guard iss == provider.issuer else { throw .issuer }
    guard aud.clients.contains(provider.clientID) else { throw .audience }
    guard azp == nil ? aud.clients.count == 1 : azp == provider.clientID else { throw .party }
    guard exp > seconds - TokenClaims.leeway else { throw .expiry }
    // A token older than the login it answers was made for another.
    let started = Double(attempt.startedAt.milliseconds) / 1000
    guard iat <= seconds + TokenClaims.leeway, iat >= started - TokenClaims.leeway else { throw .issuedAt }
    guard nonce == attempt.nonce else { throw .nonce }
    guard (1...255).contains(sub.utf8.count), sub.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw .subject
    }
  }
}
