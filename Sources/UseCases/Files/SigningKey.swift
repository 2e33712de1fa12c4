import Crypto
import Foundation
import Quantities
import WrittenFiles

/// The file of an Ed25519 key that accounts are signed with: 32 bytes in base64, and a line's end.
struct SigningKey {
  /// The path as the user gave it.
  let path: String

  /// How often, ten milliseconds apart, a file is looked at again that somebody else made and has not filled yet.
  private static let patience = 100

  /// The key; made and written, readable by its owner only, when there is no such file.
  ///
  /// - Throws: `key.unreadable`, or what refuses the file.
  func read() throws(Refusal) -> Curve25519.Signing.PrivateKey {
    guard FileStatus(path) == nil, !FileStatus.isLink(path) else { return try existing() }
    let key = Curve25519.Signing.PrivateKey()
    return try make(key) ? key : try existing()
  }

  private func existing() throws(Refusal) -> Curve25519.Signing.PrivateKey {
    var bytes = try InputFile(path: path).bytes(limit: 1000)
    for _ in 0..<SigningKey.patience where bytes.isEmpty {
      usleep(10_000)
      bytes = try InputFile(path: path).bytes(limit: 1000)
    }
    guard let raw = Data(base64Encoded: String(decoding: bytes, as: UTF8.self).trimmed),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
    else { throw Refusal(Diagnostic(.error, UseCaseMessage.keyUnreadable, file: path)) }
    return key
  }

  /// Makes the file; says whether it did. O_EXCL: a key that another closing makes meanwhile is the one both sign with. The
  /// mode is the file's from the first moment, so that nobody else ever opens it.
  private func make(_ key: Curve25519.Signing.PrivateKey) throws(Refusal) -> Bool {
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      switch errno {
      case EEXIST: return false
      case ENOENT: throw Refusal(Diagnostic(.error, UseCaseMessage.fileNoFolder, file: path))
      default: throw notWritten(errno)
      }
    }
    let text = Array((key.rawRepresentation.base64EncodedString() + "\n").utf8)
    // The whole of it at once: whoever reads meanwhile finds nothing, or the key.
    let written = write(file, text, text.count)
    let reason = errno
    guard close(file) == 0, written == text.count else {
      unlink(path)
      throw notWritten(reason)
    }
    return true
  }

  private func notWritten(_ reason: Int32) -> Refusal {
    let said = String(cString: strerror(reason))
    return Refusal(Diagnostic(.error, UseCaseMessage.fileNotWritten, ["reason": .text(said)], file: path))
  }
}
