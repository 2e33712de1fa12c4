// Deciding the character set from everything the file holds. Unsafe pointers: every byte of a file that may have
// gigabytes passes here, eight at a time.

/// Counts what tells character sets apart. Tallies of parts of a file, cut at line ends, add up to that of the whole.
struct FECEncodingTally: Sendable, Equatable {
  /// Well-formed UTF-8 sequences of two bytes and more.
  var sequences = 0
  /// Bytes above 0x7F outside such sequences.
  var strays = 0
  /// Strays from 0x80 to 0x9F: letters in Windows-1252, control characters in ISO-8859-15.
  var windowsOnly = 0
  /// Strays that Windows-1252 does not define.
  var undefined = 0

  /// The character set of a file with these counts.
  func encoding(hasByteOrderMark: Bool) -> FECEncoding {
    if hasByteOrderMark || (strays == 0 && sequences > 0) { return .utf8 }
    if strays == 0 { return .ascii }
    // Programs cut labels at a number of bytes, which leaves halves of letters in good UTF-8.
    if sequences > strays { return .utf8 }
    return windowsOnly > 0 ? .windows1252 : .latin9
  }

  /// How many bytes cannot be read in that character set.
  func undecodable(hasByteOrderMark: Bool) -> Int {
    switch encoding(hasByteOrderMark: hasByteOrderMark) {
    case .ascii, .latin9: 0
    case .utf8: strays
    case .windows1252: undefined
    }
  }

  mutating func add(_ other: FECEncodingTally) {
    sequences += other.sequences
    strays += other.strays
    windowsOnly += other.windowsOnly
    undefined += other.undefined
  }

  /// Counts `count` bytes from `base`, which must start and end at the border of a line.
  mutating func scan(_ base: UnsafePointer<UInt8>, count: Int) {
    let raw = UnsafeRawPointer(base)
    let high: UInt64 = 0x8080_8080_8080_8080
    var at = 0
    while at < count {
      while at + 32 <= count {
        let a = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let b = raw.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)
        let c = raw.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self)
        let d = raw.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self)
        if (a | b | c | d) & high != 0 { break }
        at += 32
      }
      while at + 8 <= count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) & high
        if word != 0 {
          at += word.trailingZeroBitCount >> 3
          break
        }
        at += 8
      }
      while at < count, base[at] < 0x80 { at += 1 }
      if at < count { at += step(base + at, left: count - at) }
    }
  }

  /// Counts the sequence or the stray byte at `p`, which is above 0x7F; returns its length.
  private mutating func step(_ p: UnsafePointer<UInt8>, left: Int) -> Int {
    let length = FECEncodingTally.sequenceLength(p, left: left)
    if length > 0 {
      sequences += 1
      return length
    }
    strays += 1
    if p[0] < 0xA0 {
      windowsOnly += 1
      if p[0] == 0x81 || p[0] == 0x8D || p[0] == 0x8F || p[0] == 0x90 || p[0] == 0x9D { undefined += 1 }
    }
    return 1
  }

  /// The length of the well-formed UTF-8 sequence at `p`, 0 if there is none (Unicode 15, table 3-7).
  private static func sequenceLength(_ p: UnsafePointer<UInt8>, left: Int) -> Int {
    func continues(_ at: Int) -> Bool { p[at] & 0xC0 == 0x80 }
    switch p[0] {
    case 0xC2...0xDF: return left >= 2 && continues(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, continues(1), continues(2) else { return 0 }
      if p[0] == 0xE0 && p[1] < 0xA0 || p[0] == 0xED && p[1] > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, continues(1), continues(2), continues(3) else { return 0 }
      if p[0] == 0xF0 && p[1] < 0x90 || p[0] == 0xF4 && p[1] > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }
}
