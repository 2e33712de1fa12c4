/// Text as seven-bit lines of at most 76 characters (RFC 2045, section 6.7).
enum QuotedPrintable {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Every line end (LF, CR, CRLF) becomes CRLF. A full stop at the start of a line and the F of `From` are escaped
  /// too, for what handles letters without care.
  static func encode(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var column = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0D || byte == 0x0A {
        index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        result += [0x0D, 0x0A]
        column = 0
        continue
      }
      index += 1
      let endsLine = index == bytes.count || bytes[index] == 0x0D || bytes[index] == 0x0A
      let isBlank = byte == 0x20 || byte == 0x09
      let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !endsLine
      // A soft break takes the last place of a line that goes on.
      if column + (isPlain ? 1 : 3) > 75 {
        result += [UInt8(ascii: "="), 0x0D, 0x0A]
        column = 0
      }
      let isRisky = column == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
      if isPlain, !isRisky {
        result.append(byte)
        column += 1
      } else {
        result += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        column += 3
      }
    }
    return result
  }
}
