// Names that last: of footprints, firms, products and branches.

import Crypto
import Foundation
import Quantities

/// Makes identifiers from what an account says, so that the same account always gives the same ones.
public enum FootprintIdentifier {
  /// RFC 9562, appendix A: the namespace of names that are URLs.
  private static let urlNamespace: [UInt8] = [
    0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
  ]

  /// The id of the footprint of a sealed account: UUID version 5 (RFC 9562) of `urn:sillage:seal:` and the seal.
  ///
  /// - Parameter seal: SHA-256 in hexadecimal.
  public static func footprint(seal: String) -> String { uuid5("urn:sillage:seal:\(seal)") }

  /// The id of the event that answers another, so that an answer sent twice is one.
  public static func answer(to event: String, from source: String, of firm: String) -> String {
    uuid5("urn:sillage:answer:\(firm):\(source):\(event)")
  }

  /// The id of a new event, made from a secret that nobody else has.
  public static func event(_ secret: String) -> String { uuid5("urn:sillage:event:\(secret)") }

  /// Whether a text is a UUID as footprints are called.
  public static func isUUID(_ text: String) -> Bool { UUID(uuidString: text) != nil }

  /// A firm's URNs: by ISO 6523 (scheme 0002 is SIRENE) as OASIS ebCore writes it, and in PACT's own namespace.
  public static func company(siren: String) -> [String] {
    [
      "urn:oasis:names:tc:ebcore:partyid-type:iso6523:0002:\(siren)",
      "urn:pact:insee.fr:siren:\(siren)",
    ]
  }

  /// A product's URN: an activity of a firm, as the instance at `domain` calls it.
  public static func product(siren: String, activity: String, domain: String) -> String {
    "urn:pact:\(domain):supplier-id:\(siren)-\(escaped(activity))"
  }

  /// The URN of a branch of NAF rév. 2.
  public static func classification(naf: String) -> String { "urn:pact:insee.fr:naf-rev2:\(escaped(naf))" }

  /// Letters, digits and `-._~` as they are; what else there is in hexadecimal.
  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")) ?? ""
  }

  private static func uuid5(_ name: String) -> String {
    // RFC 9562 defines version 5 by SHA-1; it names, it protects nothing.
    var bytes = Array(Insecure.SHA1.hash(data: Data(urlNamespace + Array(name.utf8))).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)].map { range in
      String(Array(digits)[range.0..<range.1])
    }.joined(separator: "-")
  }
}
