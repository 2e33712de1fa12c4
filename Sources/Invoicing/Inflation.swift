// Unpacks deflated data through a small window: what comes out is looked at or kept up to a limit, never more.

import CZlib

/// Data packed by zlib.
struct Inflation {
  private static let window = 64 << 10

  /// Unpacks `packed`, which may be followed by other bytes, and hands over each piece.
  ///
  /// - Parameter each: gives false to stop.
  /// - Returns: false when the bytes are not deflated data or break off; what was handed over before stands.
  @discardableResult
  static func run(_ packed: UnsafeBufferPointer<UInt8>, _ each: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return false }
    defer { inflateEnd(&stream) }
    // zlib reads through this pointer and never writes.
    stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
    stream.avail_in = UInt32(clamping: packed.count)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: window) { buffer in
      while true {
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(window)
        let code = inflate(&stream, Z_NO_FLUSH)
        let count = window - Int(stream.avail_out)
        if count > 0, !each(UnsafeBufferPointer(start: buffer.baseAddress, count: count)) { return true }
        if code == Z_STREAM_END { return true }
        guard code == Z_OK else { return false }
      }
    }
  }

  /// All of the data, `limit` bytes at most; nil when it is longer, or not deflated.
  static func bytes(_ packed: [UInt8], limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    let isWhole = packed.withUnsafeBufferPointer { packed in
      run(packed) { piece in
        bytes += piece
        return bytes.count <= limit
      }
    }
    return isWhole && bytes.count <= limit ? bytes : nil
  }
}
