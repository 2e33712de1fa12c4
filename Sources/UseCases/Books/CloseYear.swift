import CarbonAccounting
import Crypto
import Quantities

/// Closing a year: the accounts are sealed in a file that opens the next.
public enum CloseYear {
  /// What closing wrote.
  public struct Closing: Sendable {
    /// The sealed accounts.
    public let sealed: SealedAccounts
    /// Where the file that was there before is kept; nil when there was none, or the same.
    public let kept: String?
  }

  /// Seals the books and writes the file.
  ///
  /// - Parameters:
  ///   - result: the books, with the accounts they opened from.
  ///   - path: the file to write.
  ///   - day: the day of closing, not before the fiscal year's end.
  ///   - keyPath: an Ed25519 key to sign with; made and written (readable by its owner only) when it does not exist.
  ///   - replacing: whether an existing file may be replaced; it is then kept beside, under a version number, since
  ///     invoices already sent quote it.
  ///   - inputs: the files the books were read from, which are never written over.
  public static func run(
    _ result: KeepBooks.Result, to path: String, on day: CalendarDate, keyPath: String?, replacing: Bool,
    inputs: [String] = []
  ) throws(Refusal) -> Closing {
    let file = OutputFile(path: path)
    try file.checkApart(from: inputs + [keyPath].compactMap(\.self))
    let sealed = try seal(result, on: day, keyPath: keyPath)
    let bytes = [UInt8](sealed.fileText.utf8)
    let kept = replacing ? try keepOld(path, unlike: bytes) : nil
    try file.write(bytes, replacing: replacing)
    return Closing(sealed: sealed, kept: kept)
  }

  /// Seals the books.
  static func seal(
    _ result: KeepBooks.Result, on day: CalendarDate, keyPath: String?
  ) throws(Refusal) -> SealedAccounts {
    let end = result.books.year.end
    guard day >= end else {
      throw Refusal(
        Diagnostic(.error, UseCaseMessage.closeBeforeEnd, ["day": .date(day), "end": .date(end)], field: "--on"))
    }
    var key: Curve25519.Signing.PrivateKey?
    if let keyPath { key = try SigningKey(path: keyPath).read() }
    return try SealedAccounts(closing: result.books, on: day, opening: result.opening, key: key)
  }

  /// Copies the file at `path` to the first free of `NAME.v1.json`, `NAME.v2.json`…
  private static func keepOld(_ path: String, unlike bytes: [UInt8]) throws(Refusal) -> String? {
    guard let status = FileStatus(path), status.isRegular else { return nil }
    let old = try InputFile(path: path).bytes(limit: 64_000_000)
    guard old != bytes else { return nil }
    let name = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
    let suffix = path.hasSuffix(".json") ? ".json" : ""
    var version = 1
    while FileStatus("\(name).v\(version)\(suffix)") != nil { version += 1 }
    let kept = "\(name).v\(version)\(suffix)"
    try OutputFile(path: kept).write(old, replacing: false)
    return kept
  }
}
