import Foundation
import TestSupport
import Testing
import UseCases
import Wording

/// Every sentence the program may say exists in French and in English, and every diagnostic says what to do.
@Suite("The catalogue of words")
struct CatalogueTests {
  /// The enums of keys whose words explain what is wrong, and so say what to do. Those called …Refusal are all such.
  private static let explaining: Set<String> = [
    "CarbonMessage", "ClosingMessage", "ConfigurationMessage", "DelimitedMessage", "DisclosureMessage", "DoorMessage",
    "FECMessage", "IdentityMessage", "MailMessage", "ReferenceMessage", "RequestMessage", "SampleInputMessage",
    "SettingsMessage", "SignInMessage", "StatementMessage", "StorageMessage", "UseCaseMessage",
  ]
  /// Words of these that name things instead.
  private static let names = [
    "carbon.figure-", "carbon.rule-", "carbon.departure-", "statements.account", "statements.subtracted",
    "dossier.readme-", "dossier.figure-",
  ]

  private let keys: [(type: String, key: String)]
  private let catalogue: Catalogue

  init() throws {
    catalogue = try Library(DataDirectory.checkout(Checkout.root)).catalogue
    keys = try CatalogueTests.declared(under: Checkout.root.appending(path: "Sources"))
  }

  /// Every key an enum of the sources declares: a list typed here would be one more thing to forget.
  private static func declared(under folder: URL) throws -> [(type: String, key: String)] {
    var keys: [(type: String, key: String)] = []
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let path = walk?.nextObject() as? String {
      guard path.hasSuffix(".swift") else { continue }
      var type: String?
      for line in try String(contentsOf: folder.appending(path: path), encoding: .utf8).split(separator: "\n") {
        if let found = line.firstMatch(of: /enum (\w+): String, MessageKey/) { type = String(found.1) }
        if line == "}" { type = nil }
        guard let type, let found = line.firstMatch(of: /case \w+ = "([^"]+)"/) else { continue }
        keys.append((type, String(found.1)))
      }
    }
    return keys
  }

  @Test("The sources declare keys, each once")
  func declared() {
    #expect(keys.count > 500)
    #expect(Dictionary(grouping: keys.map(\.key)) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
  }

  @Test("Every key has its words, every diagnostic its remedy")
  func complete() {
    #expect(keys.map(\.key).filter { catalogue[$0] == nil } == [])
    let diagnostics = keys.filter { type, key in
      (Self.explaining.contains(type) || type.hasSuffix("Refusal")) && !Self.names.contains(where: key.hasPrefix)
    }
    #expect(diagnostics.map(\.key).filter { catalogue[$0]?.remedy.count != 2 } == [])
  }

  @Test("No words are left that no key asks for")
  func nothingDead() {
    let known = Set(keys.map(\.key))
    #expect(catalogue.keys.filter { !known.contains($0) } == [])
  }

  @Test("Both languages name the same values")
  func sameValues() {
    for key in catalogue.keys {
      guard let texts = catalogue[key] else { continue }
      #expect(names(texts.text[.fr]) == names(texts.text[.en]), "\(key)")
      #expect(names(texts.remedy[.fr]) == names(texts.remedy[.en]), "\(key) (remedy)")
    }
  }

  /// The words between braces.
  private func names(_ text: String?) -> Set<String> {
    Set((text ?? "").matches(of: /\{([a-z_]+)[}|]/).map { String($0.1) })
  }
}
