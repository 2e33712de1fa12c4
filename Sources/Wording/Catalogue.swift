// The one catalogue of words: every sentence the program says, in French and in English, side by side.

import Quantities
import Yams

/// All texts by key and language, read from YAML files of the form
/// `fec.entry-unbalanced: {fr: "…{entry}…", en: "…", remedy_fr: "…", remedy_en: "…"}`.
public struct Catalogue: Sendable {
  /// The texts of one key.
  public struct Texts: Sendable, Equatable {
    /// What is said.
    public let text: [Language: String]
    /// What to do about it; empty for what is not a diagnostic.
    public let remedy: [Language: String]
  }

  private let texts: [String: Texts]

  /// Reads the files; later files may not redefine a key of earlier ones.
  ///
  /// - Parameter files: file names (for errors) with their UTF-8 YAML text.
  public init(files: [(name: String, text: String)]) throws(CatalogueError) {
    var texts: [String: Texts] = [:]
    for file in files {
      for (key, node) in try Catalogue.mapping(file) {
        guard texts.updateValue(try Catalogue.texts(node, key, file.name), forKey: key) == nil else {
          throw .duplicateKey(key, file: file.name)
        }
      }
    }
    self.texts = texts
  }

  /// Every key, sorted.
  public var keys: [String] { texts.keys.sorted() }

  /// The texts of a key.
  public subscript(key: String) -> Texts? { texts[key] }

  private static func mapping(_ file: (name: String, text: String)) throws(CatalogueError) -> [(String, Node)] {
    let node: Node?
    do { node = try Yams.compose(yaml: file.text) } catch { throw .unreadable(file: file.name, reason: "\(error)") }
    guard let mapping = node?.mapping else { throw .unreadable(file: file.name, reason: "not a YAML map") }
    return mapping.compactMap { pair in pair.key.string.map { ($0, pair.value) } }
  }

  private static func texts(_ node: Node, _ key: String, _ file: String) throws(CatalogueError) -> Texts {
    var text: [Language: String] = [:]
    var remedy: [Language: String] = [:]
    for language in Language.allCases {
      text[language] = node[language.rawValue]?.string
      remedy[language] = node["remedy_" + language.rawValue]?.string
    }
    guard text.count == Language.allCases.count, remedy.isEmpty || remedy.count == text.count else {
      throw .incomplete(key: key, file: file)
    }
    return Texts(text: text, remedy: remedy)
  }
}

/// The catalogue itself is wrong: a fault of the installation, not of the user.
public enum CatalogueError: Error, Sendable, Equatable {
  /// Not readable as YAML.
  case unreadable(file: String, reason: String)
  /// Two texts for one key.
  case duplicateKey(String, file: String)
  /// A key that is not said in every language.
  case incomplete(key: String, file: String)
}
