// Who a letter goes to or comes from.

import Quantities

/// An e-mail address, with the name shown beside it.
public struct MailAddress: Sendable, Hashable {
  /// `jean@menuiserie.fr`: ASCII, as every server takes it.
  public let address: String
  /// `Menuiserie Garnier`; nil shows the address alone.
  public let name: String?

  /// The most characters of an address (RFC 5321, section 4.5.3.1, less the angle brackets).
  static let longest = 254
  /// The most bytes of a name.
  static let longestName = 200

  /// An address.
  ///
  /// - Throws: `mail.address-wrong` for what is no address that every server takes; `mail.text-wrong` or
  ///   `mail.too-long`   for a name with line ends, other controls, or beyond 200 bytes.
  public init(_ address: String, name: String? = nil) throws(Refusal) {
    guard MailAddress.isAddress(address) else {
      throw Refusal(Diagnostic(.error, MailMessage.addressWrong, ["address": .text(String(address.prefix(100)))]))
    }
    if let name { try HeaderText.check(name, field: "name", longest: MailAddress.longestName) }
    self.address = address
    self.name = name
  }

  /// What stands after the at sign.
  var domain: Substring { address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...] }

  /// As a header carries it: `=?utf-8?B?…?= <jean@menuiserie.fr>`, folded where the name is long.
  var header: String {
    guard let name, !name.isEmpty else { return address }
    return "\(HeaderText.encoded(name))\r\n <\(address)>"
  }

  /// Dot-atoms around one at sign (RFC 5322, section 3.4.1): no quotes, no comments, no bare host.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard text.utf8.count <= longest, parts.count == 2, parts[0].count <= 64 else { return false }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let words = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtom) } && labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
          && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
      }
  }

  private static func isAtom(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
