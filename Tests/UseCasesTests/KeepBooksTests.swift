import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import TestSupport
import Testing
import Wording

@testable import UseCases

@Suite("From files to books")
struct KeepBooksTests {
  private let library: Library
  private let ledger = Checkout.root.appending(path: "Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt").path
  private let folder: URL

  init() throws {
    library = try Library.shipped()
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = folder.appending(path: name).path
    try OutputFile(path: path).write(text.utf8, replacing: true)
    return path
  }

  private func refusal(_ request: KeepBooks.Request) throws -> Diagnostic {
    let refusal = try #require(throws: Refusal.self) { try KeepBooks(library).run(request) }
    return try #require(refusal.diagnostics.first)
  }

  @Test("A first look needs the ledger and a word")
  func firstLook() throws {
    var request = KeepBooks.Request(ledger: ledger)
    request.activity = "menuiserie"
    let result = try KeepBooks(library).run(request)
    let account = try #require(result.books.accounts.first)
    #expect(account.activity.naf == "16.23Z")
    #expect(account.revenue == Money(cents: 6_800_000))
    #expect(result.title == "903456788")
    #expect(result.books.missing.map(\.account) == ["60612", "60611"])
    #expect(result.books.warnings.map(\.message.key) == ["carbon.warning-resale"])
  }

  @Test("Without activity, with words that name nothing or a code that does not exist, it says how to find one")
  func activity() throws {
    var request = KeepBooks.Request(ledger: ledger)
    #expect(try refusal(request).message.key == "carbon.activity-missing")
    request.activity = "xyzzyx"
    #expect(try refusal(request).message.key == "branch.not-found")
    request.activity = "99.99Z"
    #expect(try refusal(request).message.key == "branch.unknown-code")
    request.activity = "fabrication de produits"
    #expect(try refusal(request).message.key == "branch.ambiguous")
  }

  @Test("A mistake about firm.yaml names firm.yaml, one about the ledger the ledger, one about the opening the opening")
  func places() throws {
    var request = KeepBooks.Request(ledger: ledger)
    request.firm = try write("activities:\n  - {id: a, naf: 16.23Z, nom: x}\n", "firm.yaml")
    let unknown = try refusal(request)
    #expect(unknown.file == "firm.yaml" && unknown.line == 2)
    request.firm = try write(
      "activities: [{id: a, naf: 16.23Z}]\nmeasures: [{energy: energy.diesel, account: \"606\", quantity: 1 kWh}]\n",
      "firm.yaml")
    let unit = try refusal(request)
    #expect(unit.file == "firm.yaml" && unit.field == "measures[1]" && unit.message.key == "carbon.measure-unit")
    request.firm = nil
    request.activity = "16.23Z"
    request.opening = try write("{}", "2023.json")
    #expect(try refusal(request).file == "2023.json")
    request.opening = nil
    request.ledger = try write("nothing\n", "fec.txt")
    #expect(try refusal(request).file == "fec.txt")
  }

  @Test("A draft is a readable firm.yaml: filled where the ledger tells, commented where a person must")
  func draft() throws {
    for language in Language.allCases {
      let draft = try FirmDraft(
        LedgerFile(path: ledger), activity: nil, library: library, speaker: Speaker(library.catalogue, language))
      #expect(draft.branch?.found.code == "16.23Z")
      let firm = try FirmFile(text: draft.text)
      #expect(firm.settings.activities.map(\.kind) == [.production, .resale])
      #expect(draft.text.contains("quantity: 1191 kWh"))
      var request = KeepBooks.Request(ledger: ledger)
      request.firm = try write(draft.text, "draft-\(language.rawValue).yaml")
      // A person who has the figure only takes the # away.
      let answered = draft.text.replacing("  # - energy", with: "  - energy").replacing(
        "  #   account: \"", with: "    account: \""
      )
      .replacing("  #   quantity: …", with: "    quantity: 5000").replacing("  #   quantity", with: "    quantity")
      .replacing("  #   evidence: fac", with: "    evidence: fac").replacing(
        "  #   evidence: the", with: "    evidence: the")
      #expect(try FirmFile(text: answered).settings.measures.map(\.match.account) == ["60612", "60611"])
      // The only goods sold were never bought: the margin is the whole sale.
      #expect(try KeepBooks(library).run(request).books.accounts.count == 2)
    }
  }

  @Test("Closing writes a file that opens next year, signed with a key made on the spot and kept")
  func close() throws {
    var request = KeepBooks.Request(ledger: ledger)
    request.activity = "16.23Z"
    let result = try KeepBooks(library).run(request)
    let path = folder.appending(path: "2024.json").path
    let key = folder.appending(path: "key").path
    let day = try #require(CalendarDate("20250331"))
    let first = try CloseYear.run(result, to: path, on: day, keyPath: key, replacing: false)
    let second = try CloseYear.run(result, to: path, on: day, keyPath: key, replacing: true)
    #expect(first.sealed.fileText == second.sealed.fileText)
    #expect(second.kept == nil)
    #expect(try SealedAccounts(parsing: InputFile(path: path).bytes()).openings()["main"]?.balance == .zero)
    let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let wrong = try write("not a key", "wrong")
    #expect(throws: Refusal.self) { try CloseYear.run(result, to: path, on: day, keyPath: wrong, replacing: true) }
  }

  @Test(
    "A figure opens by account, entry, supplier, category or as a total; a query that finds nothing says how to ask")
  func explain() throws {
    var request = KeepBooks.Request(ledger: ledger)
    request.activity = "16.23Z"
    let books = try KeepBooks(library).run(request).books
    for query in ["6061", "AC/3", "AC/3/1", "EDF", "énergie pro", "energy.electricity", "total"] {
      #expect(try !ExplainFigure.explain(query, in: books, limit: 5).derivations.isEmpty, "\(query)")
    }
    let limited = try ExplainFigure.explain("6", in: books, limit: 1)
    #expect(limited.derivations.count == 2)
    #expect(limited.others.count == books.journal.entries.count - 1)
    let refusal = try #require(throws: Refusal.self) { try ExplainFigure.explain("AC/33", in: books, limit: 1) }
    #expect(refusal.diagnostics.first?.message.key == "explain.nothing")
  }
}
