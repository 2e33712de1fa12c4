// The calculator computes through the same code as a ledger: its answers become a ledger of a few lines.

import Accounting
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import Wording

extension CalculatorEntries {
  /// The id of the only activity.
  private static let activity = "main"

  /// The carbon books of these answers: every figure opens to a derivation, as with a ledger.
  ///
  /// - Parameter language: that of the names that stand for accounts and pieces.
  /// - Throws: a refusal in words of the questionnaire.
  public func books(_ library: Library, in language: Language) throws(Refusal) -> CarbonBooks {
    guard let period else { throw Refusal(CalculatorRefusal.yearUnknown.diagnostic(String(year), field: "year")) }
    try check(library, period)
    var ledger = AnswerLedger(period, language)
    var settings = FirmSettings(activities: [try activity(library, language)])
    settings.isBudget = isBudget
    for question in library.questionnaire.questions {
      guard let line = lines.first(where: { $0.id == question.id }) else { continue }
      let name = name(of: question, language)
      if question.kind == .asset {
        ledger.addAsset(question, line, name)
        settings.assets += asset(question, line, name)
      } else {
        ledger.addPurchase(question, line, name)
        settings.rules += rule(question, line)
        settings.measures += measure(question, line, name)
        settings.supplierContents += content(question, line, name)
      }
    }
    ledger.addSales(revenue)
    settings.directEmissions = direct.map { statement in
      DirectEmission(
        activity: CalculatorEntries.activity, label: statement.label, carbon: statement.carbon,
        author: statement.author, evidence: statement.label, date: period.end)
    }
    return try CarbonBooks.keep(
      ledger.ledger, settings: settings, library: library.reference, opening: opening(period))
  }

  private func activity(_ library: Library, _ language: Language) throws(Refusal) -> Activity {
    let branch = try BranchFinder(library.branches).find(naf)
    return Activity(
      id: CalculatorEntries.activity, label: language.pick(branch.label), naf: branch.code)
  }

  /// A question's name, with what the firm calls its own category.
  private func name(of question: CalculatorQuestion, _ language: Language) -> String {
    specific[question.id]?.label ?? language.pick(question.label)
  }

  /// Energy and transport at the factor asked about; the firm's own categories at the branch it names. Assets and other
  /// invoices follow the rule of their account.
  private func rule(_ question: CalculatorQuestion, _ line: Line) -> [OwnRule] {
    let factor =
      if let own = specific[question.id] {
        "naf:\(own.naf):production"
      } else if line.quantity == nil, !question.fallback.isEmpty {
        question.fallback
      } else {
        question.factor
      }
    guard !factor.isEmpty else { return [] }
    return [
      OwnRule(
        match: LineMatch(account: question.account), outcome: .purchase(category: question.category, factor: factor))
    ]
  }

  private func measure(_ question: CalculatorQuestion, _ line: Line, _ name: String) -> [Measure] {
    guard let quantity = line.quantity, question.factor.hasPrefix("id:") else { return [] }
    return [
      Measure(
        factor: String(question.factor.dropFirst(3)), match: LineMatch(account: question.account), quantity: quantity,
        evidence: name)
    ]
  }

  private func content(_ question: CalculatorQuestion, _ line: Line, _ name: String) -> [SupplierContent] {
    guard line.contentAmount != .zero else { return [] }
    return [
      SupplierContent(
        supplier: question.id, piece: question.id, value: .content(line.content), account: "–", evidence: name)
    ]
  }

  /// The content was said for the year's allowance: the allowance is the whole of what it is a share of.
  private func asset(_ question: CalculatorQuestion, _ line: Line, _ name: String) -> [AssetRecord] {
    guard line.contentAmount != .zero else { return [] }
    return [
      AssetRecord(
        label: name, account: question.account, value: line.contentAmount, content: line.content,
        allowance: line.contentAmount, evidence: name)
    ]
  }

  private func opening(_ period: FiscalYear) -> [String: OpeningAccount] {
    guard let previous, let last = CalendarDate(year: year - 1, month: 12, day: 31) else { return [:] }
    let account = OpeningAccount(
      activity: CalculatorEntries.activity, year: FiscalYear(twelveMonthsTo: last), balance: previous.balance,
      factor: previous.factor, factorUnit: "EUR", seal: "")
    return [account.activity: account]
  }
}

extension Language {
  /// The text in this language.
  func pick(_ text: LocalizedText) -> String { self == .fr ? text.fr : text.en }
}

/// A ledger made of answers: one entry each, dated the last day of the year.
private struct AnswerLedger {
  private let period: FiscalYear
  private var entries: [LedgerEntry] = []
  private var lines: [LedgerLine] = []
  private var names = LedgerNames()

  init(_ period: FiscalYear, _ language: Language) { self.period = period }

  var ledger: Ledger { Ledger(entries: entries, lines: lines, names: names, fiscalYear: period) }

  /// What was bought, and apart from it what was bought with a content.
  mutating func addPurchase(_ question: CalculatorQuestion, _ line: CalculatorEntries.Line, _ name: String) {
    names.accounts[question.account] = name
    // A quantity without an amount still needs a line to stand for.
    if line.amount != .zero || line.quantity != nil {
      add("AC", question.id, [(question.account, "", line.amount), ("401", "", -line.amount)], name)
    }
    guard line.contentAmount != .zero else { return }
    names.auxiliaries[question.id] = name
    add(
      "ACC", question.id, [(question.account, "", line.contentAmount), ("401", question.id, -line.contentAmount)], name)
  }

  /// The allowance of a kind of assets; a line of nothing makes its account known.
  mutating func addAsset(_ question: CalculatorQuestion, _ line: CalculatorEntries.Line, _ name: String) {
    names.accounts[question.account] = name
    let expense = question.account.hasPrefix("20") ? "68111" : "68112"
    for (journal, amount) in [("OD", line.amount), ("ODC", line.contentAmount)] where amount != .zero {
      add(
        journal, question.id,
        [(expense, "", amount), ("28" + question.account.dropFirst(), "", -amount), (question.account, "", .zero)], name
      )
    }
  }

  /// A year's revenue.
  mutating func addSales(_ revenue: Money) { add("VE", "1", [("706", "", -revenue), ("411", "", revenue)], "") }

  private mutating func add(
    _ journal: String, _ number: String, _ movements: [(account: String, auxiliary: String, balance: Money)],
    _ label: String
  ) {
    let first = lines.count
    for movement in movements {
      lines.append(
        LedgerLine(
          lineNumber: lines.count + 1, entry: entries.count, account: movement.account, auxiliary: movement.auxiliary,
          piece: number, label: label, debit: max(movement.balance, .zero), credit: max(-movement.balance, .zero)))
    }
    entries.append(
      LedgerEntry(
        journal: journal, number: number, date: period.end, kind: .ordinary, lines: first..<lines.count))
  }
}
