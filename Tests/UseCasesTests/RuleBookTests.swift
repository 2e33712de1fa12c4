import CarbonAccounting
import Quantities
import Storage
import Testing
import Wording

@testable import UseCases

@Suite("Rules kept from one client to the next")
struct RuleBookTests {
  private func rule(_ account: String, supplier: String? = nil, _ factor: String = "branch:intermediate") -> OwnRule {
    OwnRule(
      match: LineMatch(account: account, supplier: supplier), outcome: .purchase(category: "other", factor: factor))
  }

  @Test func `A book reads back as it was written, empty or not`() throws {
    let speaker = Speaker(try Library.shipped().catalogue, .fr)
    var book = RuleBook()
    #expect(try RuleBook(text: try book.text(speaker)) == book)
    #expect(try RuleBook(text: nil) == book)
    let outside = OwnRule(match: LineMatch(label: "don: 10 %"), outcome: .outside(reason: "un don, pas un achat"))
    try book.add([rule("6226", supplier: "Étude \"Durand\""), outside])
    #expect(try RuleBook(text: try book.text(speaker)) == book)
  }

  @Test func `A supplier's number becomes the name that another firm knows`() throws {
    var book = RuleBook()
    try book.add([rule("6226", supplier: "F0012")], names: ["F0012": "Durand SARL"])
    #expect(book.rules.first?.match.supplier == "Durand SARL")
  }

  @Test func `The same criteria take the place of what was there, and the same again changes nothing`() throws {
    var book = RuleBook()
    #expect(try book.add([rule("6226")]) == 1)
    #expect(try book.add([rule("6226")]) == 0)
    #expect(try book.add([rule("6226", "naf:69.20Z:production")]) == 1)
    #expect(book.rules == [rule("6226", "naf:69.20Z:production")])
  }

  @Test func `Each rule is new, the same, or in conflict with the firm's own`() throws {
    let book = RuleBook([rule("601"), rule("602"), rule("603", "naf:16.23Z:production")])
    let standings = book.standings(beside: [rule("602"), rule("603")]).map(\.standing)
    #expect(standings == [.new, .same, .conflicting(.purchase(category: "other", factor: "branch:intermediate"))])
  }

  @Test func `A book has an end`() throws {
    var book = RuleBook()
    let refusal = #expect(throws: Refusal.self) { try book.add((0...RuleBook.limit).map { rule("6\($0)") }) }
    #expect(refusal?.says(RuleBookMessage.full) == true)
  }

  @Test func `Trying rules out records nothing, and says what applying them does`() throws {
    try Desk.open { desk in
      try desk.begin()
      let year = try desk.year()
      let before = try #require(try desk.firm.account(of: year.id))
      let edits = [SettingsEdit.rule(rule("60", "naf:69.20Z:production"))]
      let preview = try PreviewSettings(desk.library, desk.firm, at: Desk.dawn).run(year: year, edits)
      #expect(preview.changes.first?.difference != .zero)
      #expect(try desk.firm.account(of: year.id)?.posting == before.posting)
      #expect(try desk.firm.settings(for: year.id)?.version == preview.version)
      let result = try desk.change.run(year: year, expecting: preview.version, edits)
      #expect(result.books.books.accounts.map(\.production) == preview.changes.map(\.after))
    }
  }
}
