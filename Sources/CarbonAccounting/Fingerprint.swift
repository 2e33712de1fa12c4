import Crypto
import Foundation

/// SHA-256 in hexadecimal: how contents are named and compared.
public enum Fingerprint {
  /// Of bytes.
  public static func sha256(_ bytes: some ContiguousBytes & Sequence<UInt8>) -> String {
    bytes.withUnsafeBytes { hexadecimal(SHA256.hash(data: Data($0))) }
  }

  /// Of text, in UTF-8.
  public static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

  /// Bytes as lower-case hexadecimal digits.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Of bytes that come in parts.
  public struct Running: Sendable {
    private var hash = SHA256()

    /// Nothing yet.
    public init() {}

    /// Adds a part.
    public mutating func add(_ bytes: some ContiguousBytes) { bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }

    /// The fingerprint of what was added.
    public var sha256: String { Fingerprint.hexadecimal(hash.finalize()) }
  }
}
