// Room on the disk for files that come in: what the operator keeps free stays free.

import Quantities

/// Counts what one request brings, and refuses it before the disk is fuller than the operator wants it.
struct DiskRoom {
  /// Bytes that are free now; nil where the system does not tell.
  let free: @Sendable () -> Int64?
  /// Bytes that must stay free.
  let reserve: Int64
  /// How much came in since the disk was last looked at.
  private var unseen = 0

  /// Between two looks at the disk, in bytes.
  private static let step = 1 << 20

  init(reserve: Int64, free: @escaping @Sendable () -> Int64?) {
    self.reserve = reserve
    self.free = free
  }

  init(_ site: Site) { self.init(reserve: site.configuration.diskReserve) { site.freeBytes } }

  /// Makes sure that so much more fits.
  ///
  /// - Throws: `request.disk-full`.
  func check(for bytes: Int64) throws(Refusal) {
    guard let free = free(), free < reserve || free - reserve < bytes else { return }
    throw Refusal(Diagnostic(.error, RequestMessage.diskFull))
  }

  /// Counts bytes that came in: whoever says nothing of a file's size is held to it all the same.
  ///
  /// - Throws: `request.disk-full`.
  mutating func take(_ bytes: Int) throws(Refusal) {
    unseen += bytes
    guard unseen >= DiskRoom.step else { return }
    try check(for: Int64(unseen))
    unseen = 0
  }
}
