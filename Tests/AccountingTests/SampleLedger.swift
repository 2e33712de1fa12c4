import Accounting
import Quantities
import TestSupport

/// Ledgers written by hand in tests.
enum SampleLedger {
  /// One line: account, auxiliary, cents (debits positive).
  struct Line {
    let account: String
    let auxiliary: String
    let cents: Int64

    init(_ account: String, _ cents: Int64) { self.init(account, "", cents) }

    init(_ account: String, _ auxiliary: String, _ cents: Int64) {
      self.account = account
      self.auxiliary = auxiliary
      self.cents = cents
    }
  }

  /// One entry.
  struct Entry {
    let kind: LedgerEntry.Kind
    let lines: [Line]

    init(_ kind: LedgerEntry.Kind = .ordinary, _ lines: Line...) {
      self.kind = kind
      self.lines = lines
    }

    init(_ kind: LedgerEntry.Kind = .ordinary, lines: [Line]) {
      self.kind = kind
      self.lines = lines
    }
  }

  static func year(_ year: Int) throws -> FiscalYear {
    FiscalYear(twelveMonthsTo: try date(year, 12, 31))
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    struct NoSuchDay: Error {}
    guard let date = CalendarDate(year: year, month: month, day: day) else { throw NoSuchDay() }
    return date
  }

  /// A ledger of these entries. Names of third parties and accounts are "Name of NUMBER" unless given.
  static func ledger(_ entries: [Entry], year: Int = 2024, accountNames: [String: String] = [:]) throws -> Ledger {
    var lines: [LedgerLine] = []
    var headers: [LedgerEntry] = []
    var names = LedgerNames()
    for (position, entry) in entries.enumerated() {
      let start = lines.count
      for line in entry.lines {
        names.accounts[line.account] = accountNames[line.account] ?? "Name of \(line.account)"
        if !line.auxiliary.isEmpty { names.auxiliaries[line.auxiliary] = "Name of \(line.auxiliary)" }
        lines.append(
          LedgerLine(
            lineNumber: lines.count + 2, entry: position, account: line.account, auxiliary: line.auxiliary, piece: "P",
            label: "L", debit: Money(cents: max(0, line.cents)), credit: Money(cents: max(0, -line.cents))))
      }
      headers.append(
        LedgerEntry(
          journal: "OD", number: String(position + 1), date: try date(year, 6, 30), kind: entry.kind,
          lines: start..<lines.count))
    }
    return Ledger(entries: headers, lines: lines, names: names, fiscalYear: try self.year(year))
  }

  /// Balanced entries on the accounts of the chart, from a seed.
  static func random(seed: UInt64, entries count: Int = 60) throws -> Ledger {
    var generator = SeededGenerator(seed: seed)
    let accounts = [
      "101", "1068", "109", "120", "151", "164", "1688", "169", "181", "205", "2154", "231", "261", "2805", "28154",
      "2915", "31", "397", "401", "404", "4081", "409", "411", "419", "4455", "455", "467", "486", "491", "503", "512",
      "519", "53", "5903", "601", "6031", "607", "6097", "611", "629", "635", "641", "655", "657", "661", "671", "6811",
      "686", "687", "691", "695", "701", "7071", "709", "713", "722", "740", "747", "751", "755", "757", "764", "775",
      "781", "786", "787", "791", "796", "797",
    ]
    var list: [Entry] = []
    for _ in 0..<count {
      var lines: [Line] = []
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let account = accounts.randomElement(using: &generator) ?? "512"
        let auxiliary = account.hasPrefix("4") ? "T\(Int.random(in: 1...4, using: &generator))" : ""
        lines.append(Line(account, auxiliary, Int64.random(in: -500_000...500_000, using: &generator)))
      }
      let rest = lines.reduce(0) { $0 + $1.cents }
      lines.append(Line("512", -rest))
      list.append(Entry(lines: lines))
    }
    return try ledger(list)
  }
}

/// The definitions that ship with the program.
enum ShippedDefinitions {
  static func intermediateBalances() throws -> StatementDefinitions {
    try StatementDefinitions(Checkout.bytes("Sources/Accounting/Data/intermediate-balances.csv"))
  }
  static func balanceSheet() throws -> StatementDefinitions {
    try StatementDefinitions(Checkout.bytes("Sources/Accounting/Data/balance-sheet-totals.csv"))
  }
}
