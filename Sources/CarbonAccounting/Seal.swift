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

    /// The signature of some bytes by a key.
    public init(of bytes: Data, by key: Curve25519.Signing.PrivateKey) throws {
      value = try key.signature(for: bytes).base64EncodedString()
      publicKey = key.publicKey.rawRepresentation.base64EncodedString()
    }

    /// Whether it is the signature of these bytes by the key it names.
    public func holds(for bytes: Data) -> Bool {
      // Base64 has spare bits in its last letter: only the one canonical spelling is accepted.
      guard let key = Data(base64Encoded: publicKey), key.base64EncodedString() == publicKey,
        let signature = Data(base64Encoded: value), signature.base64EncodedString() == value,
        let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
      else { return false }
      return publicKey.isValidSignature(signature, for: bytes)
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the public key: what people compare.
    public var fingerprint: String { Signature.fingerprint(of: Data(base64Encoded: publicKey) ?? Data()) }

    /// The fingerprint of the signatures of a key.
    public static func fingerprint(of key: Curve25519.Signing.PublicKey) -> String {
      fingerprint(of: key.rawRepresentation)
    }

    private static func fingerprint(of key: Data) -> String {
      String(Fingerprint.hexadecimal(SHA256.hash(data: key)).prefix(16))
    }
  }

  /// Seals `account` after `previous`.
  public init(_ account: JSONValue, after previous: String, key: Curve25519.Signing.PrivateKey? = nil) throws {
    self.previous = previous
    let digest = Seal.digest(account, previous)
    sha256 = Fingerprint.hexadecimal(digest)
    signature = try key.map { try Signature(of: Data(digest), by: $0) }
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
    return signature?.holds(for: Data(digest)) ?? true
  }

  private static func digest(_ account: JSONValue, _ previous: String) -> SHA256.Digest {
    SHA256.hash(data: Data(previous.utf8) + Data(account.canonicalText.utf8))
  }
}
