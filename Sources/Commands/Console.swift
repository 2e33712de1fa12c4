import Foundation
import Quantities
import UseCases
import Wording

/// Where a command's words go, so that tests can read them.
public struct Console: Sendable {
  let out: @Sendable (String) -> Void
  let err: @Sendable (String) -> Void
  let environment: [String: String]

  /// The process's own output.
  public static let standard = Console(
    out: { FileHandle.standardOutput.write(Data($0.utf8)) }, err: { FileHandle.standardError.write(Data($0.utf8)) },
    environment: ProcessInfo.processInfo.environment)

  /// A console that writes through these functions.
  public init(
    out: @escaping @Sendable (String) -> Void, err: @escaping @Sendable (String) -> Void, environment: [String: String]
  ) {
    self.out = out
    self.err = err
    self.environment = environment
  }

  /// The language of the reader: English where the environment says so, else French.
  var language: Language {
    let said = ["SILLAGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first {
      !$0.isEmpty
    }
    return said?.hasPrefix("en") == true ? .en : .fr
  }
}
