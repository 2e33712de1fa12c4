// The books of one year while they are being kept: entries as drafts, balances up to date.

import Accounting
import Quantities

/// A journal of the demonstration firms.
enum Journal: String, CaseIterable {
  case opening = "AN"
  case purchases = "AC"
  case sales = "VE"
  case till = "CA"
  case bank = "BQ"
  case payroll = "PA"
  case general = "OD"

  /// JournalLib.
  var name: String {
    switch self {
    case .opening: "À-nouveaux"
    case .purchases: "Achats"
    case .sales: "Ventes"
    case .till: "Caisse"
    case .bank: "Banque"
    case .payroll: "Paie"
    case .general: "Opérations diverses"
    }
  }
}

/// An account with its third party, if it has one.
struct AccountKey: Hashable, Comparable {
  let account: String
  let auxiliary: String

  init(_ account: String, _ auxiliary: String = "") {
    self.account = account
    self.auxiliary = auxiliary
  }

  static func < (a: AccountKey, b: AccountKey) -> Bool { (a.account, a.auxiliary) < (b.account, b.auxiliary) }
}

/// An entry that has no number yet.
struct Draft {
  /// One line: debits are positive.
  struct Line {
    let key: AccountKey
    let amount: Money
    var label: String?
  }

  let journal: Journal
  let date: CalendarDate
  let piece: String
  let label: String
  private(set) var lines: [Line] = []

  init(_ journal: Journal, _ date: CalendarDate, piece: String, _ label: String) {
    self.journal = journal
    self.date = date
    self.piece = piece
    self.label = label
  }

  /// Debits an account; a negative amount credits it; nothing is written for zero.
  mutating func debit(_ account: String, _ amount: Money, label: String? = nil) {
    debit(account, "", amount, label: label)
  }

  /// Debits an account of a third party.
  mutating func debit(_ account: String, _ auxiliary: String, _ amount: Money, label: String? = nil) {
    guard amount != .zero else { return }
    lines.append(Line(key: AccountKey(account, auxiliary), amount: amount, label: label))
  }

  /// Credits an account.
  mutating func credit(_ account: String, _ amount: Money, label: String? = nil) {
    debit(account, "", -amount, label: label)
  }

  /// Credits an account of a third party.
  mutating func credit(_ account: String, _ auxiliary: String, _ amount: Money, label: String? = nil) {
    debit(account, auxiliary, -amount, label: label)
  }

  /// Puts what is missing to balance on an account.
  mutating func balance(on account: String, _ auxiliary: String = "") {
    credit(account, auxiliary, lines.lazy.map(\.amount).total())
  }
}

/// The entries of a year and the balances they leave.
struct Book {
  let year: FiscalYear
  private(set) var drafts: [Draft] = []
  private(set) var balances: [AccountKey: Money] = [:]

  init(year: FiscalYear) { self.year = year }

  /// Adds an entry; one without lines is not an entry.
  mutating func post(_ draft: Draft) {
    guard !draft.lines.isEmpty else { return }
    for line in draft.lines { balances[line.key, default: .zero] += line.amount }
    drafts.append(draft)
  }

  /// The balance of all accounts with a prefix.
  func balance(prefix: String) -> Money {
    balances.lazy.filter { $0.key.account.hasPrefix(prefix) }.map(\.value).total()
  }

  /// The balances of classes 1 to 5 at the end of the year, the year's result on 120: next year's opening.
  func closingBalances() -> [AccountKey: Money] {
    var closing: [AccountKey: Money] = [:]
    var result = Money.zero
    for (key, amount) in balances where amount != .zero {
      if key.account.hasPrefix("6") || key.account.hasPrefix("7") {
        result += amount
      } else {
        closing[key] = amount
      }
    }
    closing[AccountKey("120"), default: .zero] += result
    return closing.filter { $0.value != .zero }
  }

  /// The ledger: entries in the order of their dates, numbered journal by journal.
  func ledger(names: LedgerNames) -> Ledger {
    let order = drafts.indices.sorted {
      (drafts[$0].date, drafts[$0].journal == .opening ? 0 : 1, $0)
        < (drafts[$1].date, drafts[$1].journal == .opening ? 0 : 1, $1)
    }
    var lines: [LedgerLine] = []
    var entries: [LedgerEntry] = []
    var numbers: [Journal: Int] = [:]
    for position in order {
      let draft = drafts[position]
      let start = lines.count
      for line in draft.lines {
        lines.append(
          LedgerLine(
            lineNumber: lines.count + 2, entry: entries.count, account: line.key.account,
            auxiliary: line.key.auxiliary, piece: draft.piece, label: line.label ?? draft.label,
            debit: max(.zero, line.amount), credit: max(.zero, -line.amount)))
      }
      numbers[draft.journal, default: 0] += 1
      entries.append(
        LedgerEntry(
          journal: draft.journal.rawValue, number: String(numbers[draft.journal] ?? 0), date: draft.date,
          kind: draft.journal == .opening ? .opening : .ordinary, lines: start..<lines.count))
    }
    return Ledger(entries: entries, lines: lines, names: names, fiscalYear: year)
  }
}
