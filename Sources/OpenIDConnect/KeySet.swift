// The keys a provider signs with (RFC 7517).

import Foundation
import JWTKit
import Quantities

/// Why a signed token is not taken: the part of it that is wrong, by its name in the standards.
enum TokenFault: String, Error {
  case form = "JWT"
  case algorithm = "alg"
  case key = "kid"
  case signature
  case issuer = "iss"
  case audience = "aud"
  case party = "azp"
  case expiry = "exp"
  case issuedAt = "iat"
  case nonce
  case subject = "sub"

  /// What people are told.
  var refusal: Refusal { Refusal(.tokenWrong, ["detail": .text(rawValue)]) }
}

/// The public keys that verify a provider's tokens.
struct KeySet: Sendable {
  private let keys: [JWK]

  /// The most keys.
  static let most = 64

  /// Reads a JWK Set; keys that serve something else are left out. Nil when it is none.
  init?(_ bytes: [UInt8]) {
    guard let set = try? JSONDecoder().decode(Content.self, from: Data(bytes)), set.keys.count <= KeySet.most else {
      return nil
    }
    keys = set.keys.compactMap(\.key)
  }

  /// The content of a token, once its signature is verified; its claims are the caller's to check.
  func verified<Claims: JWTPayload>(_ token: SignedToken, as type: Claims.Type) async throws(TokenFault) -> Claims {
    guard var key = key(for: token) else { throw .key }
    key.algorithm = token.algorithm.key
    // The one key of the collection, whatever the token calls it.
    key.keyIdentifier = JWKIdentifier(string: "signer")
    do {
      let collection = JWTKeyCollection()
      try await collection.add(jwk: key)
      return try await collection.verify(token.text, as: type)
    } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
      throw .signature
    } catch {
      throw .form
    }
  }

  /// The key the token names, fit for its algorithm. A token that names none is taken where one key alone is fit.
  private func key(for token: SignedToken) -> JWK? {
    let fit = keys.filter { key in
      guard key.algorithm == nil || key.algorithm == token.algorithm.key else { return false }
      switch token.algorithm {
      case .rs256:
        // 2048 to 8192 bits, in base64url.
        return key.keyType == .rsa && (342...1366).contains(key.modulus?.utf8.count ?? 0)
      case .es256: return key.keyType == .ecdsa && key.curve?.rawValue == "P-256"
      }
    }
    if let name = token.key { return fit.first { $0.keyIdentifier?.string == name } }
    return fit.count == 1 ? fit[0] : nil
  }

  private struct Content: Decodable { let keys: [Entry] }

  /// A key, or nothing for one of a kind we do not know.
  private struct Entry: Decodable {
    let key: JWK?

    init(from decoder: any Decoder) throws {
      let use = try? decoder.container(keyedBy: Name.self).decodeIfPresent(String.self, forKey: .use)
      key = use ?? "sig" == "sig" ? try? JWK(from: decoder) : nil
    }

    private enum Name: String, CodingKey { case use }
  }
}
