// Where the data files are: beside the executable in a release, in the checkout while developing.

import Foundation
import Quantities

/// The folder that holds Sillage's data files, found at run time: no path is frozen into the program.
public struct DataDirectory: Sendable {
  /// One subfolder per target that owns data: `ReferenceData`, `Wording`, `Accounting`, `Storage`…
  private let folders: [String: URL]

  /// The targets that own data.
  public static let targets = [
    "ReferenceData", "Wording", "Accounting", "CarbonPricing", "Footprints", "Storage", "Identity", "Website",
  ]

  /// Looks in `SILLAGE_DATA` (a data folder, or a checkout), then `data` beside the executable, then in the checkout the executable was built in.
  ///
  /// - Throws: a refusal when the data are nowhere.
  public static func find(
    executable: URL? = Bundle.main.executableURL, environment: [String: String]
  ) throws(Refusal) -> DataDirectory {
    var candidates: [[String: URL]] = []
    if let named = environment["SILLAGE_DATA"] {
      let folder = URL(filePath: named)
      candidates += [released(folder), sources(folder)]
    }
    if let executable {
      let folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
      candidates.append(released(folder.appending(path: "data")))
      candidates.append(released(folder.appending(path: "../share/sillage")))
      candidates += checkouts(above: folder)
    }
    for folders in candidates where folders.values.allSatisfy({ isFolder($0) }) {
      return DataDirectory(folders: folders)
    }
    throw Refusal(Diagnostic(.error, UseCaseMessage.dataMissing))
  }

  /// The data of a checkout of the source, for tests.
  public static func checkout(_ root: URL) -> DataDirectory { DataDirectory(folders: sources(root)) }

  private static func released(_ root: URL) -> [String: URL] {
    Dictionary(uniqueKeysWithValues: targets.map { ($0, root.appending(path: $0)) })
  }

  private static func sources(_ root: URL) -> [String: URL] {
    Dictionary(uniqueKeysWithValues: targets.map { ($0, root.appending(path: "Sources/\($0)/Data")) })
  }

  /// Every folder above `folder`, as a possible checkout.
  private static func checkouts(above folder: URL) -> [[String: URL]] {
    var folder = folder
    var found: [[String: URL]] = []
    while folder.path != "/" {
      folder = folder.deletingLastPathComponent()
      found.append(sources(folder))
    }
    return found
  }

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  private static let endings = [".csv", ".yaml", ".sql", ".txt", ".css", ".js", ".svg"]

  /// The text of one file of a target.
  public func text(_ name: String, of target: String) throws(Refusal) -> String {
    guard let bytes = try files(of: target)[name] else { throw Refusal(Diagnostic(.error, UseCaseMessage.dataMissing)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of every file under a target's folder, by path relative to it: `factors/energy.csv`.
  public func files(of target: String) throws(Refusal) -> [String: [UInt8]] {
    guard let root = folders[target], let walk = FileManager.default.enumerator(atPath: root.path) else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.dataMissing))
    }
    var files: [String: [UInt8]] = [:]
    for case let path as String in walk
    where DataDirectory.endings.contains(where: path.hasSuffix) {
      files[path] = try InputFile(path: root.appending(path: path).path).bytes()
    }
    return files
  }
}
