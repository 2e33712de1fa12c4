// One thing an operator decides: its name everywhere, what may be written, what it means.

import Databases
import Quantities
import Wording

/// A setting.
public struct Setting: Sendable {
  /// What may be written.
  public enum Kind: Sendable, Hashable {
    /// Any text on one line.
    case text
    /// A whole number.
    case number(ClosedRange<Int>)
    /// Yes or no.
    case choice
    /// One of a few words.
    case word([String])
    /// An address that may hold a password, shown without it.
    case database
    /// Never shown, and never a flag: everybody on a machine can read command lines.
    case secret
  }

  /// Its name in a file: `public_url`.
  public let key: String
  /// What may be written.
  public let kind: Kind
  /// What holds when nobody says anything, as it would be written; empty for nothing.
  public let usual: String
  /// What it means, for an operator.
  public let meaning: LocalizedText
  /// Puts a value that `read` gave into a configuration.
  let apply: @Sendable (inout SiteConfiguration, String) -> Void

  init(
    _ key: String, _ kind: Kind = .text, usual: String = "", fr: String, en: String,
    _ apply: @escaping @Sendable (inout SiteConfiguration, String) -> Void
  ) {
    self.key = key
    self.kind = kind
    self.usual = usual
    meaning = LocalizedText(fr: fr, en: en)
    self.apply = apply
  }

  /// Its name on the command line, without the two dashes in front: `public-url`. A secret has none.
  public var flag: String? { isSecret ? nil : key.replacing("_", with: "-") }
  /// Its name in the environment: `SILLAGE_PUBLIC_URL`.
  public var variable: String { "SILLAGE_" + key.uppercased() }
  /// Whether it is never shown.
  public var isSecret: Bool { kind == .secret }

  /// What names the file that holds a secret, in a file of settings.
  var fileKey: String { key + "_file" }
  /// What names the file that holds a secret, in the environment.
  var fileVariable: String { variable + "_FILE" }

  private static let yes = ["true", "yes", "oui", "1"]
  private static let no = ["false", "no", "non", "0"]

  /// The value as it is kept; nil when the text is none.
  func read(_ text: String) -> String? {
    switch kind {
    case .text, .database, .secret:
      return text.utf8.count <= 2000 && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        ? text : nil
    case .number(let range):
      return Int(text).flatMap { range.contains($0) ? String($0) : nil }
    case .choice:
      let word = text.lowercased()
      return Setting.yes.contains(word) ? "true" : Setting.no.contains(word) ? "false" : nil
    case .word(let words):
      return words.contains(text.lowercased()) ? text.lowercased() : nil
    }
  }

  /// What may be written, in words of no language.
  public var form: String {
    switch kind {
    case .text, .database, .secret: "…"
    case .number(let range): "\(range.lowerBound)–\(range.upperBound)"
    case .choice: "true | false"
    case .word(let words): words.joined(separator: " | ")
    }
  }

  /// A value as it may be shown.
  func shown(_ value: String) -> String {
    switch kind {
    case .secret: value.isEmpty ? "" : "(set)"
    case .database: value.isEmpty ? "" : DatabaseAddress(value).shown
    case .text, .number, .choice, .word: value
    }
  }
}

/// A setting as it was read.
public struct ReadSetting: Sendable {
  /// Who said so.
  public enum Origin: Sendable, Hashable {
    /// Nobody: it is what is usual.
    case usual
    /// A line of the file of settings.
    case file(line: Int)
    /// The environment, under this name.
    case environment(String)
    /// The command line.
    case flag
  }

  /// Which.
  public let setting: Setting
  /// Its value, as it may be shown: no secret.
  public let shown: String
  /// Who said so.
  public let origin: Origin
}
