// What a verifier who trusts nothing asks of a store.

import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities

/// What the verification of an organisation found.
public struct Verification: Sendable {
  /// Sealed accounts looked at.
  public let seals: Int
  /// Postings whose entries were added up again.
  public let postings: Int
  /// What does not hold; empty when everything does.
  public let faults: [Diagnostic]
}

extension OrganisationStore {
  /// Checks every seal, that each chains to one of an earlier year, that the entries of each sealed account are those it
  /// was sealed with, and that the journal adds up to what each posting says.
  public func verify() throws(Refusal) -> Verification {
    try read { transaction in
      var check = VerificationRun()
      let years = try StoredYear.all(transaction)
      for year in years {
        // Of any earlier year, not only of the one that ends the day before: a corrected ledger may have moved its end
        // since. Years never overlap, so that their order stays.
        let earlier = years.filter { $0.period.end < year.period.start }
        let previous = Set(
          try earlier.flatMap { try StoredSeal.every($0.id, transaction) }.map { $0.activity + $0.sealed.seal.sha256 })
        let isPastKnown = earlier.last.map { $0.closings > 0 && year.period.follows($0.period.end) } ?? false
        for seal in try StoredSeal.every(year.id, transaction) {
          try check.seal(seal, year, after: previous, isPastKnown: isPastKnown, transaction)
        }
        try check.postings(year, transaction)
      }
      return Verification(seals: check.seals, postings: check.postings, faults: check.faults)
    }
  }
}

private struct VerificationRun {
  var seals = 0
  var postings = 0
  var faults: [Diagnostic] = []

  mutating func seal(
    _ seal: StoredSeal, _ year: StoredYear, after previous: Set<String>, isPastKnown: Bool,
    _ transaction: TenantTransaction
  ) throws {
    seals += 1
    let place: [String: MessageValue] = [
      "year": .text(year.period.label), "activity": .text(seal.activity), "version": .integer(seal.version),
    ]
    guard seal.sealed.account.canonicalText == seal.text, seal.sealed.seal.holds(for: seal.sealed.account),
      seal.sealed.account["activity"]?["id"]?.text == seal.activity
    else {
      faults.append(Diagnostic(.error, StorageMessage.sealWrong, place))
      return
    }
    // A first year chains to nothing; so does an account brought in from elsewhere, whose past is not here.
    let chain = seal.sealed.seal.previous
    if !chain.isEmpty, seal.posting > 0 || isPastKnown, !previous.contains(seal.activity + chain) {
      faults.append(Diagnostic(.error, StorageMessage.chainBroken, place))
    }
    guard seal.posting > 0 else {
      // An account is brought in from elsewhere only where no books were kept: else it is one of ours that says less.
      let earlier = try transaction.row(
        """
        SELECT p.number FROM posting p JOIN sealed_account s
          ON s.organisation_id = p.organisation_id AND s.fiscal_year_id = p.fiscal_year_id
        WHERE p.organisation_id = $1 AND p.fiscal_year_id = $2 AND s.version = $3 AND p.posted_at <= s.sealed_at LIMIT 1
        """, [SQLValue(seal.year), SQLValue(seal.version)])
      if earlier != nil { faults.append(Diagnostic(.error, StorageMessage.entriesDiffer, place)) }
      return
    }
    var records: [EntryRecord] = []
    try EntryRows.inForce(seal.year, upTo: seal.posting, transaction) { row in
      if row.record.activity == seal.activity { records.append(row.record) }
    }
    let entries = seal.sealed.account["entries"]
    if entries?["count"]?.integer != Int64(records.count) || entries?["sha256"]?.text != EntryRecord.digest(records) {
      faults.append(Diagnostic(.error, StorageMessage.entriesDiffer, place))
    }
  }

  /// The journal adds up: reversals cancel, so that the sum of all rows up to a posting is what it says.
  mutating func postings(_ year: StoredYear, _ transaction: TenantTransaction) throws {
    let rows = try transaction.rows(
      """
      SELECT p.number, p.entry_count, p.carbon_grams,
        (SELECT CAST(COALESCE(SUM(e.carbon_grams), 0) AS BIGINT) FROM carbon_entry e
          WHERE e.organisation_id = $1 AND e.fiscal_year_id = $2 AND e.posting <= p.number),
        (SELECT CAST(COALESCE(SUM(CASE WHEN e.reverses_posting IS NULL THEN 1 ELSE -1 END), 0) AS BIGINT)
          FROM carbon_entry e WHERE e.organisation_id = $1 AND e.fiscal_year_id = $2 AND e.posting <= p.number)
      FROM posting p WHERE p.organisation_id = $1 AND p.fiscal_year_id = $2 ORDER BY p.number
      """, [SQLValue(year.id)])
    for row in rows {
      postings += 1
      guard try row.integer(1) != row.integer(4) || row.integer(2) != row.integer(3) else { continue }
      faults.append(
        Diagnostic(
          .error, StorageMessage.journalDiffers,
          ["year": .text(year.period.label), "posting": .integer(try row.int(0))]))
    }
  }
}
