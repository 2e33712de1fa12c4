// Secrets that stand for a person: session cookies, invitation links, API keys.

import Crypto
import Foundation

/// 256 random bits. The holder keeps the text; the store keeps only its SHA-256.
public struct SecretToken: Sendable {
  /// The secret, base64url without padding: 43 characters.
  public let text: String

  /// A new token.
  public init(using generator: inout some RandomNumberGenerator) {
    text = Data(RandomBytes.make(32, using: &generator)).base64URLText
  }

  /// A token somebody presents; nil when it cannot be one.
  public init?(_ text: String) {
    guard text.utf8.count == 43, let bytes = Data(base64URLText: text), bytes.count == 32, bytes.base64URLText == text
    else { return nil }
    self.text = text
  }

  /// What is kept of it, in hexadecimal.
  public var sha256: String {
    SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// A token in every form that changes something, so that another site cannot send it: bound to the session.
public struct FormToken: Sendable, Hashable {
  /// HMAC-SHA-256 of the purpose under the session's secret, base64url.
  public let text: String

  /// The token of a session's forms.
  public init(session: SecretToken) { text = Data(FormToken.code(session)).base64URLText }

  /// Whether what a form sent is this session's token. Takes the same time wherever the texts differ.
  public static func isRight(_ text: String, session: SecretToken) -> Bool {
    guard let sent = Data(base64URLText: text) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(sent, authenticating: purpose, using: key(session))
  }

  private static let purpose = Data("sillage form".utf8)

  private static func key(_ session: SecretToken) -> SymmetricKey { SymmetricKey(data: Data(session.text.utf8)) }

  private static func code(_ session: SecretToken) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: purpose, using: key(session))
  }
}

/// Random bytes from a generator that is given.
enum RandomBytes {
  static func make(_ count: Int, using generator: inout some RandomNumberGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}

extension Data {
  /// RFC 4648 section 5, without padding.
  var base64URLText: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  init?(base64URLText text: String) {
    guard !text.contains("+"), !text.contains("/"), !text.contains("=") else { return nil }
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    self.init(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
  }
}
