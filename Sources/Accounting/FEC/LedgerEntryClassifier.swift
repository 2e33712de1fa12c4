// Which entries open and close the year: they repeat balances, and must not be counted as things that happened.

import Quantities

/// Tells opening and closing entries from ordinary ones, by journal and by the accounts they move.
struct LedgerEntryClassifier {
  private let year: FiscalYear
  /// Debit less credit over the year, by account of classes 6 and 7.
  private let resultBalances: [String: Int64]

  init(lines: [LedgerLine], year: FiscalYear) {
    self.year = year
    var balances: [String: Int64] = [:]
    for line in lines where LedgerEntryClassifier.isResultAccount(line.account) {
      balances[line.account, default: 0] += line.balance.cents
    }
    resultBalances = balances
  }

  /// What the entry with these lines does in the year.
  func kind(of lines: ArraySlice<LedgerLine>, date: CalendarDate, journal: String, name: String) -> LedgerEntry.Kind {
    let resultAccounts = Set(lines.lazy.map(\.account).filter(LedgerEntryClassifier.isResultAccount))
    if resultAccounts.isEmpty { return opens(lines, date, journal, name) ? .opening : .ordinary }
    return closes(lines, date, resultAccounts) ? .closing : .ordinary
  }

  /// An entry of balance-sheet accounts opens the year when its journal or its label says so, when it uses account
  /// 890 (bilan d'ouverture), or when it has the shape of a balance sheet on the first day.
  private func opens(
    _ lines: ArraySlice<LedgerLine>, _ date: CalendarDate, _ journal: String, _ name: String
  ) -> Bool {
    if LedgerEntryClassifier.openingCodes.contains(LedgerEntryClassifier.folded(journal)) { return true }
    if LedgerEntryClassifier.saysOpening(name) { return true }
    guard date == year.start else { return false }
    if lines.contains(where: { $0.account.hasPrefix("890") }) { return true }
    if lines.allSatisfy({ LedgerEntryClassifier.saysOpening($0.label) }) { return true }
    // A loan received on the first day also moves classes 1 and 5 alone: a balance sheet has equity and more classes.
    let accounts = Set(lines.lazy.map(\.account))
    let classes = Set(accounts.compactMap(\.first))
    let hasEquity = accounts.contains { $0.hasPrefix("10") || $0.hasPrefix("11") || $0.hasPrefix("12") }
    return hasEquity && classes.contains("5") && classes.count >= 3 && accounts.count >= 5
  }

  /// An entry of the last month closes the year when it moves at least two accounts of classes 6 and 7 to the result
  /// (12, 88 or 89) and all of them end at zero.
  private func closes(_ lines: ArraySlice<LedgerLine>, _ date: CalendarDate, _ resultAccounts: Set<String>) -> Bool {
    guard resultAccounts.count >= 2, date.year == year.end.year, date.month == year.end.month else { return false }
    guard lines.contains(where: { line in ["12", "88", "89"].contains { line.account.hasPrefix($0) } }) else {
      return false
    }
    return resultAccounts.allSatisfy { resultBalances[$0] == 0 }
  }

  private static func isResultAccount(_ account: String) -> Bool { account.hasPrefix("6") || account.hasPrefix("7") }

  // MARK: Words

  /// Journal codes French programs use for the opening entries.
  private static let openingCodes: Set<String> = ["an", "ran", "ano", "anouv", "anx", "ouv", "rn", "bo"]

  private static let openingWords = [
    "a nouveau", "a-nouveau", "anouveau", "ouverture", "balance initiale", "report a n", "reports a n", "opening",
  ]

  private static func saysOpening(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    let folded = folded(text)
    return openingWords.contains { folded.contains($0) }
  }

  /// Lower case, without the accents these words may bear.
  private static func folded(_ text: String) -> String {
    var folded = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "à", "â": folded.append("a")
      case "é", "è", "ê": folded.append("e")
      default: folded.unicodeScalars.append(scalar)
      }
    }
    return folded
  }
}
