// The encodings French administrations and spreadsheets write text files in.

/// How the characters of a file are written as bytes.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8, with or without byte order mark. ASCII is UTF-8.
  case utf8 = "UTF-8"
  /// Windows-1252: what Windows programs call ANSI. The five bytes it leaves undefined are read as controls (WHATWG).
  case windows1252 = "Windows-1252"
  /// ISO 8859-15 (Latin-9): the third encoding the arrêté of 29 July 2013 allows for ledgers.
  case iso8859_15 = "ISO-8859-15"

  /// The encoding of `bytes`, decided from the bytes alone.
  ///
  /// Whatever is valid UTF-8 is UTF-8: text in another encoding almost never is by chance. Otherwise a byte from 0x80 to
  /// 0x9F, a control in ISO 8859-15 but a letter or sign in Windows-1252, tells the two apart; without any they differ
  /// by eight rare signs only and ISO 8859-15 is taken, since there they are € Š š Ž ž Œ œ Ÿ rather than ¤ ¦ ¨ ´ ¸ ¼ ½ ¾.
  public static func detected(in bytes: [UInt8]) -> TextEncoding {
    if isUTF8(bytes) { return .utf8 }
    return bytes.contains { (0x80...0x9F).contains($0) } ? .windows1252 : .iso8859_15
  }

  /// The text of `bytes` as UTF-8 without byte order mark; nil when they are not of this encoding.
  public func utf8(from bytes: [UInt8]) -> [UInt8]? {
    switch self {
    case .utf8:
      guard TextEncoding.isUTF8(bytes) else { return nil }
      return bytes.starts(with: TextEncoding.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    case .windows1252, .iso8859_15:
      return transcoded(bytes)
    }
  }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { (try? UTF8Span(validating: bytes.span)) != nil }

  /// The UTF-8 bytes of each byte from 0x80 up, at most three, looked up rather than computed: the file may be large.
  private func transcoded(_ bytes: [UInt8]) -> [UInt8] {
    let letters = (UInt8(0x80)...0xFF).map { Array(String(Character(scalar(of: $0))).utf8) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    var position = 0
    while position < bytes.count {
      let run = position
      while position < bytes.count, bytes[position] < 0x80 { position += 1 }
      text.append(contentsOf: bytes[run..<position])
      guard position < bytes.count else { break }
      text.append(contentsOf: letters[Int(bytes[position]) - 0x80])
      position += 1
    }
    return text
  }

  private func scalar(of byte: UInt8) -> Unicode.Scalar {
    let code =
      switch self {
      case .windows1252 where byte < 0xA0: TextEncoding.windowsControls[Int(byte) - 0x80]
      case .iso8859_15: TextEncoding.latin9Differences[byte] ?? UInt16(byte)
      default: UInt16(byte)
      }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  /// What Windows-1252 has from 0x80 to 0x9F.
  private static let windowsControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// What ISO 8859-15 has that ISO 8859-1 (whose bytes are Unicode numbers) has not.
  private static let latin9Differences: [UInt8: UInt16] = [
    0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152, 0xBD: 0x0153, 0xBE: 0x0178,
  ]
}
