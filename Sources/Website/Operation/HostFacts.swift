// What the operating system knows of this process and of the disk.

import Foundation

/// Facts of the machine; nil where it does not tell.
enum HostFacts {
  /// Bytes that a user may still write to the disk that holds `folder`.
  static func freeBytes(_ folder: String) -> Int64? {
    var facts = statvfs()
    guard statvfs(folder, &facts) == 0 else { return nil }
    let (bytes, isTooLarge) = UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize))
    return isTooLarge ? Int64.max : Int64(clamping: bytes)
  }

  /// Bytes of memory in use by this process.
  static func residentBytes() -> Int64? {
    // Pages, as proc(5) says: total, resident, shared…
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let words = text.split(separator: " ")
    guard words.count > 1, let pages = Int64(words[1]) else { return nil }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}

extension Site {
  /// Bytes free where what this process writes goes: the database's folder, else where temporary files are.
  var freeBytes: Int64? { HostFacts.freeBytes(configuration.dataFolder ?? NSTemporaryDirectory()) }
}
