// What must be remembered between sending somebody to the provider and seeing them come back.

import Crypto
import Foundation
import Identity
import Quantities

/// The secrets of one login that was begun. Bound to the browser that began it: kept in its session, or in a
/// sealed cookie.
public struct LoginAttempt: Sendable, Hashable {
  /// Comes back with the answer, so that no other site can make somebody log in.
  public let state: String
  /// Comes back in the token, so that no old token serves again.
  public let nonce: String
  /// Proves to the token endpoint that whoever brings the code asked for it (RFC 7636).
  let verifier: String
  /// When it was begun.
  public let startedAt: Timestamp

  /// The most seconds a login may take.
  static let longest: Int64 = 900

  /// A new attempt: three times 256 bits.
  public init(using generator: inout some RandomNumberGenerator, at now: Timestamp) {
    state = SecretToken(using: &generator).text
    nonce = SecretToken(using: &generator).text
    verifier = SecretToken(using: &generator).text
    startedAt = now
  }

  /// An attempt that was kept; nil when the text is none.
  public init?(kept text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, parts[..<3].allSatisfy({ SecretToken($0) != nil }), let started = Int64(parts[3]) else {
      return nil
    }
    (state, nonce, verifier) = (parts[0], parts[1], parts[2])
    startedAt = Timestamp(milliseconds: started)
  }

  /// As it is kept: about 150 ASCII characters. It holds secrets.
  public var text: String { "\(state).\(nonce).\(verifier).\(startedAt.milliseconds)" }

  /// `S256` of the verifier.
  var challenge: String {
    Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Whether `text` is the state. Takes the same time wherever they differ.
  func hasState(_ text: String) -> Bool {
    guard text.utf8.count == state.utf8.count else { return false }
    return zip(text.utf8, state.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Whether it was begun a short while ago.
  func isFresh(at now: Timestamp) -> Bool {
    startedAt <= now.adding(seconds: 60) && now <= startedAt.adding(seconds: LoginAttempt.longest)
  }
}
