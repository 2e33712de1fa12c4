/// Reading an amount of euros as accounting programs write it, in cents.
///
/// Comma or point, sign before or after, zeros and spaces as padding, spaces between thousands, empty for nothing.
/// More than two decimals are accepted when the others are zeros: a cent is never rounded here.
enum FECAmount {
  /// Why a text is not an amount.
  enum Failure: Error {
    case notANumber, tooPrecise, tooLarge
  }

  /// Digits before the decimal sign: 10^15 euros is more than any ledger, and leaves room to add up.
  static let wholeDigits = 15

  /// What `common` answers for a shape it leaves to `careful`.
  static let uncommon = Int64.min

  /// The cents of `count` bytes that read `1437,12`: digits, comma or point, two digits. Else `uncommon`.
  ///
  /// Reads up to 16 bytes before the end of the field, and so before its start.
  @inline(__always)
  static func common(_ start: UnsafePointer<UInt8>, count: Int) -> Int64 {
    guard count >= 4, count <= 15 else { return count == 0 ? 0 : uncommon }
    let end = start + count
    let tail = FECWords.load(end - 8)
    let mark = (tail &>> 40) & 0xFF
    guard mark == 0x2C || mark == 0x2E else { return uncommon }
    // Five digits, the mark and two digits become eight digits with a zero in front.
    var word = (tail & 0xFFFF_0000_0000_0000) | ((tail & 0x0000_00FF_FFFF_FFFF) &<< 8)
    let kept = min(count, 8) - 1
    let foreign: UInt64 = (1 &<< UInt64(truncatingIfNeeded: 8 * (8 - kept))) &- 1
    word = (word & ~foreign) | (0x3030_3030_3030_3030 & foreign)
    guard FECWords.areDigits(word) else { return uncommon }
    let low = Int64(truncatingIfNeeded: FECWords.number(word))
    guard count > 8 else { return low }
    var front = FECWords.load(end - 16)
    let outside: UInt64 = (1 &<< UInt64(truncatingIfNeeded: 8 * (16 - count))) &- 1
    front = (front & ~outside) | (0x3030_3030_3030_3030 & outside)
    guard FECWords.areDigits(front) else { return uncommon }
    return Int64(truncatingIfNeeded: FECWords.number(front)) &* 10_000_000 &+ low
  }

  /// The cents of any text this reader understands.
  static func careful(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Int64, Failure> {
    var cents: Int64 = 0
    var whole = 0
    var decimals: Int?
    var digits = 0
    var sign: UInt8?
    var closed = false
    var isTooPrecise = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let space = spaceLength(bytes, at)
      if space > 0 {
        // Spaces may pad and may part thousands; after decimals they end the number.
        if decimals ?? 0 > 0 { closed = true }
        at += space
        continue
      }
      at += 1
      switch byte {
      case 0x30...0x39:
        guard !closed else { return .failure(.notANumber) }
        digits += 1
        if let places = decimals {
          decimals = places + 1
          if places >= 2 {
            // What follows may still show that this is no number: 1.234,56.
            if byte != 0x30 { isTooPrecise = true }
            continue
          }
        } else if whole > 0 || byte != 0x30 {
          whole += 1
          guard whole <= wholeDigits else { return .failure(.tooLarge) }
        }
        cents = cents * 10 + Int64(byte - 0x30)
      case 0x2C, 0x2E:
        guard decimals == nil, !closed else { return .failure(.notANumber) }
        decimals = 0
      case 0x2B, 0x2D:
        guard sign == nil else { return .failure(.notANumber) }
        sign = byte
        if digits > 0 || decimals != nil { closed = true }
      default: return .failure(.notANumber)
      }
    }
    guard digits > 0 else { return sign == nil && decimals == nil ? .success(0) : .failure(.notANumber) }
    guard !isTooPrecise else { return .failure(.tooPrecise) }
    for _ in min(decimals ?? 0, 2)..<2 { cents *= 10 }
    return .success(sign == 0x2D ? -cents : cents)
  }

  /// The length of the space at `at`: ASCII, tab, or a no-break space in the 8-bit sets or in UTF-8; 0 if none.
  private static func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    switch bytes[at] {
    case 0x20, 0x09, 0xA0: 1
    case 0xC2 where at + 1 < bytes.count && bytes[at + 1] == 0xA0: 2
    case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x80 && bytes[at + 2] == 0xAF: 3
    default: 0
    }
  }
}
