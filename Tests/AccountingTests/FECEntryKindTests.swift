import Quantities
import Testing

@testable import Accounting

@Suite("Entries that open and close the year are told from the others")
struct FECEntryKindTests {
  /// The kinds of the entries of a ledger; each row: journal, its name, entry, day, account, label, cents.
  private func kinds(_ rows: [(String, String, String, String, String, String, Int)]) throws -> [LedgerEntry.Kind] {
    let lines: [[FECColumn: String]] = rows.map { journal, name, number, day, account, label, cents in
      [
        .journalCode: journal, .journalLabel: name, .entryNumber: number, .entryDate: day, .account: account,
        .label: label, .debit: cents > 0 ? "\(cents)" : "0", .credit: cents < 0 ? "\(-cents)" : "0",
      ]
    }
    return try FECReader.read(FECSketchForm().bytes(lines)).ledger.entries.map(\.kind)
  }

  @Test(
    "By the journal's code or name, on any day",
    arguments: [
      ("AN", "x"), ("RAN", "x"), ("an", "x"), ("J1", "Journal des à-nouveaux"), ("J1", "A NOUVEAUX"),
      ("J1", "Ouverture de l'exercice"), ("J1", "Balance initiale"),
    ])
  func openingJournal(code: String, name: String) throws {
    let rows = [
      (code, name, "1", "20240101", "512", "x", 100), (code, name, "1", "20240101", "101", "x", -100),
      ("BQ", "Banque", "1", "20240101", "512", "x", 5), ("BQ", "Banque", "1", "20240101", "455", "x", -5),
    ]
    #expect(try kinds(rows) == [.opening, .ordinary])
  }

  @Test("By labels, by account 890, or by the shape of a balance sheet, on the first day")
  func openingContent() throws {
    for day in ["20240101", "20240201"] {
      let expected: LedgerEntry.Kind = day == "20240101" ? .opening : .ordinary
      let rows = [
        ("OD", "x", "0", "20240101", "512", "Achat", 1), ("OD", "x", "0", "20240101", "401", "Achat", -1),
        ("OD", "x", "1", day, "512", "Report à nouveau : ouverture", 1), ("OD", "x", "1", day, "101", "Ouverture", -1),
        ("OD", "x", "2", day, "512", "x", 1), ("OD", "x", "2", day, "890", "x", -1),
        ("OD", "x", "3", day, "101", "x", -9), ("OD", "x", "3", day, "218", "x", 5),
        ("OD", "x", "3", day, "401", "x", -1),
        ("OD", "x", "3", day, "411", "x", 1), ("OD", "x", "3", day, "512", "x", 4),
        // A loan received: classes 1 and 5 alone.
        ("OD", "x", "4", day, "512", "x", 4), ("OD", "x", "4", day, "164", "x", -4),
      ]
      #expect(try kinds(rows) == [.ordinary, expected, expected, expected, .ordinary])
    }
  }

  @Test("An expense is never an opening, even in the opening journal")
  func openingExpense() throws {
    #expect(
      try kinds([("AN", "AN", "1", "20240101", "606", "x", 1), ("AN", "AN", "1", "20240101", "401", "x", -1)])
        == [.ordinary])
  }

  @Test("Closing: class 6 and 7 to the result in the last month, leaving them at zero")
  func closing() throws {
    let year = [
      ("AC", "x", "1", "20240115", "606", "x", 60), ("AC", "x", "1", "20240115", "401", "x", -60),
      ("VE", "x", "1", "20240116", "411", "x", 90), ("VE", "x", "1", "20240116", "706", "x", -90),
    ]
    func close(_ day: String, _ expense: Int, _ result: String) -> [(
      String, String, String, String, String, String, Int
    )] {
      [
        ("CL", "x", "9", day, "606", "x", -expense), ("CL", "x", "9", day, "706", "x", 90),
        ("CL", "x", "9", day, result, "x", expense - 90), ("OD", "x", "1", "20241231", "512", "x", 1),
        ("OD", "x", "1", "20241231", "455", "x", -1),
      ]
    }
    #expect(try kinds(year + close("20241231", 60, "120")) == [.ordinary, .ordinary, .closing, .ordinary])
    // Not if something remains, nor earlier in the year, nor to an account that is no result.
    #expect(try kinds(year + close("20241231", 50, "120"))[2] == .ordinary)
    #expect(try kinds(year + close("20240630", 60, "120"))[2] == .ordinary)
    #expect(try kinds(year + close("20241231", 60, "471"))[2] == .ordinary)
  }
}
