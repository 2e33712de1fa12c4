// A ZIP archive as a value: names and bytes, in order. No file system: whoever calls reads and writes.

import Foundation
import Quantities

/// The files of a ZIP archive, in order, with names that unpack safely anywhere.
///
/// The same files in the same order always give the same bytes (`bytes`): whoever holds them can compare archives instead
/// of trusting them.
public struct ZipArchive: Sendable, Hashable {
  /// One file.
  public struct Entry: Sendable, Hashable {
    /// Its path inside the archive, with `/`: `accounts/2024.json`.
    public let name: String
    /// Its bytes, not compressed.
    public let bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    /// A file of text, in UTF-8.
    public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
  }

  /// The files, in order.
  public let entries: [Entry]

  /// An archive of these files.
  ///
  /// - Throws: a refusal that names the file whose name would not unpack safely, stands twice, or passes a limit.
  public init(_ entries: [Entry], limits: ZipLimits = ZipLimits()) throws(Refusal) {
    try limits.check(entries.map { (name: $0.name, size: UInt64($0.bytes.count)) })
    self.entries = entries
  }

  /// The bytes of a file; nil when there is none of that name.
  public subscript(name: String) -> [UInt8]? { entries.first { $0.name == name }?.bytes }
}

/// How large an archive may be before it is refused: sizes are read before anything is unpacked.
public struct ZipLimits: Sendable, Hashable {
  /// Bytes of the archive itself.
  public var archiveBytes: Int
  /// Files.
  public var entries: Int
  /// Bytes of one file, unpacked.
  public var entryBytes: Int
  /// Bytes of all files, unpacked.
  public var totalBytes: Int

  /// Bytes of a name, as UTF-8.
  static let nameBytes = 240

  /// Limits; by default 256 MiB of archive, 5 000 files, 256 MiB a file and 1 GiB in all. No archive is larger than the
  /// plain format (without ZIP64) can say: 65 534 files and 4 GiB.
  public init(
    archiveBytes: Int = 256 << 20, entries: Int = 5000, entryBytes: Int = 256 << 20, totalBytes: Int = 1 << 30
  ) {
    self.archiveBytes = archiveBytes
    self.entries = min(entries, 65_534)
    self.entryBytes = entryBytes
    self.totalBytes = min(totalBytes, 0xF000_0000)
  }

  /// Checks what is said of the files of an archive, before they are read or written.
  func check(_ files: [(name: String, size: UInt64)]) throws(Refusal) {
    guard files.count <= entries else {
      throw ZipLimits.refusal(.tooManyFiles, ["count": .integer(files.count), "limit": .integer(entries)])
    }
    var total: UInt64 = 0
    var names: Set<String> = []
    for file in files {
      let name: MessageValue = .text(file.name)
      guard ZipLimits.isSafe(file.name) else { throw ZipLimits.refusal(.nameUnsafe, ["name": name]) }
      // Two names that differ by case or by the way an accent is written are one file on many machines.
      guard names.insert(file.name.precomposedStringWithCanonicalMapping.lowercased()).inserted else {
        throw ZipLimits.refusal(.nameTwice, ["name": name])
      }
      guard file.size <= UInt64(entryBytes) else {
        throw ZipLimits.refusal(.fileTooLarge, ["name": name, "limit": .integer(entryBytes)])
      }
      // No overflow: each size is bounded above, and so is their number.
      total += file.size
    }
    guard total <= UInt64(totalBytes) else {
      throw ZipLimits.refusal(.totalTooLarge, ["limit": .integer(totalBytes)])
    }
  }

  /// Whether a path stays inside the folder it is unpacked in, on any system: relative, with `/`, without `..`, drive,
  /// control character or empty part.
  static func isSafe(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= nameBytes, !name.contains("\\"), !name.contains(":"),
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0 == "\u{FFFD}" })
    else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }

  static func refusal(_ key: ArchiveRefusal, _ values: [String: MessageValue] = [:]) -> Refusal {
    Refusal(Diagnostic(.error, key, values))
  }
}
