import Foundation
import Quantities
import UseCases
import Wording

/// Where a command's words go and what it knows of the world, so that tests can read the one and say the other.
public struct Console: Sendable {
  let out: @Sendable (String) -> Void
  let err: @Sendable (String) -> Void
  let environment: [String: String]
  /// The next bytes of the standard input, so many at most; none at the end.
  let input: @Sendable (Int) -> [UInt8]
  /// The moment.
  let clock: @Sendable () -> Timestamp
  /// A name that no other process has.
  let worker: String
  /// Whether somebody watches the error stream.
  let isWatched: Bool

  /// The process's own output.
  public static let standard = Console(
    out: { text in
      guard let code = put(text, on: STDOUT_FILENO) else { return }
      let reason = String(cString: strerror(code))
      _ = put("sillage : sortie impossible / output cannot be written (\(reason))\n", on: STDERR_FILENO)
      exit(1)
    },
    // Nobody is left to hear that the error stream itself is closed.
    err: { _ = put($0, on: STDERR_FILENO) },
    environment: ProcessInfo.processInfo.environment,
    input: { limit in [UInt8]((try? FileHandle.standardInput.read(upToCount: limit)) ?? Data()) },
    clock: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
    worker: "\(ProcessInfo.processInfo.hostName)/\(ProcessInfo.processInfo.processIdentifier)/\(UUID().uuidString)",
    isWatched: isatty(STDERR_FILENO) == 1)

  /// Writes all of the text, and gives the system's error number when it cannot. A full disk or a closed pipe is
  /// nobody's fault here, so that it may not end in a trap.
  static func put(_ text: String, on descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// A console that writes through these functions.
  public init(
    out: @escaping @Sendable (String) -> Void, err: @escaping @Sendable (String) -> Void, environment: [String: String],
    input: @escaping @Sendable (Int) -> [UInt8] = { _ in [] }, clock: @escaping @Sendable () -> Timestamp,
    worker: String, isWatched: Bool = false
  ) {
    self.out = out
    self.err = err
    self.environment = environment
    self.input = input
    self.clock = clock
    self.worker = worker
    self.isWatched = isWatched
  }

  /// The language of the reader: English where the environment says so, else French.
  var language: Language {
    let said = ["SILLAGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
      !$0.isEmpty
    }
    return said?.hasPrefix("en") == true ? .en : .fr
  }
}
