import Accounting
import CarbonAccounting
import Foundation
import Quantities
import TestSupport
import Testing
import Wording

@testable import UseCases

@Suite("Drafts of hostile ledgers")
struct DraftWriterTests {
  private let library: Library
  private let folder: URL

  init() throws {
    library = try Library.shipped()
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The draft of the small ledger after some of its words were replaced.
  private func draft(_ replacements: [String: String], language: Language = .fr) throws -> String {
    var text = String(
      decoding: try Checkout.bytes("Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt"), as: UTF8.self)
    for (word, other) in replacements { text = text.replacing(word, with: other) }
    let path = folder.appending(path: "903456788FEC20241231.txt").path
    try OutputFile(path: path).write(text.utf8, replacing: true)
    return try FirmDraft(
      LedgerFile(path: path), activity: "16.23Z", library: library, speaker: Speaker(library.catalogue, language)
    ).text
  }

  @Test(
    "A name of the ledger cannot leave its comment or its quotes",
    arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\u{1B}[2J", "\u{0B}", "\u{0C}"])
  func separators(separator: String) throws {
    let evil = "X\(separator)budget: true"
    let text = try draft(["Énergie Pro": evil, "Électricité\t": evil + "\t", "Bois\t": evil + "\t", "EDF": evil])
    #expect(!text.contains(separator))
    let firm = try FirmFile(text: text)
    #expect(!firm.settings.isBudget)
    for line in text.split(whereSeparator: \.isNewline) { #expect(!line.hasPrefix("budget")) }
  }

  @Test("Quotes and backslashes of a supplier's number survive, once the comment is taken away")
  func quotes() throws {
    let text = try draft(["BOIS": #"A"B\n"#])
    #expect(text.contains(#"  # - supplier: "A\"B\\n""#))
    let answered = text.replacing(##"  # - supplier: "A\"B"##, with: ##"  - supplier: "A\"B"##)
      .replacing("  #   factor: …\n  #   account: …\n", with: "    factor: 1\n    account: a\n", maxReplacements: 1)
    #expect(try FirmFile(text: answered).settings.supplierContents.map(\.supplier) == [#"A"B\n"#])
  }

  @Test("A quantity that only some labels bear is told, and not proposed as the account's")
  func partial() throws {
    // The gas bill becomes a second bill of electricity, whose label tells no quantity.
    let text = try draft(["\t60612\tGaz\t": "\t60611\tÉlectricité\t", "Gaz mars": "Relevé de mars"])
    #expect(text.contains("Les libellés de 1 ligne sur 2"))
    #expect(text.contains(/portent 1.191.kWh/))
    #expect(!text.contains("quantity: 1191"))
    #expect(text.contains("quantity: … kWh"))
    #expect(try draft([:]).contains("quantity: 1191 kWh"))
  }
}
