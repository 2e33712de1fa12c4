// Keys and tokens of the issuers that tests run.

import CryptoExtras
import Foundation
import JWTKit

/// What a token says. Absent claims are left out.
public struct Claims: JWTPayload {
  public var iss: String?
  public var sub = "p-42"
  public var aud: [String]?
  public var azp: String?
  public var exp: Int?
  public var iat: Int?
  public var nonce: String?
  public var email: String?
  public var email_verified: Bool?
  public var given_name: String?
  public var usual_name: String?
  public var siret: String?

  public func verify(using algorithm: some JWTAlgorithm) {}
}

/// One RSA and one EC key, made once for all tests, and those nobody published.
public struct IssuerKeys: Sendable {
  static let shared = Result { try IssuerKeys() }

  let rsa: JWTKit.Insecure.RSA.PrivateKey
  let strangeRSA: JWTKit.Insecure.RSA.PrivateKey
  let ec = ES256PrivateKey()

  private init() throws {
    rsa = try JWTKit.Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
    strangeRSA = try JWTKit.Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
  }

  /// The published set: both keys, and three that serve something else.
  func published(rsaName: String = "rsa-1") throws -> String {
    let primitives = try rsa.publicKey.getKeyPrimitives()
    guard let point = ec.parameters else { throw CocoaError(.coderInvalidValue) }
    let (n, e) = (primitives.modulus.urlText, primitives.publicExponent.urlText)
    return """
      {"keys": [
        {"kty": "oct", "kid": "secret", "k": "AAAA"},
        {"kty": "RSA", "kid": "\(rsaName)", "use": "enc", "alg": "RSA-OAEP", "n": "\(n)", "e": "\(e)"},
        {"kty": "FUTURE", "kid": "x", "alg": "XX512"},
        {"kty": "RSA", "kid": "\(rsaName)", "use": "sig", "n": "\(n)", "e": "\(e)"},
        {"kty": "EC", "kid": "ec-1", "alg": "ES256", "crv": "P-256", "x": "\(point.x.inURL)", "y": "\(point.y.inURL)"}
      ]}
      """
  }

  /// How a token is signed: rightly, or as somebody would who wants in.
  public enum Signature: Sendable {
    case rsa(name: String?)
    case ec
    case strange(name: String)
    case none
    /// HMAC under the public key, for whoever takes the key as it comes.
    case publicKeyAsSecret
    case rs512
  }

  func sign(_ claims: Claims, _ signature: Signature) async throws -> String {
    let keys = JWTKeyCollection()
    switch signature {
    case .rsa(let name):
      await keys.add(rsa: rsa, digestAlgorithm: .sha256)
      return try await keys.sign(claims, header: name.map { ["kid": .string($0)] } ?? [:])
    case .ec:
      await keys.add(ecdsa: ec)
      return try await keys.sign(claims, header: ["kid": "ec-1"])
    case .strange(let name):
      await keys.add(rsa: strangeRSA, digestAlgorithm: .sha256)
      return try await keys.sign(claims, header: ["kid": .string(name)])
    case .rs512:
      await keys.add(rsa: rsa, digestAlgorithm: .sha512)
      return try await keys.sign(claims, header: ["kid": "rsa-1"])
    case .publicKeyAsSecret:
      await keys.add(hmac: HMACKey(from: rsa.publicKey.pemRepresentation), digestAlgorithm: .sha256)
      return try await keys.sign(claims, header: ["kid": "rsa-1"])
    case .none:
      let head = Data(#"{"alg":"none","kid":"rsa-1"}"#.utf8).urlText
      return "\(head).\(try JSONEncoder().encode(claims).urlText)."
    }
  }
}

extension Data {
  /// Base64url without padding.
  public var urlText: String { base64EncodedString().inURL }
}

extension String {
  /// Base64 turned into base64url.
  public var inURL: String { replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") }
}
