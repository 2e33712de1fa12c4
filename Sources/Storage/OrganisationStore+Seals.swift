// Closing and reopening: seals are added, never changed.

import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities

/// A sealed account as it is kept.
public struct StoredSeal: Sendable {
  /// Its fiscal year.
  public let year: Int
  /// Which closing of the year, from 1.
  public let version: Int
  /// The activity.
  public let activity: String
  /// The posting it was sealed from; 0 when it was sealed elsewhere.
  public let posting: Int
  /// The canonical bytes of the account, as they were sealed.
  public let text: String
  /// The account and its seal.
  public let sealed: SealedAccounts.Sealed
}

/// A reopening.
public struct Reopening: Sendable, Hashable {
  /// The closing it undoes.
  public let version: Int
  /// Why.
  public let reason: String
  /// When.
  public let at: Timestamp
  /// By whom: `console` or `person:12`.
  public let actor: String
}

extension OrganisationStore {
  /// The accounts that a year opens from: those of the year before, as they are sealed now.
  public func openingSeals(of year: StoredYear) throws(Refusal) -> [StoredSeal] {
    try read { transaction in
      guard let before = try self.year(before: year, transaction), before.isClosed else { return [] }
      return try StoredSeal.all(before.id, version: before.closings, transaction)
    }
  }

  /// The sealed accounts of one closing of a year; of the latest when none is named.
  public func seals(of year: Int, version: Int? = nil) throws(Refusal) -> [StoredSeal] {
    try read { transaction in
      let stored = try StoredYear.find(year, transaction)
      return try StoredSeal.all(year, version: version ?? stored.closings, transaction)
    }
  }

  /// Why and when a year was reopened.
  public func reopenings(of year: Int) throws(Refusal) -> [Reopening] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT version, reason, reopened_at, reopened_by FROM reopening
        WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY version
        """, [SQLValue(year)]
      ).map {
        try Reopening(
          version: $0.int(0), reason: $0.text(1), at: Timestamp(milliseconds: $0.integer(2)), actor: $0.text(3))
      }
    }
  }

  /// Closes a year: posts its books and keeps their seals, all or nothing.
  ///
  /// - Returns: the version of the closing.
  /// - Throws: `storage.year-closed`; `storage.changed-meanwhile` when the seals were made from something else than
  ///   what is in force: whoever closes makes them again.
  @discardableResult
  public func close(
    _ year: Int, _ books: KeptBooks, sealed: SealedAccounts, at now: Timestamp
  ) throws(Refusal) -> Int {
    try write(.close) { transaction in
      let stored = try StoredYear.open(year, transaction)
      try checkChain(sealed, of: stored, transaction)
      let posting = try post(books, for: year, transaction, at: now)
      return try keep(sealed, stored, posting: posting, transaction, .yearClosed, at: now)
    }
  }

  /// Keeps accounts that were sealed elsewhere, so that the next year opens from them. Those in force already change nothing.
  ///
  /// - Returns: the year they are of.
  /// - Throws: `storage.year-closed`, `storage.years-overlap`; `storage.account-exists` when a ledger of that year is
  ///   here; `storage.sealed-for-other` when they are another firm's.
  public func keep(sealedElsewhere sealed: SealedAccounts, at now: Timestamp) throws(Refusal) -> StoredYear {
    let openings = try sealed.openings()
    guard let period = openings.values.map(\.year).first, openings.values.allSatisfy({ $0.year == period }) else {
      throw Refusal(.exportUnreadable)
    }
    let siren = try profile().siren
    if let siren, let other = openings.values.compactMap(\.siren).first(where: { $0 != siren }) {
      throw Refusal(.sealedForOther, ["siren": .text(other), "own": .text(siren)])
    }
    return try write(.close) { transaction in
      if let year = try StoredYear.touched(by: period, transaction).first, year.isClosed, year.period == period,
        try StoredSeal.all(year.id, version: year.closings, transaction).map(\.sealed.seal)
          == sealed.accounts.map(\.seal)
      {
        return year
      }
      try StoredYear.check(period, transaction)
      if let year = try StoredYear.touched(by: period, transaction).first {
        guard try StoredLedger.current(year.id, transaction) == nil else {
          throw Refusal(.accountExists, ["year": .text(year.period.label)])
        }
      }
      let year = try StoredYear.taking(period, transaction)
      try checkNothingLater(than: year, transaction)
      _ = try keep(sealed, year, posting: 0, transaction, .sealsImported, at: now)
      return try StoredYear.find(year.id, transaction)
    }
  }

  /// Reopens a closed year. Its seals stay; the next closing makes a new version.
  ///
  /// - Throws: `storage.year-open`; `storage.later-year-closed`; `storage.reason-missing`.
  public func reopen(_ year: Int, because reason: String, at now: Timestamp) throws(Refusal) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw Refusal(.reasonMissing) }
    try write(.close) { transaction in
      let stored = try StoredYear.find(year, transaction)
      guard stored.isClosed else { throw Refusal(.yearOpen, ["year": .text(stored.period.label)]) }
      try checkNothingLater(than: stored, transaction)
      try transaction.insert(
        into: "reopening",
        [
          "fiscal_year_id": SQLValue(year), "version": SQLValue(stored.closings), "reason": .text(reason),
          "reopened_at": .integer(now.milliseconds), "reopened_by": .text(principal.actor),
        ])
      // What others may know of it: territories, and whoever reads a published account.
      try transaction.insert(
        into: "closing_undone", ["fiscal_year_id": SQLValue(year), "version": SQLValue(stored.closings)])
      try log(transaction, .yearReopened, "\(year) v\(stored.closings)", at: now)
    }
  }

  /// A year that another was opened from stays as it is, or the chain would fork.
  private func checkNothingLater(than year: StoredYear, _ transaction: TenantTransaction) throws {
    let later = try StoredYear.all(transaction).first { $0.isClosed && $0.period.start > year.period.end }
    if let later {
      throw Refusal(.laterYearClosed, ["year": .text(year.period.label), "later": .text(later.period.label)])
    }
  }

  /// Each account must chain to the seal in force of the year before.
  private func checkChain(_ sealed: SealedAccounts, of year: StoredYear, _ transaction: TenantTransaction) throws {
    try checkNothingLater(than: year, transaction)
    var previous: [String: String] = [:]
    if let before = try self.year(before: year, transaction), before.isClosed {
      for seal in try StoredSeal.all(before.id, version: before.closings, transaction) {
        previous[seal.activity] = seal.sealed.seal.sha256
      }
    }
    for account in sealed.accounts {
      let activity = account.account["activity"]?["id"]?.text ?? ""
      guard account.seal.previous == previous[activity] ?? "" else { throw Refusal(.changedMeanwhile) }
    }
  }

  private func keep(
    _ sealed: SealedAccounts, _ year: StoredYear, posting: Int, _ transaction: TenantTransaction,
    _ action: AuditAction, at now: Timestamp
  ) throws -> Int {
    let version = year.closings + 1
    for (position, account) in sealed.accounts.enumerated() {
      try transaction.insert(
        into: "sealed_account",
        [
          "fiscal_year_id": SQLValue(year.id), "version": SQLValue(version), "position": SQLValue(position + 1),
          "activity": .text(account.account["activity"]?["id"]?.text ?? ""), "posting": SQLValue(posting),
          "account": .text(account.account.canonicalText), "previous": .text(account.seal.previous),
          "sha256": .text(account.seal.sha256), "signature": SQLValue(account.seal.signature?.value),
          "public_key": SQLValue(account.seal.signature?.publicKey), "sealed_at": .integer(now.milliseconds),
          "sealed_by": .text(principal.actor),
        ])
    }
    try log(transaction, action, "\(year.id) v\(version)", at: now)
    return version
  }
}

extension StoredSeal {
  static let columns = """
    fiscal_year_id, version, activity, posting, account, previous, sha256, signature, public_key
    """

  static func all(_ year: Int, version: Int, _ transaction: TenantTransaction) throws -> [StoredSeal] {
    try transaction.rows(
      """
      SELECT \(columns) FROM sealed_account
      WHERE organisation_id = $1 AND fiscal_year_id = $2 AND version = $3 ORDER BY position
      """, [SQLValue(year), SQLValue(version)]
    ).map(StoredSeal.init)
  }

  /// Every closing of a year.
  static func every(_ year: Int, _ transaction: TenantTransaction) throws -> [StoredSeal] {
    try transaction.rows(
      """
      SELECT \(columns) FROM sealed_account
      WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY version, position
      """, [SQLValue(year)]
    ).map(StoredSeal.init)
  }

  init(_ row: SQLRow) throws {
    var signature: Seal.Signature?
    if let value = try row.optionalText(7), let key = try row.optionalText(8) {
      signature = Seal.Signature(value: value, publicKey: key)
    }
    let text = try row.text(4)
    year = try row.int(0)
    version = try row.int(1)
    activity = try row.text(2)
    posting = try row.int(3)
    self.text = text
    // Bytes that are no account any more are an account whose seal does not hold: verification says so.
    sealed = SealedAccounts.Sealed(
      account: (try? JSONValue(parsing: Array(text.utf8))) ?? .null,
      seal: Seal(previous: try row.text(5), sha256: try row.text(6), signature: signature))
  }
}
