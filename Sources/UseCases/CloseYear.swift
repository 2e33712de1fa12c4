import CarbonAccounting
import Crypto
import Foundation
import Quantities

/// Closing a year: the accounts are sealed in a file that opens the next.
public enum CloseYear {
  /// Seals the books and writes the file.
  ///
  /// - Parameters:
  ///   - result: the books, with the accounts they opened from.
  ///   - path: the file to write.
  ///   - day: the day of closing.
  ///   - keyPath: an Ed25519 key to sign with; made and written (readable by its owner only) when it does not exist.
  ///   - replacing: whether an existing file may be replaced.
  public static func run(
    _ result: KeepBooks.Result, to path: String, on day: CalendarDate, keyPath: String?, replacing: Bool
  ) throws(Refusal) -> SealedAccounts {
    var key: Curve25519.Signing.PrivateKey?
    if let keyPath { key = try signingKey(keyPath) }
    let sealed = try SealedAccounts(closing: result.books, on: day, opening: result.opening, key: key)
    try OutputFile(path: path).write(sealed.fileText.utf8, replacing: replacing)
    return sealed
  }

  private static func signingKey(_ path: String) throws(Refusal) -> Curve25519.Signing.PrivateKey {
    let manager = FileManager.default
    if manager.fileExists(atPath: path) {
      let text = try InputFile(path: path).text(limit: 1000).trimmed
      guard let raw = Data(base64Encoded: text), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
      else { throw Refusal(Diagnostic(.error, UseCaseMessage.keyUnreadable, file: path)) }
      return key
    }
    let key = Curve25519.Signing.PrivateKey()
    let text = Data((key.rawRepresentation.base64EncodedString() + "\n").utf8)
    guard manager.createFile(atPath: path, contents: text, attributes: [.posixPermissions: 0o600]) else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.fileNotWritten, ["reason": .text("0600")], file: path))
    }
    return key
  }
}
