import Accounting
import CarbonAccounting
import DelimitedText
import Foundation
import Identity
import Quantities
import ReferenceData
import Storage
import TestSupport
import Testing
import UseCases
import Website
import Wording

@testable import Commands

/// Every sentence the program may say exists in French and in English, and every diagnostic says what to do.
@Suite("The catalogue of words")
struct CatalogueTests {
  private static let plain: [String] =
    keys(InterfaceMessage.self) + keys(DraftMessage.self) + keys(StatementLine.self) + keys(StoreMessage.self)
    + keys(AnswerMessage.self) + keys(PeopleMessage.self) + keys(AccessMessage.self) + keys(MemberMessage.self)
    + keys(TokenMessage.self) + keys(DemonstrationMessage.self)
  private static let diagnostics: [String] =
    keys(FECMessage.self) + keys(DelimitedMessage.self) + keys(ReferenceMessage.self) + keys(UseCaseMessage.self)
    + keys(StorageMessage.self) + keys(SettingsMessage.self) + keys(DoorMessage.self)
    + keys(DemonstrationRefusal.self)
    + keys(StatementMessage.self).filter { !["statements.account", "statements.subtracted"].contains($0) }
    + keys(CarbonMessage.self).filter { key in
      !["figure", "rule", "departure"].contains { key.hasPrefix("carbon.\($0)-") }
    }
  private static let other: [String] = keys(CarbonMessage.self) + keys(StatementMessage.self)

  private static func keys<Key: MessageKey>(_ type: Key.Type) -> [String] { Key.allCases.map(\.rawValue) }

  private let catalogue: Catalogue

  init() throws { catalogue = try Library(DataDirectory.checkout(Checkout.root)).catalogue }

  @Test("Every key has its words, every diagnostic its remedy")
  func complete() {
    #expect((Self.plain + Self.diagnostics + Self.other).filter { catalogue[$0] == nil } == [])
    #expect(Self.diagnostics.filter { catalogue[$0]?.remedy.count != 2 } == [])
  }

  @Test("No words are left that no key asks for")
  func nothingDead() {
    let known = Set(Self.plain + Self.diagnostics + Self.other)
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
    Set((text ?? "").matches(of: /\{([a-z_]+)\}/).map { String($0.1) })
  }
}
