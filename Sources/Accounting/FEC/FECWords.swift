// Eight bytes at a time in one 64-bit word (SIMD within a register). Unsafe loads: Swift has no checked unaligned
// load, and a bound check per byte would triple the time of a scan. Every caller works on an `FECBlock`, whose
// padding makes reading up to 64 bytes beyond either end harmless.

enum FECWords {
  static let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  static let high: UInt64 = 0x8080_8080_8080_8080

  /// Eight bytes from `p`, the first in the lowest bits.
  @inline(__always)
  static func load(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
  }

  /// The first `count` (0 to 8) bytes from `p`; the rest zero.
  @inline(__always)
  static func load(_ p: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    load(p) & (count >= 8 ? ~0 : (1 &<< (UInt64(truncatingIfNeeded: count) &* 8)) &- 1)
  }

  /// Whether two runs of `count` bytes are the same.
  @inline(__always)
  static func equal(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int) -> Bool {
    if count <= 8 { return load(a, count: count) == load(b, count: count) }
    if count <= 16 { return load(a) == load(b) && load(a + (count - 8)) == load(b + (count - 8)) }
    var at = 0
    while at + 8 <= count {
      if load(a + at) != load(b + at) { return false }
      at += 8
    }
    return load(a + (count - 8)) == load(b + (count - 8))
  }

  /// One bit per byte of the 64 from `p`: set where the byte is a control character (tab, LF, CR…) or, on request, a
  /// pipe.
  @inline(__always)
  static func structure(_ p: UnsafePointer<UInt8>, pipe: Bool) -> UInt64 {
    var bits: UInt64 = 0
    for word in 0..<8 {
      let bytes = load(p + word * 8)
      // The top bit of each byte ends up clear where the byte is below 0x20.
      var ordinary = ((bytes & low7) &+ 0x6060_6060_6060_6060) | bytes
      if pipe {
        let difference = bytes ^ 0x7C7C_7C7C_7C7C_7C7C
        ordinary &= ((difference & low7) &+ low7) | difference
      }
      // Gathers the eight top bits in one byte.
      let gathered = (((~ordinary & high) &>> 7) &* 0x0102_0408_1020_4080) &>> 56
      bits |= gathered &<< UInt64(truncatingIfNeeded: word * 8)
    }
    return bits
  }

  /// Whether all eight bytes are digits.
  @inline(__always)
  static func areDigits(_ word: UInt64) -> Bool {
    (word & 0xF0F0_F0F0_F0F0_F0F0) | (((word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) &>> 4)
      == 0x3333_3333_3333_3333
  }

  /// The number eight digits write, the first in the lowest bits.
  @inline(__always)
  static func number(_ digits: UInt64) -> UInt64 {
    var word = digits & 0x0F0F_0F0F_0F0F_0F0F
    word = (word &* 10 &+ (word &>> 8)) & 0x00FF_00FF_00FF_00FF
    word = (word &* 100 &+ (word &>> 16)) & 0x0000_FFFF_0000_FFFF
    return (word &* 10000 &+ (word &>> 32)) & 0xFFFF_FFFF
  }
}
