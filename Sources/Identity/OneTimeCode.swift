// The second factor: six digits that change every half minute (TOTP, RFC 6238).

import Crypto
import Foundation
import Quantities

/// The secret an authenticator application shares with the instance.
public struct OneTimeSecret: Sendable, Hashable {
  /// 160 bits, as RFC 4226 recommends.
  public let bytes: [UInt8]
  /// Seconds a code lasts.
  static let period: Int64 = 30

  /// A new secret.
  public init(using generator: inout some RandomNumberGenerator) { bytes = RandomBytes.make(20, using: &generator) }

  /// A secret that was kept.
  public init(kept bytes: [UInt8]) { self.bytes = bytes }

  /// What a person types into the application: base32, in groups of four.
  public var typedText: String {
    let letters = Array(base32)
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: " ")
  }

  /// The address that a QR code holds (Key URI Format).
  public func address(account: String, issuer: String) -> String {
    func escaped(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~@"))) ?? ""
    }
    return "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(base32)&issuer=\(escaped(issuer))"
  }

  /// The code of a moment.
  public func code(at moment: Timestamp) -> String { code(step: OneTimeSecret.step(of: moment)) }

  /// The step of the code a person typed, if it is right now, or was or will be half a minute away: clocks differ.
  ///
  /// - Parameter last: the step of the last code that was accepted. A code is accepted once.
  /// - Returns: the step to keep as the last; nil when the code is wrong.
  public func accept(_ typed: String, after last: Int64?, at moment: Timestamp) -> Int64? {
    let digits = typed.filter { !$0.isWhitespace }
    guard digits.utf8.count == 6 else { return nil }
    let now = OneTimeSecret.step(of: moment)
    // All are compared, whole: the time taken tells nothing.
    return (now - 1...now + 1).reduce(nil as Int64?) { found, step in
      let difference = zip(code(step: step).utf8, digits.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
      return difference == 0 && step > last ?? .min ? step : found
    }
  }

  private static func step(of moment: Timestamp) -> Int64 { moment.milliseconds / 1000 / period }

  /// RFC 4226, section 5.3: four bytes at the place the last half byte says, without sign, modulo a million.
  private func code(step: Int64) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: bytes)))
    let place = Int(mac[mac.count - 1] & 0x0F)
    let number = mac[place..<(place + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// RFC 4648, section 6, without padding.
  private var base32: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var (buffer, bits) = (0, 0)
    for byte in bytes {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[buffer >> bits & 31])
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
    return text
  }
}
