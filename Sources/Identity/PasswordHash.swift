// Passwords are kept as scrypt hashes, slow on purpose.

import Crypto
import CryptoExtras
import Foundation

/// The hash of a password, with what is needed to check it: `scrypt$17$8$1$SALT$KEY`.
///
/// Making or checking one takes 128 MiB for some tenths of a second: the caller limits how many go on at once.
public struct PasswordHash: Sendable, Hashable {
  /// How slow: N = 2^`cost`, with blocks of 128 · `blocks` bytes.
  public struct Effort: Sendable, Hashable {
    /// The base-2 logarithm of N.
    public let cost: Int
    /// r.
    public let blocks: Int
    /// p.
    public let lanes: Int

    /// OWASP ASVS 5: N ≥ 2^17, r = 8, p = 1.
    public static let usual = Effort(cost: 17, blocks: 8, lanes: 1)

    /// An effort.
    public init(cost: Int, blocks: Int, lanes: Int) {
      self.cost = cost
      self.blocks = blocks
      self.lanes = lanes
    }

    /// What a hash that was kept may ask of us.
    fileprivate var isBearable: Bool {
      (10...20).contains(cost) && (1...16).contains(blocks) && (1...4).contains(lanes)
    }
  }

  /// As it is kept.
  public let text: String
  private let effort: Effort
  private let salt: Data
  private let key: Data

  /// Hashes a password with a new salt.
  public init(
    _ password: String, effort: Effort = .usual, using generator: inout some RandomNumberGenerator
  ) throws {
    self.effort = effort
    salt = Data(RandomBytes.make(16, using: &generator))
    key = try PasswordHash.derive(password, salt, effort)
    let numbers = "\(effort.cost)$\(effort.blocks)$\(effort.lanes)"
    text = "scrypt$\(numbers)$\(salt.base64EncodedString())$\(key.base64EncodedString())"
  }

  /// A hash that was kept; nil when the text is none.
  public init?(kept text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), let blocks = Int(parts[2]),
      let lanes = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
      let key = Data(base64Encoded: String(parts[5])), key.count == 32, salt.count >= 16
    else { return nil }
    effort = Effort(cost: cost, blocks: blocks, lanes: lanes)
    guard effort.isBearable else { return nil }
    self.salt = salt
    self.key = key
    self.text = text
  }

  /// Whether it is the hash of `password`. Takes the same time wherever the keys differ.
  public func matches(_ password: String) throws -> Bool {
    let other = try PasswordHash.derive(password, salt, effort)
    return zip(key, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Whether it was made with less effort than is usual now: to be made again at the next login.
  public var isDated: Bool { effort != .usual }

  /// Accents may come composed or not from different keyboards: the password is what is seen.
  private static func derive(_ password: String, _ salt: Data, _ effort: Effort) throws -> Data {
    let bytes = Data(password.precomposedStringWithCompatibilityMapping.utf8)
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << effort.cost, blockSize: effort.blocks,
      parallelism: effort.lanes
    ).withUnsafeBytes { Data($0) }
  }
}
