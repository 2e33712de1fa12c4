// Decimal numbers as people and files write them, kept exact.

/// A decimal number read from text: `mantissa x 10^exponent`.
struct DecimalText {
  let mantissa: Int128
  let exponent: Int

  /// Accepts an optional sign, digits, one decimal point or comma, and an optional power of ten (`5.10E-03`).
  init?(_ text: String) {
    var mantissa: Int128 = 0
    var digits = 0
    var decimals = 0
    var seenSeparator = false
    var negative = false
    var exponent = 0
    var bytes = text.utf8[...]
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      negative = first == UInt8(ascii: "-")
      bytes = bytes.dropFirst()
    }
    scan: while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 30 else { return nil }
        mantissa = mantissa * 10 + Int128(byte - UInt8(ascii: "0"))
        digits += 1
        if seenSeparator { decimals += 1 }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard !seenSeparator else { return nil }
        seenSeparator = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard let power = Int(String(Substring(bytes.dropFirst()))), abs(power) <= 30 else { return nil }
        exponent = power
        bytes = bytes[bytes.endIndex...]
        break scan
      default: return nil
      }
      bytes = bytes.dropFirst()
    }
    guard digits > 0 else { return nil }
    self.mantissa = negative ? -mantissa : mantissa
    self.exponent = exponent - decimals
  }

  func rational() throws(QuantityError) -> Rational {
    guard abs(exponent) <= 36 else { throw .overflow }
    if exponent >= 0 {
      let (value, overflow) = mantissa.multipliedReportingOverflow(by: DecimalText.powerOfTen(exponent))
      guard !overflow else { throw .overflow }
      return try Rational(value, over: 1)
    }
    return try Rational(mantissa, over: DecimalText.powerOfTen(-exponent))
  }

  static func powerOfTen(_ exponent: Int) -> Int128 {
    var value: Int128 = 1
    for _ in 0..<exponent { value *= 10 }
    return value
  }

  /// Writes `value / 10^places` with a point and exactly `places` decimals.
  static func write(_ value: Int128, places: Int) -> String {
    let digits = String(value.magnitude)
    let sign = value < 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let cut = padded.index(padded.endIndex, offsetBy: -places)
    return "\(sign)\(padded[..<cut]).\(padded[cut...])"
  }
}
