// Text that was written as UTF-8, read as Windows-1252 and written as UTF-8 again: `DonnÃ©es` for `Données`.

import DelimitedText

/// Repairs accents that went through UTF-8 twice.
enum Mojibake {
  /// The text of UTF-8 bytes; where it reads as doubled UTF-8 in whole, the text that was meant.
  ///
  /// A text is repaired only when all of it goes back to Windows-1252 bytes that are valid UTF-8: a true `Ã` is followed
  /// by a letter that makes these bytes invalid, and stays.
  static func repaired(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // U+00C2 and U+00C3 begin every doubled letter of French; in UTF-8 they are C3 82 and C3 83.
    guard text.unicodeScalars.contains(where: { $0 == "\u{C3}" || $0 == "\u{C2}" }) else { return text }
    var original: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = scalar.isASCII ? UInt8(scalar.value) : bytesByScalar[scalar] else { return text }
      original.append(byte)
    }
    return String(validating: original, as: UTF8.self) ?? text
  }

  private static let bytesByScalar: [Unicode.Scalar: UInt8] = {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8(0x80)...0xFF {
      let text = TextEncoding.windows1252.utf8(from: [byte]).map { String(decoding: $0, as: UTF8.self) }
      if let scalar = text?.unicodeScalars.first { bytes[scalar] = byte }
    }
    return bytes
  }()
}

extension String {
  /// Without spaces, no-break spaces and line ends at both ends.
  var trimmed: String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\u{A0}" || $0 == "\n" || $0 == "\r" || $0 == "\t" }
    guard let first = unicodeScalars.firstIndex(where: { !isBlank($0) }),
      let last = unicodeScalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(unicodeScalars[first...last])
  }
}
