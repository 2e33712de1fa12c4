// Lines into rows.

import Accounting
import Databases
import Quantities

/// A ledger that is not in force yet.
struct LoadingLedger: Sendable, Hashable {
  let id: Int
  /// Lines and entries that an earlier run has loaded.
  let lines: Int
  let entries: Int
  /// Whether some of them were removed again.
  let isAbandoned: Bool

  /// The ledger of this very file that a job has begun to load.
  static func of(_ claim: JobClaim, _ transaction: TenantTransaction) throws -> LoadingLedger? {
    try transaction.row(
      """
      SELECT id, loaded_lines, loaded_entries, state FROM ledger
      WHERE organisation_id = $1 AND job = $2 AND sha256 = $3 AND state IN ('loading', 'abandoned')
      """, [SQLValue(claim.number), .text(claim.sha256)]
    ).map {
      try LoadingLedger(
        id: $0.int(0), lines: $0.count(1), entries: $0.count(2), isAbandoned: $0.text(3) == "abandoned")
    }
  }

  /// Removes some of its rows, so that other writers get their turn; true when it is gone.
  func removePart(_ transaction: TenantTransaction) throws -> Bool {
    try transaction.execute(
      "UPDATE ledger SET state = 'abandoned' WHERE organisation_id = $1 AND id = $2", [SQLValue(id)])
    let first = try transaction.row(
      """
      SELECT line_number FROM ledger_line WHERE organisation_id = $1 AND ledger_id = $2 ORDER BY line_number LIMIT 1
      """, [SQLValue(id)])
    if let first = try first?.count(0) {
      try transaction.execute(
        "DELETE FROM ledger_line WHERE organisation_id = $1 AND ledger_id = $2 AND line_number < $3",
        [SQLValue(id), SQLValue(first + 50_000)])
      return false
    }
    for table in ["ledger_entry", "ledger_name", "ledger_account"] {
      try transaction.execute("DELETE FROM \(table) WHERE organisation_id = $1 AND ledger_id = $2", [SQLValue(id)])
    }
    try transaction.execute("DELETE FROM ledger WHERE organisation_id = $1 AND id = $2", [SQLValue(id)])
    return true
  }
}

/// Loads the lines, entries, names and balances of a ledger, a part per transaction.
struct LedgerLoader {
  let stream: LedgerStream
  let store: OrganisationStore
  /// Called at the beginning of each transaction with the steps done and those in all.
  let fence: (TenantTransaction, Int, Int) throws -> Void

  /// Rows of a transaction: few enough that other writers wait for some hundredths of a second.
  static let partRows = 5000

  /// The steps of loading a ledger: its lines and its entries.
  static func steps(_ stream: LedgerStream) -> Int { stream.survey.lineCount + stream.survey.entryCount }

  private struct Entry {
    let journal: String
    let number: String
    let date: CalendarDate
    var debit: Int64 = 0
    var lines = 0
  }

  /// Loads what is not loaded yet.
  func load(into ledger: LoadingLedger, _ progress: (Int, Int) -> Void) throws(Refusal) {
    try refusing {
      var entries: [Entry] = []
      entries.reserveCapacity(stream.survey.entryCount)
      var part: [LedgerLine] = []
      var read = 0
      let names = try stream.lines { line in
        if line.isNewEntry {
          entries.append(Entry(journal: line.journal, number: line.number, date: line.date))
        }
        entries[line.line.entry].debit &+= line.line.debit.cents
        entries[line.line.entry].lines += 1
        read += 1
        guard read > ledger.lines else { return }
        part.append(line.line)
        if part.count == LedgerLoader.partRows {
          try write(part, of: ledger, upTo: read)
          part.removeAll(keepingCapacity: true)
          progress(read, LedgerLoader.steps(stream))
        }
      }
      if !part.isEmpty { try write(part, of: ledger, upTo: read) }
      for start in stride(from: ledger.entries, to: entries.count, by: LedgerLoader.partRows) {
        let end = min(start + LedgerLoader.partRows, entries.count)
        try write(entries[start..<end], of: ledger)
        progress(read + end, LedgerLoader.steps(stream))
      }
      try write(names, of: ledger)
    }
  }

  private func write(_ lines: [LedgerLine], of ledger: LoadingLedger, upTo read: Int) throws {
    try store.write(.keep) { transaction in
      try fence(transaction, read, LedgerLoader.steps(stream))
      var batch = transaction.batch(
        into: "ledger_line",
        [
          "ledger_id", "line_number", "entry", "account", "auxiliary", "piece", "label", "debit_cents", "credit_cents",
        ])
      for line in lines {
        transaction.append(
          [
            SQLValue(ledger.id), SQLValue(line.lineNumber), SQLValue(line.entry), .text(line.account),
            .text(line.auxiliary), .text(line.piece), .text(line.label), .integer(line.debit.cents),
            .integer(line.credit.cents),
          ], to: &batch)
      }
      try transaction.insert(&batch)
      try transaction.execute(
        "UPDATE ledger SET loaded_lines = $3 WHERE organisation_id = $1 AND id = $2",
        [SQLValue(ledger.id), SQLValue(read)])
    }
  }

  private func write(_ entries: ArraySlice<Entry>, of ledger: LoadingLedger) throws {
    try store.write(.keep) { transaction in
      try fence(transaction, stream.survey.lineCount + entries.endIndex, LedgerLoader.steps(stream))
      var batch = transaction.batch(
        into: "ledger_entry",
        ["ledger_id", "position", "journal", "number", "dated", "debit_cents", "line_count"])
      for (position, entry) in zip(entries.indices, entries) {
        transaction.append(
          [
            SQLValue(ledger.id), SQLValue(position), .text(entry.journal), .text(entry.number),
            .text(entry.date.iso), .integer(entry.debit), SQLValue(entry.lines),
          ], to: &batch)
      }
      try transaction.insert(&batch)
      try transaction.execute(
        "UPDATE ledger SET loaded_entries = $3 WHERE organisation_id = $1 AND id = $2",
        [SQLValue(ledger.id), SQLValue(entries.endIndex)])
    }
  }

  /// Names and balances, few, in one transaction that begins by removing what an earlier run has written.
  private func write(_ names: LedgerNames, of ledger: LoadingLedger) throws {
    try store.write(.keep) { transaction in
      try fence(transaction, LedgerLoader.steps(stream), LedgerLoader.steps(stream))
      for table in ["ledger_name", "ledger_account"] {
        try transaction.execute(
          "DELETE FROM \(table) WHERE organisation_id = $1 AND ledger_id = $2", [SQLValue(ledger.id)])
      }
      var batch = transaction.batch(into: "ledger_name", ["ledger_id", "kind", "code", "name"])
      for (kind, table) in [
        ("account", names.accounts), ("auxiliary", names.auxiliaries), ("journal", names.journals),
      ] {
        for (code, name) in table.sorted(by: { $0.key < $1.key }) {
          transaction.append([SQLValue(ledger.id), .text(kind), .text(code), .text(name)], to: &batch)
        }
      }
      try transaction.insert(&batch)
      var balances = transaction.batch(
        into: "ledger_account", ["ledger_id", "account", "debit_cents", "credit_cents"])
      for account in stream.survey.accounts {
        transaction.append(
          [
            SQLValue(ledger.id), .text(account.number), .integer(account.debit.cents), .integer(account.credit.cents),
          ], to: &balances)
      }
      try transaction.insert(&balances)
    }
  }
}
