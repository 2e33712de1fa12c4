// Writes ZIP archives whose bytes depend on their files alone.

extension ZipArchive {
  /// The archive's bytes: every file stored as it is, in order, dated 1 January 1980 (the format's first day), with names in
  /// UTF-8 and nothing else.
  ///
  /// Written here and not by libzip, and not compressed: what a library adds to its headers and how a compressor packs change
  /// with their versions, and a check compares these bytes with those of an archive that another machine wrote.
  public var bytes: [UInt8] {
    var out = LittleEndian()
    out.bytes.reserveCapacity(entries.reduce(22) { $0 + $1.bytes.count + 2 * $1.name.utf8.count + 76 })
    var directory = LittleEndian()
    for entry in entries {
      let offset = out.bytes.count
      var header = LittleEndian()
      header.add16(20)  // version needed: 2.0
      header.add16(0x0800)  // names are UTF-8
      header.add16(0)  // stored
      header.add16(0)  // midnight
      header.add16(0x0021)  // 1980-01-01
      header.add32(CyclicRedundancyCheck.value(of: entry.bytes))
      header.add32(UInt32(entry.bytes.count))
      header.add32(UInt32(entry.bytes.count))
      header.add16(UInt16(entry.name.utf8.count))
      header.add16(0)  // no extra field

      out.add32(0x0403_4B50)
      out.bytes += header.bytes
      out.bytes += entry.name.utf8
      out.bytes += entry.bytes

      directory.add32(0x0201_4B50)
      directory.add16(20)  // made by: 2.0, no system's permissions
      directory.bytes += header.bytes
      directory.add16(0)  // no comment
      directory.add16(0)  // first and only disk
      directory.add16(0)
      directory.add32(0)
      directory.add32(UInt32(offset))
      directory.bytes += entry.name.utf8
    }
    let start = out.bytes.count
    out.bytes += directory.bytes
    out.add32(0x0605_4B50)
    out.add16(0)
    out.add16(0)
    out.add16(UInt16(entries.count))
    out.add16(UInt16(entries.count))
    out.add32(UInt32(directory.bytes.count))
    out.add32(UInt32(start))
    out.add16(0)
    return out.bytes
  }
}

/// Bytes with numbers written lowest byte first, as ZIP wants.
private struct LittleEndian {
  var bytes: [UInt8] = []

  mutating func add16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func add32(_ value: UInt32) {
    add16(UInt16(truncatingIfNeeded: value))
    add16(UInt16(truncatingIfNeeded: value >> 16))
  }
}

/// CRC-32 of ISO 3309, which ZIP keeps beside each file.
private enum CyclicRedundancyCheck {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func value(of bytes: [UInt8]) -> UInt32 {
    ~table.withUnsafeBufferPointer { table in
      bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    }
  }
}
