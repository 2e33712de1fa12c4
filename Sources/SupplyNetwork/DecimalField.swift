// Numbers in the files of a network: decimal digits, one point or comma, nothing that could be read in two ways.

/// Reads a decimal number as a whole number of its smallest unit: cents, grams, milligrams.
enum DecimalField {
  /// Why a text is not such a number.
  enum Fault: Error {
    case form, negative, tooPrecise, tooLarge
  }

  /// Reads `1437,12` as 143712 where `places` is 2.
  ///
  /// Digits between thousands marks, powers of ten, `NaN` and more decimals than `places` are refused: a number written
  /// by another rule than the reader's must not become another number.
  static func read(
    _ bytes: some Collection<UInt8>, places: Int, limit: Int64, mayBeNegative: Bool = false
  ) throws(Fault) -> Int64 {
    var value: Int64 = 0
    var digits = 0
    var decimals: Int?
    var isNegative = false
    for (position, byte) in bytes.enumerated() {
      switch byte {
      case 0x30...0x39:
        if let seen = decimals {
          guard seen < places else { throw .tooPrecise }
          decimals = seen + 1
        }
        let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
        let (sum, past) = tenfold.addingReportingOverflow(Int64(byte - 0x30))
        guard !over, !past else { throw .tooLarge }
        value = sum
        digits += 1
      case 0x2E, 0x2C:
        guard decimals == nil, digits > 0 else { throw .form }
        decimals = 0
      case 0x2D, 0x2B:
        guard position == 0 else { throw .form }
        isNegative = byte == 0x2D
      default: throw .form
      }
    }
    guard digits > 0 else { throw .form }
    for _ in (decimals ?? 0)..<max(places, decimals ?? 0) {
      let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
      guard !over else { throw .tooLarge }
      value = tenfold
    }
    guard value <= limit else { throw .tooLarge }
    guard isNegative, value > 0 else { return value }
    guard mayBeNegative else { throw .negative }
    return -value
  }
}

extension BidirectionalCollection<UInt8> {
  /// The bytes without the blanks around them.
  var trimmedOfSpaces: SubSequence {
    var (start, end) = (startIndex, endIndex)
    while start < end, self[start] == 0x20 { formIndex(after: &start) }
    while start < end, self[index(before: end)] == 0x20 { end = index(before: end) }
    return self[start..<end]
  }
}
