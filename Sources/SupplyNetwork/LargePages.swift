// Memory that is read all over the place, in pages of two megabytes. What is read from end to end gains little from
// them.

import Foundation

/// Asks the system for large pages: with small ones a processor spends as long on finding where a page stands as on
/// reading it.
///
/// A hint: where the system does not follow it, only time is lost.
enum LargePages {
  private static let small = 4096

  /// Asks for large pages for memory that nothing has been written to yet.
  static func advise(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard memory.count >= 1 << 21, let base = memory.baseAddress else { return }
      let start = (Int(bitPattern: base) + small - 1) & ~(small - 1)
      let count = Int(bitPattern: base) + memory.count - start
      _ = madvise(UnsafeMutableRawPointer(bitPattern: start), count, Int32(MADV_HUGEPAGE))
    #endif
  }

  /// An array of so many equal elements.
  static func array<Element>(repeating element: Element, count: Int) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      advise(UnsafeMutableRawBufferPointer(buffer))
      buffer.initialize(repeating: element)
      initialized = count
    }
  }

  /// Room for so many elements in an empty array.
  static func reserve<Element>(_ count: Int, in array: inout [Element]) {
    array.reserveCapacity(count)
    array.withUnsafeMutableBufferPointer { buffer in
      let room = UnsafeMutableBufferPointer(start: buffer.baseAddress, count: count)
      advise(UnsafeMutableRawBufferPointer(room))
    }
  }
}
