// The carbon journal: that it adds up, that reversals cancel what they name, and that documents say what it says.

import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities

/// A posting, without its document.
struct VerifiedPosting {
  let number: Int
  let ledger: Int
  let reference: String
  let entryCount: Int64
  /// In grams.
  let carbon: Int64

  static func all(_ year: Int, _ transaction: TenantTransaction) throws -> [VerifiedPosting] {
    try transaction.rows(
      """
      SELECT p.number, p.ledger_id, p.reference_sha256, p.entry_count, p.carbon_grams FROM posting p
      WHERE p.organisation_id = $1 AND p.fiscal_year_id = $2 ORDER BY p.number
      """, [SQLValue(year)]
    ).map {
      try VerifiedPosting(
        number: $0.count(0), ledger: $0.int(1), reference: $0.text(2), entryCount: $0.integer(3),
        carbon: $0.integer(4))
    }
  }
}

/// Sums that do not overflow in the database, which would give up: high and low halves, put together here.
enum WideSum {
  /// The two columns of the sum of a column.
  static func columns(_ name: String) -> String {
    ["/", "%"].map { "CAST(COALESCE(SUM(\(name) \($0) 4294967296), 0) AS BIGINT)" }.joined(separator: ", ")
  }

  /// The sum in two columns that begin at `start`. Throws `SQLError` of kind `.damaged` when it does not fit 64 bits.
  static func value(_ row: SQLRow, from start: Int) throws -> Int64 {
    let (high, isTooHigh) = try row.integer(start).multipliedReportingOverflow(by: 1 << 32)
    let (sum, isTooMuch) = high.addingReportingOverflow(try row.integer(start + 1))
    guard !isTooHigh, !isTooMuch else { throw SQLError(.damaged, "rows hold amounts too large to be added up") }
    return sum
  }
}

extension VerificationRun {
  /// The journal adds up: reversals cancel, so that the sum of all rows up to a posting is what it says.
  mutating func sums(_ year: Year) throws {
    let rows = try transaction.rows(
      """
      SELECT e.posting, CAST(SUM(CASE WHEN e.reverses_posting IS NULL THEN 1 ELSE -1 END) AS BIGINT),
        \(WideSum.columns("e.carbon_grams"))
      FROM carbon_entry e WHERE e.organisation_id = $1 AND e.fiscal_year_id = $2 GROUP BY e.posting ORDER BY e.posting
      """, [SQLValue(year.stored.id)])
    var appended = rows[...]
    var (count, carbon) = (Int64(0), Int64(0))
    for posting in year.postings {
      postingCount += 1
      while let row = appended.first, try row.int(0) <= posting.number {
        appended.removeFirst()
        count += try row.integer(1)
        let (sum, isTooMuch) = carbon.addingReportingOverflow(try WideSum.value(row, from: 2))
        guard !isTooMuch else { throw SQLError(.damaged, "rows hold amounts too large to be added up") }
        carbon = sum
      }
      guard posting.entryCount != count || posting.carbon != carbon else { continue }
      add(.journalDiffers, place(year, posting.number))
    }
    // Entries of no posting are shown all the same.
    for row in appended { add(.journalDiffers, place(year, try row.int(0))) }
  }

  private func place(_ year: Year, _ posting: Int) -> [String: MessageValue] {
    ["year": .text(year.stored.period.label), "posting": .integer(posting)]
  }

  /// Each reversal cancels one earlier entry of its year, whole, and no other does.
  mutating func reversals(_ year: Year) throws {
    let columns = (EntryRows.columns.map { "r.\($0)" } + EntryRows.columns.map { "e.\($0)" }).joined(separator: ", ")
    var wrong: Set<Int> = []
    var cancelled: Set<[Int]> = []
    try transaction.query(
      """
      SELECT r.posting, e.posting, e.position, e.reverses_posting, \(columns)
      FROM carbon_entry r LEFT JOIN carbon_entry e
        ON e.organisation_id = r.organisation_id AND e.fiscal_year_id = r.fiscal_year_id
          AND e.posting = r.reverses_posting AND e.position = r.reverses_position
      WHERE r.organisation_id = $1 AND r.fiscal_year_id = $2
        AND (r.reverses_posting IS NOT NULL OR r.reverses_position IS NOT NULL)
      """, [SQLValue(year.stored.id)]
    ) { row in
      let posting = try row.int(0)
      guard let named = try row.optionalInteger(1), try row.optionalInteger(3) == nil, named < Int64(posting) else {
        wrong.insert(posting)
        return
      }
      let reversal = try EntryRows.record(row, from: 4)
      let entry = try EntryRows.record(row, from: 4 + EntryRows.columns.count)
      let isFirst = cancelled.insert([try row.int(1), try row.int(2)]).inserted
      if !isFirst || SpelledEntry(record: reversal) != SpelledEntry(record: entry.reversed) { wrong.insert(posting) }
    }
    for posting in wrong.sorted() { add(.journalDiffers, place(year, posting)) }
  }

  /// The documents of the postings that people see: the last one, and those that were sealed.
  mutating func documents(_ year: inout Year) throws {
    let sealed = year.seals.map(\.posting).filter { $0 > 0 }
    let seen = year.postings.map(\.number).filter { $0 == year.postings.last?.number || sealed.contains($0) }
    for posting in seen {
      let row = try transaction.row(
        "SELECT books, books_sha256 FROM posting WHERE organisation_id = $1 AND fiscal_year_id = $2 AND number = $3",
        [SQLValue(year.stored.id), SQLValue(posting)])
      guard let text = try row?.text(0), try Fingerprint.sha256(text) == row?.text(1) else {
        add(.documentDiffers, place(year, posting))
        continue
      }
      guard let document = try? JSONValue(parsing: Array(text.utf8)), let accounts = document["accounts"]?.elements
      else { continue }
      let found = try entries(&year, posting)
      var known: [String: JSONValue] = [:]
      for account in accounts { known[account["activity"]?["id"]?.text ?? ""] = account }
      let ofEntries = known.allSatisfy { activity, account in
        (found[activity] ?? .none).agrees(with: account["entries"])
      }
      let ofSeals = year.seals.filter { $0.posting == posting }.allSatisfy { seal in
        known[seal.activity].map { VerificationRun.agree(seal.sealed.account, $0) } ?? false
      }
      if !ofEntries || !ofSeals || found.keys.contains(where: { known[$0] == nil }) {
        add(.documentDiffers, place(year, posting))
      }
    }
  }

  /// Whether a sealed account says what the account it was sealed from says. Only the sealed one has a day of closing.
  private static func agree(_ sealed: JSONValue, _ account: JSONValue) -> Bool {
    guard case .object(let members) = sealed else { return false }
    return members.allSatisfy { key, value in
      guard key != "closed_on", let other = account[key] else { return true }
      return value.canonicalText.isSpelled(as: other.canonicalText)
    }
  }
}
