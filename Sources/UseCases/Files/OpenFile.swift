import DelimitedText
import Foundation
import Quantities

/// A file kept open while it is read piece by piece, from several threads at once.
final class OpenFile: Sendable {
  private let descriptor: Int32
  private let size: Int

  init(path: String) throws(Refusal) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OpenFile.refusal(path, errno) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    guard !isKnown || status.st_mode & S_IFMT != S_IFDIR else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.fileIsFolder, file: path))
    }
    size = isKnown ? Int(status.st_size) : 0
    // A pipe cannot be read in parts.
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      throw OpenFile.refusal(path, isKnown ? ESPIPE : errno)
    }
  }

  deinit { _ = close(descriptor) }

  /// The bytes; the file stays open as long as the value lives.
  var source: ByteSource {
    ByteSource(size: size) { buffer, offset in
      let count = pread(self.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      guard count >= 0 else { throw ReadFailure(code: errno) }
      return count
    }
  }

  private struct ReadFailure: Error {
    let code: Int32
  }

  private static func refusal(_ path: String, _ code: Int32) -> Refusal {
    guard code != ENOENT else { return Refusal(Diagnostic(.error, UseCaseMessage.fileMissing, file: path)) }
    let reason = String(cString: strerror(code))
    return Refusal(Diagnostic(.error, UseCaseMessage.fileUnreadable, ["reason": .text(reason)], file: path))
  }
}
