// What the books were kept from: ledger, evidence, reference data.

import CarbonAccounting
import Databases
import Quantities

extension VerificationRun {
  /// Every release that a year or one of its postings names is there, as it was.
  mutating func references(_ year: Year) throws {
    let label = MessageValue.text(year.stored.period.label)
    let names = Set(year.postings.map(\.reference) + [year.stored.reference].compactMap { $0 })
    for sha256 in names.sorted() {
      let holds = try releases[sha256] ?? (ReferenceRelease.kept(sha256, transaction) != nil)
      releases[sha256] = holds
      if !holds { add(.referenceChanged, ["year": label, "sha256": .text(String(sha256.prefix(12)))]) }
    }
    // A closed year is pinned to what it was closed with.
    if let pinned = year.closing.first?.posting, pinned > 0, let last = year.postings.last,
      last.reference != year.stored.reference
    {
      add(.referenceChanged, ["year": label, "sha256": .text(String(last.reference.prefix(12)))])
    }
  }

  /// The ledger in force has the lines, entries and balances it was imported with.
  mutating func ledger(_ year: Year) throws {
    let label = MessageValue.text(year.stored.period.label)
    let ledgers = try transaction.rows(
      """
      SELECT \(StoredLedger.columns) FROM ledger
      WHERE organisation_id = $1 AND fiscal_year_id = $2 AND state = 'current' ORDER BY version
      """, [SQLValue(year.stored.id)]
    ).map(StoredLedger.init)
    for ledger in ledgers {
      let holds = try ledgers.count == 1 && entriesHold(ledger) && linesHold(ledger)
      if !holds { add(.ledgerDiffers, ["year": label, "version": .integer(ledger.version)]) }
    }
    if let sealed = year.closing.first?.posting, sealed > 0, year.postings.last?.ledger != ledgers.last?.id {
      add(.ledgerDiffers, ["year": label, "version": .integer(ledgers.last?.version ?? 0)])
    }
  }

  private func entriesHold(_ ledger: StoredLedger) throws -> Bool {
    let row = try transaction.row(
      """
      SELECT COUNT(*), CAST(COALESCE(SUM(e.line_count), 0) AS BIGINT), \(WideSum.columns("e.debit_cents"))
      FROM ledger_entry e WHERE e.organisation_id = $1 AND e.ledger_id = $2
      """, [SQLValue(ledger.id)])
    guard let row else { return false }
    return try row.int(0) == ledger.entryCount && row.int(1) == ledger.lineCount
      && WideSum.value(row, from: 2) == ledger.total.cents
  }

  private func linesHold(_ ledger: StoredLedger) throws -> Bool {
    var count = 0
    var debits = AmountWatch()
    var total = Money.zero
    // Accounts as bytes: two spellings of an accent are two accounts.
    var balances: [[UInt8]: [Int64]] = [:]
    try transaction.query(
      """
      SELECT l.account, COUNT(*), \(WideSum.columns("l.debit_cents")), \(WideSum.columns("l.credit_cents"))
      FROM ledger_line l WHERE l.organisation_id = $1 AND l.ledger_id = $2 GROUP BY l.account
      """, [SQLValue(ledger.id)]
    ) { row in
      let debit = Money(cents: try WideSum.value(row, from: 2))
      try debits.add(debit)
      total += debit
      count += try row.int(1)
      balances[Array(try row.text(0).utf8)] = [debit.cents, try WideSum.value(row, from: 4)]
    }
    guard count == ledger.lineCount, total == ledger.total else { return false }
    let kept = try StoredBalance.all(ledger.id, transaction)
    return kept.count == balances.count
      && kept.allSatisfy { balances[Array($0.account.utf8)] == [$0.debit.cents, $0.credit.cents] }
  }

  /// Evidence is the file whose digest was taken.
  mutating func evidence(_ year: Year) throws {
    var changed: [[String: MessageValue]] = []
    try transaction.query(
      """
      SELECT name, version, sha256, content FROM evidence WHERE organisation_id = $1 AND fiscal_year_id = $2
      ORDER BY name, version
      """, [SQLValue(year.stored.id)]
    ) { row in
      guard try Fingerprint.sha256(row.blob(3)) != row.text(2) else { return }
      changed.append([
        "year": .text(year.stored.period.label), "name": .text(try row.text(0)), "version": .integer(try row.int(1)),
      ])
    }
    for place in changed { add(.evidenceChanged, place) }
  }
}
