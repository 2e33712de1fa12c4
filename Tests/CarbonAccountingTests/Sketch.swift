// Ledgers and reference data small enough to compute by hand.

import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import Testing

/// A fiscal year sketched by what happened in it.
struct Sketch {
  var year = 2024
  private var entries: [LedgerEntry] = []
  private var lines: [LedgerLine] = []
  private var names = LedgerNames()

  init(year: Int = 2024) { self.year = year }

  var ledger: Ledger {
    Ledger(entries: entries, lines: lines, names: names, fiscalYear: Sketch.fiscalYear(year))
  }

  static func fiscalYear(_ year: Int) -> FiscalYear {
    FiscalYear(twelveMonthsTo: CalendarDate(year: year, month: 12, day: 31) ?? day(2024, 12, 31))
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? FiscalYear(twelveMonthsTo: Sketch.day(2024, 12, 31)).end
  }

  /// A purchase in euros; negative for a credit note.
  mutating func buy(
    _ account: String, _ euros: Int64, from supplier: String = "F1", label: String = "", piece: String = "P1",
    month: Int = 6, journal: String = "AC", accountName: String = ""
  ) {
    names.accounts[account] = accountName
    names.auxiliaries[supplier] = "Fournisseur \(supplier)"
    entry(journal, month, piece, label, [(account, "", euros * 100), ("401", supplier, -euros * 100)])
  }

  /// A sale in euros.
  mutating func sell(_ account: String, _ euros: Int64, month: Int = 6, journal: String = "VE") {
    entry(journal, month, "V", "", [("411", "C1", euros * 100), (account, "", -euros * 100)])
  }

  /// A fixed asset brought forward from earlier years.
  mutating func own(_ account: String, _ euros: Int64) {
    entry("AN", 1, "", "À nouveau", [(account, "", euros * 100), ("101", "", -euros * 100)], kind: .opening)
  }

  /// A depreciation allowance in euros.
  mutating func depreciate(_ depreciation: String, _ euros: Int64, account: String = "68112") {
    entry("OD", 12, "", "Dotation", [(account, "", euros * 100), (depreciation, "", -euros * 100)])
  }

  /// Any entry, in cents.
  mutating func entry(
    _ journal: String, _ month: Int, _ piece: String, _ label: String, _ parts: [(String, String, Int64)],
    kind: LedgerEntry.Kind = .ordinary
  ) {
    let first = lines.count
    for (account, auxiliary, cents) in parts {
      lines.append(
        LedgerLine(
          lineNumber: lines.count + 2, entry: entries.count, account: account, auxiliary: auxiliary, piece: piece,
          label: label, debit: Money(cents: max(cents, 0)), credit: Money(cents: max(-cents, 0))))
    }
    entries.append(
      LedgerEntry(
        journal: journal, number: String(entries.count + 1), date: Sketch.day(year, month, 15), kind: kind,
        lines: first..<lines.count))
  }
}

extension FirmSettings {
  /// One production activity in the test branch.
  static var joinery: FirmSettings {
    FirmSettings(activities: [Activity(id: "joinery", label: "Menuiserie", naf: "16.23Z")])
  }
}

extension CarbonBooks {
  /// The only account of the books.
  var account: ProductAccount {
    get throws { try #require(accounts.count == 1 ? accounts.first : nil) }
  }

  /// The entry of an id.
  func entry(_ id: String) throws -> CarbonEntry {
    try #require(journal.entries.first { $0.id == id }, "\(id) among \(journal.entries.map(\.id))")
  }

  /// Keeps books with the reference data of these tests.
  static func keepSketch(
    _ sketch: Sketch, _ settings: FirmSettings = .joinery, opening: [String: OpeningAccount] = [:]
  ) throws -> CarbonBooks {
    try keep(sketch.ledger, settings: settings, library: try TestLibrary.make(), opening: opening)
  }
}

/// The message keys of a refusal.
func reasons(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let refusal as Refusal {
    return refusal.diagnostics.map(\.message.key)
  } catch {
    return ["\(error)"]
  }
}
