import Foundation

/// The checkout the tests were compiled from.
public enum Checkout {
  /// Its root folder.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  /// The bytes of one of its files.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }
}

/// Real files that may not be shipped with the project: tests that want them are skipped where they are not.
public enum SharedData {
  /// The folder: `SILLAGE_SHARED`, else `shared` beside the checkout.
  public static let root: URL =
    ProcessInfo.processInfo.environment["SILLAGE_SHARED"].map { URL(filePath: $0) }
    ?? Checkout.root.appending(path: "../shared").standardizedFileURL

  /// Whether a file is there.
  public static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: "data/\(path)").path)
  }

  /// The bytes of a file under `data/`.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: "data/\(path)")))
  }

  /// Why a test is skipped.
  public static let absent: String = "the shared real files are not beside this checkout (set SILLAGE_SHARED)"
}
