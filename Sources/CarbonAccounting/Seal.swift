// A closed account is sealed: its bytes are chained to last year's and cannot change unseen.

import CanonicalJSON
import Crypto
import Foundation
import Quantities

/// The seal of one account: SHA-256 of (previous seal ‖ canonical bytes), optionally signed with an Ed25519 key.
public struct Seal: Sendable, Hashable {
  /// The seal of the same activity's previous account, in hexadecimal; empty for a first year.
  public let previous: String
  /// This seal, in hexadecimal.
  public let sha256: String
  /// Ed25519 signature of the seal's 32 bytes and the public key, base64; nil when unsigned.
  public let signature: Signature?

  /// A signature that anybody can check.
  public struct Signature: Sendable, Hashable {
    /// 64 bytes, base64.
    public let value: String
    /// The public key, 32 bytes, base64.
    public let publicKey: String

    /// A signature that was kept, which is not checked here.
    public init(value: String, publicKey: String) {
      self.value = value
      self.publicKey = publicKey
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the public key: what people compare.
    public var fingerprint: String {
      String(Fingerprint.hexadecimal(SHA256.hash(data: Data(base64Encoded: publicKey) ?? Data())).prefix(16))
    }
  }

  /// Seals `account` after `previous`.
  public init(_ account: JSONValue, after previous: String, key: Curve25519.Signing.PrivateKey? = nil) throws {
    self.previous = previous
    let digest = Seal.digest(account, previous)
    sha256 = Fingerprint.hexadecimal(digest)
    signature = try key.map {
      Signature(
        value: try $0.signature(for: Data(digest)).base64EncodedString(),
        publicKey: $0.publicKey.rawRepresentation.base64EncodedString())
    }
  }

  /// A seal that was read.
  public init(previous: String, sha256: String, signature: Signature?) {
    self.previous = previous
    self.sha256 = sha256
    self.signature = signature
  }

  /// Whether the seal is that of `account`, and its signature, if any, is right.
  public func holds(for account: JSONValue) -> Bool {
    let digest = Seal.digest(account, previous)
    guard Fingerprint.hexadecimal(digest) == sha256 else { return false }
    guard let signature else { return true }
    // Base64 has spare bits in its last letter: only the one canonical spelling is accepted.
    guard let key = Data(base64Encoded: signature.publicKey), key.base64EncodedString() == signature.publicKey,
      let value = Data(base64Encoded: signature.value), value.base64EncodedString() == signature.value,
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return false }
    return publicKey.isValidSignature(value, for: Data(digest))
  }

  private static func digest(_ account: JSONValue, _ previous: String) -> SHA256.Digest {
    SHA256.hash(data: Data(previous.utf8) + Data(account.canonicalText.utf8))
  }
}
