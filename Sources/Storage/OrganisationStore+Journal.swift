// The carbon journal: the books of a year are posted to it, and corrected by reversal and replacement.

import CanonicalJSON
import CarbonAccounting
import Databases
import Quantities

/// The books of a year, as they are posted.
public struct KeptBooks: Sendable {
  /// The ledger they were kept from.
  public let ledger: Int
  /// The version of the settings; 0 for none.
  public var settings: Int
  /// The release of reference data.
  public let reference: String
  /// The seals they open from, by activity; empty for a first year.
  public let opening: [String: String]
  /// The accounts, as JSON text (`sillage.books/1`).
  public let document: String
  /// Every entry.
  public let entries: [EntryRecord]

  /// Books.
  public init(
    ledger: Int, settings: Int, reference: String, opening: [String: String], document: String, entries: [EntryRecord]
  ) {
    self.ledger = ledger
    self.settings = settings
    self.reference = reference
    self.opening = opening
    self.document = document
    self.entries = entries
  }

  fileprivate var openingText: String { JSONValue.object(opening.mapValues { .string($0) }).canonicalText }
}

/// The account of a year as it was last posted.
public struct StoredAccount: Sendable, Hashable {
  /// Which posting of the year.
  public let posting: Int
  /// The ledger it was kept from.
  public let ledger: Int
  /// The version of the settings.
  public let settings: Int
  /// The release of reference data.
  public let reference: String
  /// The accounts, as JSON text (`sillage.books/1`).
  public let document: String
  /// How many entries are in force.
  public let entryCount: Int
  /// Their carbon.
  public let carbon: CarbonMass
}

extension OrganisationStore {
  /// Posts the books of a year: entries that are no longer there are reversed, new ones appended. The same books again
  /// change nothing.
  ///
  /// - Returns: the number of the posting in force.
  /// - Throws: `storage.year-closed`; `storage.changed-meanwhile` when ledger or settings are no longer those in force.
  @discardableResult
  public func post(_ books: KeptBooks, for year: Int, at now: Timestamp) throws(Refusal) -> Int {
    try write(.keep) { try post(books, for: year, $0, at: now) }
  }

  /// The account of a year as it was last posted; nil when its books were never kept.
  public func account(of year: Int) throws(Refusal) -> StoredAccount? { try read { try StoredAccount.last(year, $0) } }

  /// Whether an account is what the year's books would be now: of the ledger and the settings in force, opened from the
  /// accounts that are closed now.
  public func isCurrent(_ account: StoredAccount, of year: StoredYear) throws(Refusal) -> Bool {
    let (ledger, settings) = try read { transaction in
      try (StoredLedger.current(year.id, transaction)?.id, StoredSettings.last(year.id, transaction)?.version ?? 0)
    }
    return try isCurrent(account, of: year, ledger: ledger, settings: settings)
  }

  /// The same for who has read what is in force already.
  ///
  /// - Parameters:
  ///   - ledger: the number of the ledger in force; nil for none.
  ///   - settings: the version of the settings in force; 0 for none.
  public func isCurrent(
    _ account: StoredAccount, of year: StoredYear, ledger: Int?, settings: Int
  ) throws(Refusal) -> Bool {
    guard ledger == account.ledger, settings == account.settings else { return false }
    let seals = try openingSeals(of: year).map { ($0.activity, JSONValue.string($0.sealed.seal.sha256)) }
    let opening = JSONValue.object(Dictionary(seals) { first, _ in first }).canonicalText
    return try read { transaction in
      let posted = try transaction.row(
        "SELECT opening FROM posting WHERE organisation_id = $1 AND fiscal_year_id = $2 AND number = $3",
        [SQLValue(year.id), SQLValue(account.posting)])
      return try posted?.text(0) == opening
    }
  }

  /// The entries in force, in the order they were appended.
  public func journal(of year: Int) throws(Refusal) -> [EntryRecord] {
    try read { transaction in
      var records: [EntryRecord] = []
      try EntryRows.inForce(year, upTo: .max, transaction) { records.append($0.record) }
      return records
    }
  }

  /// The largest entries in force, by carbon.
  public func largestEntries(of year: Int, limit: Int) throws(Refusal) -> [EntryRecord] {
    try read { transaction in
      var records: [EntryRecord] = []
      try EntryRows.inForce(year, upTo: .max, order: .largest(limit), transaction) { records.append($0.record) }
      return records
    }
  }

  /// Everything ever appended, reversals too, as (posting, record): what a verifier walks through.
  public func postedEntries(of year: Int) throws(Refusal) -> [(posting: Int, record: EntryRecord)] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT posting, \(EntryRows.columns.joined(separator: ", ")) FROM carbon_entry
        WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY posting, position
        """, [SQLValue(year)]
      ).map { (try $0.int(0), try EntryRows.record($0, from: 1)) }
    }
  }

  func post(_ books: KeptBooks, for year: Int, _ transaction: TenantTransaction, at now: Timestamp) throws -> Int {
    let stored = try StoredYear.open(year, transaction)
    let current = try StoredLedger.current(year, transaction)
    let settings = try StoredSettings.last(year, transaction)
    guard current?.id == books.ledger, settings?.version ?? 0 == books.settings, stored.reference == books.reference
    else { throw Refusal(.changedMeanwhile) }
    let last = try StoredAccount.last(year, transaction)
    if let last, try last.isOf(books, year, transaction) { return last.posting }
    var rows: [JournalRow] = []
    try EntryRows.inForce(year, upTo: .max, transaction) { rows.append($0) }
    let change = JournalChange(from: rows, to: books.entries)
    let number = (last?.posting ?? 0) + 1
    try transaction.insert(
      into: "posting",
      [
        "fiscal_year_id": SQLValue(year), "number": SQLValue(number), "ledger_id": SQLValue(books.ledger),
        "settings_version": SQLValue(books.settings), "reference_sha256": .text(books.reference),
        "opening": .text(books.openingText), "books": .text(books.document),
        "books_sha256": .text(Fingerprint.sha256(books.document)),
        "entry_count": SQLValue(books.entries.count),
        "carbon_grams": .integer(books.entries.map(\.carbon).total().grams),
        "posted_at": .integer(now.milliseconds), "posted_by": .text(principal.actor),
      ])
    try append(change, year, number, transaction)
    try log(transaction, .booksKept, "\(year) posting \(number)", at: now)
    return number
  }

  private func append(
    _ change: JournalChange, _ year: Int, _ number: Int, _ transaction: TenantTransaction
  ) throws {
    var batch = transaction.batch(
      into: "carbon_entry",
      ["fiscal_year_id", "posting", "position", "reverses_posting", "reverses_position"] + EntryRows.columns)
    var position = 0
    func add(_ record: EntryRecord, reversing row: JournalRow?) throws {
      position += 1
      transaction.append(
        [
          SQLValue(year), SQLValue(number), SQLValue(position), SQLValue(row.map { Int64($0.posting) }),
          SQLValue(row.map { Int64($0.position) }),
        ] + EntryRows.values(record), to: &batch)
      if batch.count == LedgerLoader.partRows { try transaction.insert(&batch) }
    }
    for row in change.gone { try add(row.record.reversed, reversing: row) }
    for record in change.new { try add(record, reversing: nil) }
    try transaction.insert(&batch)
  }
}

/// What turns the entries in force into others: whatever differs is reversed and replaced.
struct JournalChange {
  /// To be reversed.
  private(set) var gone: [JournalRow] = []
  /// To be appended.
  private(set) var new: [EntryRecord] = []

  init(from rows: [JournalRow], to records: [EntryRecord]) {
    // Equal entries may stand there several times: what counts is how many.
    var wanted: [SpelledEntry: Int] = [:]
    for record in records { wanted[SpelledEntry(record: record), default: 0] += 1 }
    for row in rows {
      let entry = SpelledEntry(record: row.record)
      if let count = wanted[entry], count > 0 {
        wanted[entry] = count - 1
      } else {
        gone.append(row)
      }
    }
    for record in records {
      let entry = SpelledEntry(record: record)
      guard let count = wanted[entry], count > 0 else { continue }
      wanted[entry] = count - 1
      new.append(record)
    }
  }
}

extension StoredAccount {
  static func last(_ year: Int, _ transaction: TenantTransaction) throws -> StoredAccount? {
    try transaction.row(
      """
      SELECT number, ledger_id, settings_version, reference_sha256, books, entry_count, carbon_grams FROM posting
      WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY number DESC LIMIT 1
      """, [SQLValue(year)]
    ).map {
      try StoredAccount(
        posting: $0.count(0), ledger: $0.int(1), settings: $0.int(2), reference: $0.text(3), document: $0.text(4),
        entryCount: $0.int(5), carbon: $0.carbon(6))
    }
  }

  /// Whether it is what `books` would post. The document tells the entries by their digest.
  fileprivate func isOf(_ books: KeptBooks, _ year: Int, _ transaction: TenantTransaction) throws -> Bool {
    let opening = try transaction.row(
      "SELECT opening FROM posting WHERE organisation_id = $1 AND fiscal_year_id = $2 AND number = $3",
      [SQLValue(year), SQLValue(posting)])
    return try ledger == books.ledger && settings == books.settings && reference == books.reference
      && document.isSpelled(as: books.document) && opening?.text(0) == books.openingText
  }
}
