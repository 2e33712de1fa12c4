/// Bytes that are read piece by piece, such as a file larger than memory. Whoever opens the file makes the value.
public struct ByteSource: Sendable {
  /// The number of bytes.
  public let size: Int
  private let reader: @Sendable (_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int) throws -> Int

  /// A source of `size` bytes.
  ///
  /// - Parameter reader: fills the buffer from an offset, as `pread` does, and returns how many bytes it read: at
  ///   least one before the end. Called from several threads at once.
  public init(
    size: Int, reader: @escaping @Sendable (_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int) throws -> Int
  ) {
    self.size = size
    self.reader = reader
  }

  /// Bytes in memory.
  public init(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { buffer, offset in
      let count = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)])) }
      return count
    }
  }

  /// Fills `buffer` with the bytes from `offset`. Throws what the reader throws, or `Truncated`.
  public func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws {
    var done = 0
    while done < buffer.count {
      let count = try reader(UnsafeMutableRawBufferPointer(rebasing: buffer[done...]), offset + done)
      guard count > 0, count <= buffer.count - done else { throw Truncated() }
      done += count
    }
  }

  /// The bytes of `range`. Throws what the reader throws, or `Truncated`.
  public func bytes(_ range: Range<Int>) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      buffer.initialize(repeating: 0)
      try fill(UnsafeMutableRawBufferPointer(buffer), from: range.lowerBound)
      count = range.count
    }
  }

  /// The source ended before its size: a file that was cut while it was read.
  public struct Truncated: Error {}
}
