import Foundation
import Testing

@testable import Commands

@Suite("sillage ledger survey")
struct LedgerSurveyCommandTests {
  private let path: String

  init() throws {
    // Letters alone: the path is printed, and a test looks for an account that must not be.
    let name = UUID().uuidString.filter(\.isLetter)
    path = FileManager.default.temporaryDirectory.appending(path: "survey-\(name).txt").path
  }

  /// Writes a ledger of one purchase, credited to its supplier for `credit`, and surveys it.
  private func survey(
    _ options: String..., credit: String = "120,00", language: String = "en"
  ) throws -> Terminal.Result {
    let columns = """
      JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate \
      EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise
      """.split(separator: " ").joined(separator: "\t")
    let lines = [
      ("606100\tÉnergie\t\t", "100,00\t0,00"), ("445660\tTVA\t\t", "20,00\t0,00"),
      ("401000\tFournisseurs\tF1\tDupont", "0,00\t\(credit)"),
    ].map { account, amounts in
      "AC\tAchats\t1\t20240115\t\(account)\tFA1\t20240115\tFacture\t\(amounts)\t\t\t20240131\t\t"
    }
    try Data(([columns] + lines).joined(separator: "\r\n").utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Terminal.run(["ledger", "survey", path] + options, language: language)
  }

  @Test("Accounts and suppliers, in both languages")
  func text() throws {
    let english = try survey()
    #expect(english.code == 0)
    for part in ["3 lines, 1 entry", "every entry balances", "606", "445", "Dupont", "€100.00"] {
      #expect(english.out.contains(part), "\(part)")
    }
    let french = try survey(language: "fr")
    #expect(french.code == 0 && french.out.contains("chaque écriture est équilibrée"))
    #expect(try !survey("--job", "accounts").out.contains("Dupont"))
    #expect(try !survey("--job", "suppliers").out.contains("445"))
  }

  @Test("The same JSON however many threads")
  func json() throws {
    let one = try survey("--json", "--threads", "1")
    #expect(one.code == 0)
    for part in [
      "\"accepted\": true", "\"lines\": 3", "\"amount_eur\": \"100.00\"", "\"format\": \"sillage.survey/1\"",
    ] {
      #expect(one.out.contains(part), "\(part)")
    }
    for threads in ["0", "2", "7"] {
      let other = try survey("--json", "--threads", threads)
      #expect(other.out == one.out && other.code == 0)
    }
  }

  @Test("A ledger that does not hold: its sums, then why, and exit code 1")
  func unbalanced() throws {
    let result = try survey(credit: "119,00")
    #expect(result.code == 1)
    #expect(result.out.contains("Total debit €120.00, total credit €119.00."))
    #expect(!result.out.contains("every entry balances"))
    #expect(result.err.contains("line 2, EcritureNum: Entry 1 of"))
    #expect(try survey("--json", credit: "119,00").out.contains("\"accepted\": false"))
  }

  @Test("What is no file is refused by name")
  func noFile() throws {
    let missing = try Terminal.run(["ledger", "survey", path], language: "en")
    #expect(missing.code == 1 && missing.out.isEmpty && missing.err.contains(path))
    let folder = try Terminal.run(["ledger", "survey", NSTemporaryDirectory()], language: "en")
    #expect(folder.code == 1 && folder.out.isEmpty && !folder.err.isEmpty)
  }
}
