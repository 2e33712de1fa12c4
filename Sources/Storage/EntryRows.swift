// Carbon entries as rows.

import CarbonAccounting
import Databases
import Quantities

/// A carbon entry at its place in the journal.
struct JournalRow {
  let posting: Int
  let position: Int
  let record: EntryRecord
}

enum EntryRows {
  static let columns = [
    "entry_id", "dated", "activity", "account", "supplier", "lines", "amount_cents", "quantity", "unit", "category",
    "rule", "basis", "factor", "vintage", "factor_value", "source", "prudence", "evidence", "carbon_grams",
  ]

  /// Ids of ledger lines hold no line feed: it parts them.
  private static let separator: Character = "\n"

  static func values(_ record: EntryRecord) -> [SQLValue] {
    [
      .text(record.id), .text(record.date.iso), .text(record.activity), .text(record.account),
      SQLValue(record.supplier), .text(record.lines.joined(separator: String(separator))),
      SQLValue(record.amount?.cents), SQLValue(record.quantity), SQLValue(record.unit), .text(record.category),
      .text(record.rule), .text(record.basis), SQLValue(record.factor), SQLValue(record.vintage),
      SQLValue(record.factorValue), SQLValue(record.source), SQLValue(record.prudence), .text(record.evidence),
      .integer(record.carbon.grams),
    ]
  }

  /// The record in a row whose columns begin at `start`.
  static func record(_ row: SQLRow, from start: Int) throws -> EntryRecord {
    guard let date = CalendarDate(try row.text(start + 1)) else { throw SQLError(.damaged, "an entry without a date") }
    let lines = try row.text(start + 5)
    return try EntryRecord(
      id: row.text(start), date: date, activity: row.text(start + 2), account: row.text(start + 3),
      supplier: row.optionalText(start + 4),
      lines: lines.isEmpty ? [] : lines.split(separator: separator, omittingEmptySubsequences: false).map(String.init),
      amount: row.optionalMoney(start + 6), quantity: row.optionalText(start + 7),
      unit: row.optionalText(start + 8), category: row.text(start + 9), rule: row.text(start + 10),
      basis: row.text(start + 11), factor: row.optionalText(start + 12), vintage: row.optionalText(start + 13),
      factorValue: row.optionalText(start + 14), source: row.optionalText(start + 15),
      prudence: row.optionalText(start + 16), evidence: row.text(start + 17),
      carbon: row.carbon(start + 18))
  }

  /// In which order entries are wanted.
  enum Order {
    /// As they were appended.
    case appended
    /// The first so many by carbon.
    case largest(Int)
  }

  /// The entries in force after a posting: those that none up to it reverses.
  static func inForce(
    _ year: Int, upTo posting: Int, order: Order = .appended, _ transaction: TenantTransaction,
    _ each: (JournalRow) throws -> Void
  ) throws {
    var arguments = [SQLValue(year), SQLValue(posting)]
    var ordered = "e.posting, e.position"
    if case .largest(let limit) = order {
      ordered = "e.carbon_grams DESC, e.entry_id, e.activity LIMIT $4"
      arguments.append(SQLValue(limit))
    }
    try transaction.query(
      """
      SELECT e.posting, e.position, \(columns.map { "e.\($0)" }.joined(separator: ", "))
      FROM carbon_entry e
      WHERE e.organisation_id = $1 AND e.fiscal_year_id = $2 AND e.posting <= $3 AND e.reverses_posting IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM carbon_entry r
          WHERE r.organisation_id = $1 AND r.fiscal_year_id = $2 AND r.posting <= $3
            AND r.reverses_posting = e.posting AND r.reverses_position = e.position)
      ORDER BY \(ordered)
      """, arguments
    ) { row in
      try each(try JournalRow(posting: row.int(0), position: row.int(1), record: record(row, from: 2)))
    }
  }
}
