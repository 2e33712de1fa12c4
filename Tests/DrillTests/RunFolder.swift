// Files that every drill of a run reads.

import Foundation
import Synchronization

/// Folders that live as long as the run.
enum RunFolder {
  private static let made = Mutex<[URL]>([])

  /// A new folder, removed when the tests end.
  static func make() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let isFirst = made.withLock { made in
      made.append(folder)
      return made.count == 1
    }
    if isFirst {
      atexit { for folder in RunFolder.made.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) } }
    }
    return folder
  }
}
