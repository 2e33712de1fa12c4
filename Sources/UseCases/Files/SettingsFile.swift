// A file of settings: one level of `key: value` in YAML, and files that hold one secret each.

import Quantities
import WrittenFiles
import Yams

/// A YAML file of keys with one value each.
public struct SettingsFile: Sendable {
  /// What a key is set to, and where that stands.
  public struct Value: Sendable {
    /// The text as it is written.
    public let text: String
    /// The line, from 1.
    public let line: Int
  }

  /// The values by key. A key without a value counts as absent.
  public let values: [String: Value]

  /// Larger than any file of settings.
  private static let limit = 1_000_000

  /// Reads the file at `path`.
  ///
  /// - Parameter known: the keys there are.
  /// - Throws: a refusal that names every mistake by line: unknown and repeated keys, lists and maps as values.
  public init(path: String, known: [String]) throws(Refusal) {
    let file = InputFile(path: path)
    do throws(Refusal) {
      self = try SettingsFile(text: try file.text(limit: SettingsFile.limit), known: known)
    } catch { throw error.inFile(path) }
  }

  /// Reads the text of such a file.
  public init(text: String, known: [String]) throws(Refusal) {
    guard let root = try SettingsFile.root(text) else {
      values = [:]
      return
    }
    let field = YAMLField(root: root)
    field.expect(known)
    var values: [String: Value] = [:]
    for key in known {
      guard let text = field.text(key), !text.isEmpty else { continue }
      values[key] = Value(text: text, line: root.mapping?[key]?.mark?.line ?? 1)
    }
    try field.check()
    self.values = values
  }

  /// The map at the top; nil when there are only comments.
  private static func root(_ text: String) throws(Refusal) -> Node? {
    guard let node = try YAMLField.compose(text), node.null == nil else { return nil }
    guard node.mapping != nil else { throw Refusal(Diagnostic(.error, WrittenMessage.notMap)) }
    return node
  }
}

/// A file that holds a secret and nothing else, as service managers hand them over.
public enum SecretFile {
  /// The secret: the file's text without the line's end.
  ///
  /// - Throws: a refusal when the file is missing, longer than any secret, or blank.
  public static func read(_ path: String) throws(Refusal) -> String {
    let text = try InputFile(path: path).text(limit: 4096).trimmed
    guard !text.isEmpty else { throw Refusal(Diagnostic(.error, UseCaseMessage.secretBlank, file: path)) }
    return text
  }
}
