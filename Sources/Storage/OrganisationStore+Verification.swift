// What a verifier who trusts nothing asks of a store. What is asked stands in Verification+….swift, by subject.

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
  /// Checks that every seal holds, chains to one of an earlier year and is of the entries it was sealed with; that journal,
  /// ledgers, evidence and reference data are what they were; and that the log and the rows tell the same story.
  ///
  /// Rows that cannot be read are faults too, and hide nothing else.
  ///
  /// - Parameter isSIRENCorrected: whether the firm's SIREN was corrected since, as the log of the instance knows: sealed
  ///   accounts then rightly hold another one.
  public func verify(isSIRENCorrected: Bool = false) throws(Refusal) -> Verification {
    let siren = isSIRENCorrected ? nil : try profile().siren
    return try read { transaction in
      var run = VerificationRun(transaction: transaction, siren: siren, log: try VerifiedLog(transaction))
      try run.years()
      try run.attempt("") { try $0.story() }
      return Verification(seals: run.sealCount, postings: run.postingCount, faults: run.faults)
    }
  }
}

/// A verification under way.
struct VerificationRun {
  let transaction: TenantTransaction
  /// The SIREN that sealed accounts are of; nil when it tells nothing.
  let siren: String?
  let log: VerifiedLog
  var sealCount = 0
  var postingCount = 0
  private(set) var faults: [Diagnostic] = []
  /// Releases looked at already: years share them.
  var releases: [String: Bool] = [:]

  /// What was found out about a year on the way.
  struct Year {
    let stored: StoredYear
    /// Every closing's seals.
    var seals: [StoredSeal] = []
    /// The postings, first to last.
    var postings: [VerifiedPosting] = []
    /// The entries in force after a posting, by activity.
    var inForce: [Int: [String: EntrySummary]] = [:]
    /// The seals of the closing in force; none when the year is open.
    var closing: [StoredSeal] { stored.isClosed ? seals.filter { $0.version == stored.closings } : [] }
  }

  mutating func add(_ key: StorageMessage, _ values: [String: MessageValue]) {
    let fault = Diagnostic(.error, key, values)
    if !faults.contains(fault) { faults.append(fault) }
  }

  /// Runs a check; rows it cannot read are a fault of the year.
  mutating func attempt(_ year: String, _ check: (inout VerificationRun) throws -> Void) throws {
    do { try check(&self) } catch let error as SQLError where error.kind == .damaged {
      add(.rowsUnreadable, ["year": .text(year), "detail": .text(error.detail)])
    }
  }

  mutating func years() throws {
    var earlier: [Year] = []
    for row in try StoredYear.rows(transaction) {
      // A year without dates has a number at least.
      var found: Year?
      try attempt("\((try? row.int(0)) ?? 0)") { _ in found = Year(stored: try StoredYear(row)) }
      guard var year = found else { continue }
      let label = year.stored.period.label
      try attempt(label) { year.seals = try StoredSeal.every(year.stored.id, $0.transaction) }
      try attempt(label) { year.postings = try VerifiedPosting.all(year.stored.id, $0.transaction) }
      try attempt(label) { try $0.seals(&year, after: earlier) }
      try attempt(label) { try $0.closing(year) }
      try attempt(label) { try $0.sums(year) }
      try attempt(label) { try $0.reversals(year) }
      try attempt(label) { try $0.documents(&year) }
      try attempt(label) { try $0.references(year) }
      try attempt(label) { try $0.ledger(year) }
      try attempt(label) { try $0.evidence(year) }
      earlier.append(year)
    }
  }
}
