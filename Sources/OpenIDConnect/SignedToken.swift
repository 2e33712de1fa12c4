// A signed token as it came (RFC 7515, compact form), before anything in it is believed.

import Foundation
import JWTKit

struct SignedToken: Sendable {
  /// The signatures we take: public keys only. With `none` anybody signs, with HMAC whoever knows the public key could.
  enum Algorithm: String {
    case rs256 = "RS256"
    case es256 = "ES256"

    var key: JWK.Algorithm { self == .rs256 ? .rs256 : .es256 }
  }

  /// As it came.
  let text: String
  /// How it says it is signed.
  let algorithm: Algorithm
  /// The name of the key.
  let key: String?

  /// The most bytes of a token.
  static let longest = 16_384

  init(_ text: String) throws(TokenFault) {
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard text.utf8.count <= SignedToken.longest, parts.count == 3,
      parts.allSatisfy({ $0.allSatisfy(SignedToken.isLetter) }), let head = SignedToken.decoded(parts[0]),
      let header = try? JSONDecoder().decode(Header.self, from: head)
    else { throw .form }
    guard header.crit == nil, let algorithm = Algorithm(rawValue: header.alg) else { throw .algorithm }
    self.text = text
    self.algorithm = algorithm
    key = header.kid
  }

  private struct Header: Decodable {
    let alg: String
    let kid: String?
    /// Extensions that must be understood; we know none.
    let crit: [String]?
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }

  private static func decoded(_ part: Substring.UTF8View) -> Data? {
    let text = String(Substring(part)).replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
  }
}
