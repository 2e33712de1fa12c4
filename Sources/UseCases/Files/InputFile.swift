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
    guard let status = FileStatus(path) else { throw refusal(.fileMissing) }
    guard !status.isFolder else { throw refusal(.fileIsFolder) }
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

  /// The first bytes, `count` at most.
  public func head(_ count: Int) throws(Refusal) -> [UInt8] {
    guard let status = FileStatus(path) else { throw refusal(.fileMissing) }
    guard !status.isFolder else { throw refusal(.fileIsFolder) }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      return [UInt8](try handle.read(upToCount: count) ?? Data())
    } catch {
      throw refusal(.fileUnreadable, ["reason": .text(error.localizedDescription)])
    }
  }

  /// Hands over the bytes in parts of a megabyte, without keeping them.
  ///
  /// - Parameter limit: the most bytes accepted.
  public func parts(
    limit: Int = 1 << 31, _ each: (ArraySlice<UInt8>) throws(Refusal) -> Void
  ) throws(Refusal) {
    guard let status = FileStatus(path) else { throw refusal(.fileMissing) }
    guard !status.isFolder else { throw refusal(.fileIsFolder) }
    let handle: FileHandle
    do { handle = try FileHandle(forReadingFrom: URL(filePath: path)) } catch {
      throw refusal(.fileUnreadable, ["reason": .text(error.localizedDescription)])
    }
    defer { try? handle.close() }
    var count = 0
    while true {
      let part: Data
      do { part = try handle.read(upToCount: 1 << 20) ?? Data() } catch {
        throw refusal(.fileUnreadable, ["reason": .text(error.localizedDescription)])
      }
      if part.isEmpty { return }
      count += part.count
      guard count <= limit else { throw refusal(.fileTooLarge, ["limit": .integer(limit)]) }
      try each([UInt8](part)[...])
    }
  }

  /// The text of a UTF-8 file, without its byte order mark.
  ///
  /// - Throws: a refusal also when the bytes are not UTF-8, or hold the NUL that gives UTF-16 and binary files away.
  public func text(limit: Int = 16_000_000) throws(Refusal) -> String {
    let bytes = try bytes(limit: limit)
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard !content.contains(0), let text = String(validating: content, as: UTF8.self) else {
      throw refusal(.fileNotText)
    }
    return text
  }

  private func refusal(_ key: UseCaseMessage, _ values: [String: MessageValue] = [:]) -> Refusal {
    Refusal(Diagnostic(.error, key, values, file: path))
  }
}
