import Foundation
import Quantities

/// A file the user asked for: written whole, or not at all.
public struct OutputFile: Sendable {
  /// The path as the user gave it.
  public let path: String

  /// A file at `path`.
  public init(path: String) { self.path = path }

  /// Writes the bytes through a temporary file beside the target.
  ///
  /// - Parameters:
  ///   - replacing: whether an existing file may be replaced.
  ///   - makingFolders: whether the folders of the path are made; else a path whose folder does not exist is refused,
  ///     as it is most often misspelt.
  /// - Throws: a refusal when the target is no regular file, exists, or cannot be written.
  public func write(_ bytes: some Sequence<UInt8>, replacing: Bool, makingFolders: Bool = false) throws(Refusal) {
    try checkTarget(replacing: replacing)
    // A link to a file stays a link: what it points at is written.
    let url = URL(filePath: path).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent()
    guard makingFolders || FileManager.default.fileExists(atPath: folder.path) else { throw refusal(.fileNoFolder) }
    do {
      if makingFolders { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw refusal(.fileNotWritten, ["reason": .text(error.localizedDescription)])
    }
  }

  /// Refuses a path where something is, or whose folder is not there, before work is done that would be in vain: for
  /// files that no option replaces.
  public func checkFree() throws(Refusal) {
    try checkTarget(replacing: true)
    guard FileStatus(path) == nil else { throw refusal(.fileKept) }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else { throw refusal(.fileNoFolder) }
  }

  /// Refuses to write over a file that the same run reads.
  ///
  /// - Parameter inputs: the paths that are read.
  public func checkApart(from inputs: [String]) throws(Refusal) {
    for input in inputs where isSame(as: input) { throw refusal(.fileIsInput) }
  }

  /// Whether both paths lead to the same file, through links or under two names.
  private func isSame(as other: String) -> Bool {
    func place(_ path: String) -> String { URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path }
    if place(path) == place(other) { return true }
    guard let mine = FileStatus(path), let theirs = FileStatus(other) else { return false }
    return mine.identity == theirs.identity
  }

  private func checkTarget(replacing: Bool) throws(Refusal) {
    guard let status = FileStatus(path) else {
      // A link that leads nowhere would be replaced by a file in silence.
      guard !FileStatus.isLink(path) else { throw refusal(.fileNotRegular) }
      return
    }
    guard !status.isFolder else { throw refusal(.fileIsFolder) }
    guard status.isRegular else { throw refusal(.fileNotRegular) }
    guard replacing else { throw refusal(.fileExists) }
  }

  private func refusal(_ key: UseCaseMessage, _ values: [String: MessageValue] = [:]) -> Refusal {
    Refusal(Diagnostic(.error, key, values, file: path))
  }
}

/// What the system says about a path, links followed.
package struct FileStatus {
  /// The device and the number of the file on it.
  package struct Identity: Equatable {
    package let device: UInt64
    package let number: UInt64
  }

  package let identity: Identity
  package let isFolder: Bool
  package let isRegular: Bool

  /// Nil when nothing is there.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether the path itself is a symbolic link.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
