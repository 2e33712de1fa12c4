import CZlib

/// Packs bytes as zlib does.
enum Deflate {
  struct Failure: Error {}

  static func zlib(_ bytes: [UInt8]) throws -> [UInt8] {
    var count = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    guard compress2(&packed, &count, bytes, UInt(bytes.count), 9) == Z_OK else { throw Failure() }
    return Array(packed.prefix(Int(count)))
  }
}
