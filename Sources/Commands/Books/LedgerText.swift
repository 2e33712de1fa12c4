import Accounting
import Quantities
import UseCases
import Wording

/// Lays out a checked ledger as text.
struct LedgerText {
  let speaker: Speaker

  /// The page: what was read, the balances, what to look at.
  func text(_ check: CheckLedger) -> String {
    let ledger = check.file.ledger
    var lines = [
      check.file.name,
      "  "
        + speaker.say(
          InterfaceMessage.ledgerRead,
          [
            "lines": .integer(ledger.lines.count), "entries": .integer(ledger.entries.count),
            "start": .date(ledger.fiscalYear.start), "end": .date(ledger.fiscalYear.end),
          ]),
      "  "
        + speaker.say(
          InterfaceMessage.ledgerBalanced,
          [
            "debit": .money(ledger.lines.lazy.map(\.debit).total()),
            "credit": .money(ledger.lines.lazy.map(\.credit).total()),
          ]),
    ]
    lines +=
      statement(.ledgerSIG, check.income.statement) + statement(.ledgerBalanceSheet, check.balanceSheet.statement)
    return (lines + findings(check)).joined(separator: "\n") + "\n"
  }

  private func statement(_ title: InterfaceMessage, _ statement: FinancialStatement) -> [String] {
    var table = Table(.left, .right)
    for line in statement.lines {
      guard let value = statement[line], value != .zero else { continue }
      table.add(speaker.say(line), speaker.numbers.euros(value))
    }
    return ["", speaker.say(title)] + table.lines()
  }

  private func findings(_ check: CheckLedger) -> [String] {
    var lines = check.file.diagnostics.map { "  " + speaker.text($0) }
    if !check.unknownAccounts.isEmpty {
      let accounts = check.unknownAccounts.map { "\($0.account) \($0.name)" }.joined(separator: ", ")
      lines.append(
        ("  – " + speaker.say(InterfaceMessage.ledgerUnknownAccounts, ["accounts": .text(accounts)])).wrapped())
    }
    if lines.isEmpty { return ["", "  " + speaker.say(InterfaceMessage.ledgerNoFindings)] }
    return ["", speaker.say(InterfaceMessage.ledgerFindings)] + lines
  }
}
