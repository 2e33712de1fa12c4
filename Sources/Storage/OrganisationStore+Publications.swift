// What a firm shows of its sealed accounts to anybody.

import Databases
import Quantities

/// A closing that a firm shows, or showed.
public struct Publication: Sendable, Hashable {
  /// Its fiscal year.
  public let year: Int
  /// Which closing of it.
  public let version: Int
  /// What leads to it: the end of a short address.
  public let code: String
  /// When it was first shown.
  public let publishedAt: Timestamp
  /// Since when it is not shown any more; nil while it is.
  public let withdrawnAt: Timestamp?
}

extension OrganisationStore {
  /// Shows the sealed accounts of a closed year to anybody. The same closing keeps its code, however often it is published.
  ///
  /// - Parameter code: what is to lead to it, unless it has a code already; 64 bytes at most.
  /// - Throws: `storage.year-open`; `storage.too-long`; `storage.conflict` when the code leads elsewhere.
  @discardableResult
  public func publish(_ year: Int, code: String, at now: Timestamp) throws(Refusal) -> Publication {
    try InputCheck.text(code, most: 64)
    return try write(.close) { transaction in
      let stored = try StoredYear.find(year, transaction)
      guard stored.isClosed else { throw Refusal(.yearOpen, ["year": .text(stored.period.label)]) }
      if let last = try Publication.last(year, transaction), last.version == stored.closings {
        if last.withdrawnAt == nil { return last }
        try transaction.execute(
          """
          UPDATE publication SET withdrawn_at = NULL
          WHERE organisation_id = $1 AND fiscal_year_id = $2 AND version = $3
          """, [SQLValue(year), SQLValue(last.version)])
      } else {
        try transaction.insert(
          into: "publication",
          [
            "fiscal_year_id": SQLValue(year), "version": SQLValue(stored.closings), "code": .text(code),
            "published_at": .integer(now.milliseconds),
          ])
      }
      try log(transaction, .accountPublished, "\(year) v\(stored.closings)", at: now)
      guard let made = try Publication.last(year, transaction) else { throw Refusal(.notFound) }
      return made
    }
  }

  /// Shows nothing of a year any more.
  ///
  /// - Throws: `storage.not-found` when nothing of it is shown.
  public func withdrawPublication(_ year: Int, at now: Timestamp) throws(Refusal) {
    try write(.close) { transaction in
      let count = try transaction.execute(
        """
        UPDATE publication SET withdrawn_at = $3
        WHERE organisation_id = $1 AND fiscal_year_id = $2 AND withdrawn_at IS NULL
        """, [SQLValue(year), .integer(now.milliseconds)])
      guard count > 0 else { throw Refusal(.notFound) }
      try log(transaction, .publicationWithdrawn, "\(year)", at: now)
    }
  }

  /// Every closing of a year that was ever published, in order.
  public func publications(of year: Int) throws(Refusal) -> [Publication] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT version, code, published_at, withdrawn_at FROM publication
        WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY version
        """, [SQLValue(year)]
      ).map { try Publication($0, of: year) }
    }
  }

  /// The latest closing of a year that was ever published; nil for none.
  public func publication(of year: Int) throws(Refusal) -> Publication? {
    try read { try Publication.last(year, $0) }
  }
}

extension Publication {
  fileprivate static func last(_ year: Int, _ transaction: TenantTransaction) throws -> Publication? {
    try transaction.row(
      """
      SELECT version, code, published_at, withdrawn_at FROM publication
      WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY version DESC LIMIT 1
      """, [SQLValue(year)]
    ).map { try Publication($0, of: year) }
  }

  fileprivate init(_ row: SQLRow, of year: Int) throws {
    self.init(
      year: year, version: try row.count(0), code: try row.text(1),
      publishedAt: Timestamp(milliseconds: try row.integer(2)),
      withdrawnAt: try row.optionalInteger(3).map(Timestamp.init(milliseconds:)))
  }
}
