// The characters of a FEC: the law allows ASCII, ISO-8859-15 and UTF-8; Windows programs write Windows-1252.

/// A character set, decided on the whole content of a file.
public enum FECEncoding: String, Sendable, CaseIterable {
  case ascii = "ASCII"
  case utf8 = "UTF-8"
  case latin9 = "ISO-8859-15"
  case windows1252 = "Windows-1252"

  /// The text of `bytes`. What the character set does not define becomes U+FFFD; control characters become spaces.
  public func decode(_ bytes: some Collection<UInt8>) -> String {
    if let text = bytes.withContiguousStorageIfAvailable({ decode(buffer: $0) }) { return text }
    return Array(bytes).withUnsafeBufferPointer { decode(buffer: $0) }
  }

  func decode(buffer: UnsafeBufferPointer<UInt8>) -> String {
    var controls = false
    var high = false
    for byte in buffer {
      controls = controls || byte < 0x20
      high = high || byte >= 0x80
    }
    // A label may be printed on a terminal: an escape sequence must not reach it.
    if controls { return decode(buffer.map { $0 < 0x20 ? 0x20 : $0 }) }
    guard high, self == .latin9 || self == .windows1252 else { return String(decoding: buffer, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    for byte in buffer { text.append(scalar(byte)) }
    return String(text)
  }

  private func scalar(_ byte: UInt8) -> Unicode.Scalar {
    switch self {
    case .windows1252 where (0x80...0x9F).contains(byte): FECEncoding.windowsScalars[Int(byte) - 0x80]
    case .latin9: FECEncoding.latin9Differences[byte] ?? Unicode.Scalar(byte)
    default: Unicode.Scalar(byte)
    }
  }

  /// ISO-8859-15 is ISO-8859-1 but for these eight.
  private static let latin9Differences: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]

  /// Windows-1252 from 0x80 to 0x9F; five places are not assigned.
  private static let windowsScalars: [Unicode.Scalar] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}",
    "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
  ]
}
