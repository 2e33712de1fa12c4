// A disk as small as a drill wants it.

import Foundation
import TestSupport

/// A file system in memory whose size can be changed.
struct Ramdisk {
  /// Where it is mounted.
  let folder: URL

  /// Its size while nothing is scarce, in bytes.
  private static let ample = 400_000_000

  /// Whether this machine lets us mount one: as root, outside of a container that forbids it.
  static let isPossible: Bool = getuid() == 0 && (try? with { _ in }) != nil

  /// Why a drill is skipped.
  static let impossible = "a small file system cannot be mounted here (root only)"

  /// Runs `body` with a disk of its own, which is gone afterwards.
  static func with<T>(_ body: (Ramdisk) throws -> T) throws -> T {
    try withFolder { folder in
      try Tool.run("mount", "-t", "tmpfs", "-o", "size=\(ample)", "tmpfs", folder.path)
      defer { _ = try? Tool.run("umount", "--lazy", folder.path) }
      return try body(Ramdisk(folder: folder))
    }
  }

  /// The bytes that are taken.
  func used() throws -> Int {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
    guard let size = attributes[.systemSize] as? NSNumber, let free = attributes[.systemFreeSize] as? NSNumber else {
      throw Child.Failure(description: "the size of \(folder.path) is not known")
    }
    return size.intValue - free.intValue
  }

  /// Leaves so many bytes free, no more.
  func leave(_ bytes: Int) throws { try resize(try used() + bytes) }

  /// Makes space.
  func grow() throws { try resize(Ramdisk.ample) }

  private func resize(_ bytes: Int) throws {
    try Tool.run("mount", "-o", "remount,size=\(bytes)", folder.path)
  }
}
