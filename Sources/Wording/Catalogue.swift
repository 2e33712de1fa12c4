// The one catalogue of words: every sentence the program says, in French and in English, side by side.

import Quantities
import Yams

/// All texts by key and language, read from YAML files of the form
/// `fec.entry-unbalanced: {fr: "…{entry}…", en: "…", remedy_fr: "…", remedy_en: "…"}`. Where the remedy names a command or
/// a key of a file, `remedy_web_fr` and `remedy_web_en` say what to do on a page instead.
public struct Catalogue: Sendable {
  /// The texts of one key.
  public struct Texts: Sendable, Equatable {
    /// What is said.
    public let text: [Language: String]
    /// What to do about it; empty for what is not a diagnostic.
    public let remedy: [Language: String]
    /// What to do about it on a page; empty where `remedy` serves there too.
    public let webRemedy: [Language: String]

    /// What to do about it, for whom `front` speaks to; nil for what is not a diagnostic.
    public func remedy(_ language: Language, on front: Front) -> String? {
      (front == .website ? webRemedy[language] : nil) ?? remedy[language]
    }
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
    func said(_ prefix: String) -> [Language: String] {
      var words: [Language: String] = [:]
      for language in Language.allCases { words[language] = node[prefix + language.rawValue]?.string }
      return words
    }
    let (text, remedy, webRemedy) = (said(""), said("remedy_"), said("remedy_web_"))
    guard text.count == Language.allCases.count, [0, text.count].contains(remedy.count),
      webRemedy.isEmpty || webRemedy.count == remedy.count
    else {
      throw .incomplete(key: key, file: file)
    }
    return Texts(text: text, remedy: remedy, webRemedy: webRemedy)
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
