import Accounting
import CanonicalJSON
import CarbonAccounting
import Quantities

/// A checked ledger as JSON. It depends on content alone.
public enum LedgerDocument {
  /// Totals, balances by account, statements and findings. Documented in `docs/FORMATS.md`.
  public static func json(_ check: CheckLedger) -> JSONValue {
    let ledger = check.file.ledger
    return .object([
      "format": "sillage.ledger/1",
      "lines": .integer(Int64(ledger.lines.count)),
      "entries": .integer(Int64(ledger.entries.count)),
      "fiscal_year": ["start": .string(ledger.fiscalYear.start.iso), "end": .string(ledger.fiscalYear.end.iso)],
      "total_debit_eur": .string(ledger.lines.lazy.map(\.debit).total().decimalText),
      "total_credit_eur": .string(ledger.lines.lazy.map(\.credit).total().decimalText),
      "accounts": members(check.balance.accounts.map { ($0.account, .string($0.balance.decimalText)) }),
      "statements": members(check.figures.map { ($0.line.id, .string($0.value.decimalText)) }),
      "unknown_accounts": .array(check.unknownAccounts.map { .string($0.account) }),
      "findings": .array(check.file.diagnostics.map { AccountDocument.message($0.message) }),
    ])
  }

  private static func members(_ pairs: [(String, JSONValue)]) -> JSONValue {
    .object(Dictionary(pairs) { first, _ in first })
  }
}
