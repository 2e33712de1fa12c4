import Foundation
import Quantities

/// A file named by the user: read whole within a limit, or refused with its name and the reason.
public struct InputFile: Sendable {
  /// The path as the user gave it.
  public let path: String

  /// A file at `path`.
  public init(path: String) { self.path = path }

  /// The last component of the path: what messages show.
  public var name: String { URL(filePath: path).lastPathComponent }

  /// The bytes of the file.
  ///
  /// - Parameter limit: the most bytes accepted; one gigabyte unless said otherwise.
  public func bytes(limit: Int = 1_000_000_000) throws(Refusal) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else { throw refusal(.fileMissing) }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      let data = try handle.read(upToCount: limit + 1) ?? Data()
      guard data.count <= limit else { throw refusal(.fileTooLarge, ["limit": .integer(limit)]) }
      return [UInt8](data)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw refusal(.fileUnreadable, ["reason": .text(error.localizedDescription)])
    }
  }

  /// The text of a UTF-8 file; undecodable bytes are replaced.
  public func text(limit: Int = 16_000_000) throws(Refusal) -> String {
    String(decoding: try bytes(limit: limit), as: UTF8.self)
  }

  private func refusal(_ key: UseCaseMessage, _ values: [String: MessageValue] = [:]) -> Refusal {
    Refusal(Diagnostic(.error, key, values, file: path))
  }
}

/// A file the user asked for: written whole, or not at all.
public struct OutputFile: Sendable {
  /// The path as the user gave it.
  public let path: String

  /// A file at `path`.
  public init(path: String) { self.path = path }

  /// Writes the bytes through a temporary file beside the target.
  ///
  /// - Parameter replacing: whether an existing file may be replaced.
  public func write(_ bytes: some Sequence<UInt8>, replacing: Bool) throws(Refusal) {
    let url = URL(filePath: path)
    if !replacing, FileManager.default.fileExists(atPath: path) {
      throw Refusal(Diagnostic(.error, UseCaseMessage.fileExists, file: path))
    }
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw Refusal(
        Diagnostic(.error, UseCaseMessage.fileNotWritten, ["reason": .text(error.localizedDescription)], file: path))
    }
  }
}
