import Foundation
import Quantities
import TestSupport
import Testing
import UseCases
import Wording

@Suite("What pages say to do")
struct PageRemedyTests {
  private let catalogue: Catalogue

  init() throws { catalogue = try Library(DataDirectory.checkout(Checkout.root)).catalogue }

  /// Words about a file that the reader wrote, or about the settings of the server: their remedies name its keys.
  private static let aboutFiles = [
    "firm.", "contents.", "configuration.", "statements.", "api.", "request.token-wrong",
  ]

  /// Subjects that the command line alone speaks of: no page says their words.
  private static let onTerminals = ["network.", "partner-secret."]

  /// What a page says to do, with the names of values left out.
  private func remedies(_ language: Language) -> [(key: String, text: String)] {
    catalogue.keys.compactMap { key in
      guard !Self.onTerminals.contains(where: key.hasPrefix),
        let text = catalogue[key]?.remedy(language, on: .website)
      else { return nil }
      return (key, text.replacing(/\{[a-z_]+\}/, with: "…"))
    }
  }

  @Test(arguments: Language.allCases)
  func `No remedy on a page names a command, an option, a variable or the settings file`(_ language: Language) {
    let remedies = remedies(language)
    #expect(remedies.count > 200)
    let commands = remedies.filter { _, text in
      text.contains(/sillage [a-z]/) || text.contains("firm.yaml") || text.contains(/(^|[ («“])--[a-z]/)
        || text.contains("SILLAGE_")
    }
    #expect(commands.map(\.key) == [])
  }

  @Test func `No remedy on a page names a key of a file, but where the reader wrote the file`() {
    // French puts a space before a colon: one that clings to its word is YAML.
    let keys = remedies(.fr).filter { key, text in
      !Self.aboutFiles.contains(where: key.hasPrefix)
        && (text.contains(#/[a-z]: /#) || text.contains(/[a-z]_[a-z]/)
          || text.contains(/\b(kind|naf|invoice|shares|measures|rules|accept_labels)\b/))
    }
    #expect(keys.map(\.key) == [])
  }

  @Test func `A terminal keeps its commands`() throws {
    let texts = try #require(catalogue["storage.year-open"])
    #expect(texts.remedy(.fr, on: .commandLine)?.contains("sillage close") == true)
    #expect(texts.remedy(.fr, on: .website)?.contains("étape Facteur") == true)
  }

  @Test(arguments: Language.allCases)
  func `No text hedges its plural, and none fixes that of a count`(_ language: Language) {
    for key in catalogue.keys {
      guard let text = catalogue[key]?.text[language] else { continue }
      #expect(!text.contains(/\w\((s|es|e|x)\)/), "\(key)")
      let counted = text.matches(of: /\{(?:count|entries)\} (?:other |autres? )?([a-zéèà]+)/).map { String($0.1) }
      #expect(counted.filter { $0.hasSuffix("s") && $0 != "fois" && $0 != "cas" } == [], "\(key)")
      // A singular and a plural, and no third.
      for choice in text.matches(of: /\{[a-z]+\|([^}]*)\}/) {
        #expect(choice.1.split(separator: "|", omittingEmptySubsequences: false).count == 2, "\(key)")
      }
    }
  }
}
