// What anybody may see: published accounts, by their code or by the firm's SIREN.

import Databases
import Quantities

/// A published closing of a fiscal year.
public struct PublishedAccount: Sendable, Hashable {
  /// Whether it is what the firm still says.
  public enum Standing: Sendable, Hashable {
    /// It is in force.
    case inForce
    /// It was reopened, and the firm shows nothing in its place yet.
    case undone
    /// The firm shows a later closing of the year in its place: its version, and what leads to it.
    case replaced(version: Int, code: String)
  }

  /// What leads to it.
  public let code: String
  /// The firm's name.
  public let name: String
  /// Its SIREN, where it is known.
  public let siren: String?
  /// The fiscal year.
  public let period: FiscalYear
  /// Which closing of it.
  public let version: Int
  /// When it was first shown.
  public let publishedAt: Timestamp
  /// Whether it is still in force.
  public let standing: Standing
}

/// Published accounts, for anybody: it sees what is published and not withdrawn, and nothing else.
public struct Publications: Sendable {
  let database: any SQLDatabase

  /// The most accounts of one firm that are listed.
  private static let most = 100

  /// What a code leads to, with its sealed accounts; nil when it leads nowhere, or was withdrawn.
  public func find(code: String) throws(Refusal) -> (account: PublishedAccount, seals: [StoredSeal])? {
    try read { connection in
      guard let row = try Publications.rows("p.code = $1", [.text(code)], connection).first else { return nil }
      return (try Publications.account(row), try Publications.seals(of: row, connection))
    }
  }

  /// What codes lead to, by code, without the sealed accounts; those that lead nowhere, or were withdrawn, are left out.
  public func find(codes: Set<String>) throws(Refusal) -> [String: PublishedAccount] {
    let sorted = codes.sorted()
    return try read { connection in
      var found: [String: PublishedAccount] = [:]
      for start in stride(from: 0, to: sorted.count, by: Publications.most) {
        let part = sorted[start...].prefix(Publications.most)
        let places = (1...part.count).map { "$\($0)" }.joined(separator: ", ")
        for row in try Publications.rows("p.code IN (\(places))", part.map { .text($0) }, connection) {
          let account = try Publications.account(row)
          found[account.code] = account
        }
      }
      return found
    }
  }

  /// What the firm of a SIREN shows, latest year first; of a year, the latest closing first.
  public func find(siren: String) throws(Refusal) -> [PublishedAccount] {
    try read { try Publications.rows("o.siren = $1", [.text(siren)], $0).map(Publications.account) }
  }

  /// What one organisation shows, latest year first, of a year the latest closing first, each with its sealed accounts.
  public func shown(by organisation: OrganisationID) throws(Refusal) -> [(
    account: PublishedAccount, seals: [StoredSeal]
  )] {
    try read { connection in
      try Publications.rows("o.id = $1", [.integer(organisation.number)], connection).map { row in
        (try Publications.account(row), try Publications.seals(of: row, connection))
      }
    }
  }

  private func read<T>(_ body: (any SQLConnection) throws -> T) throws(Refusal) -> T {
    try refusing { try database.read(.published, body) }
  }

  private static func rows(
    _ condition: String, _ values: [SQLValue], _ connection: any SQLConnection
  ) throws -> [SQLRow] {
    try connection.rows(
      """
      SELECT p.organisation_id, p.fiscal_year_id, p.version, p.code, p.published_at, o.name, o.siren, y.starts_on,
        y.ends_on, n.version, n.code,
        (SELECT u.version FROM closing_undone u WHERE u.organisation_id = p.organisation_id
          AND u.fiscal_year_id = p.fiscal_year_id AND u.version = p.version)
      FROM organisation o JOIN publication p ON p.organisation_id = o.id
        JOIN fiscal_year y ON y.organisation_id = p.organisation_id AND y.id = p.fiscal_year_id
        LEFT JOIN publication n ON n.organisation_id = p.organisation_id AND n.fiscal_year_id = p.fiscal_year_id
          AND n.withdrawn_at IS NULL AND n.version > p.version AND NOT EXISTS (
            SELECT 1 FROM publication l WHERE l.organisation_id = n.organisation_id
              AND l.fiscal_year_id = n.fiscal_year_id AND l.withdrawn_at IS NULL AND l.version > n.version)
      WHERE \(condition) AND p.withdrawn_at IS NULL
      ORDER BY y.ends_on DESC, p.fiscal_year_id DESC, p.version DESC LIMIT \(most)
      """, values)
  }

  private static func seals(of row: SQLRow, _ connection: any SQLConnection) throws -> [StoredSeal] {
    try connection.rows(
      """
      SELECT \(StoredSeal.columns) FROM sealed_account
      WHERE organisation_id = $1 AND fiscal_year_id = $2 AND version = $3 ORDER BY position
      """, [row.values[0], row.values[1], row.values[2]]
    ).map(StoredSeal.init)
  }

  private static func account(_ row: SQLRow) throws -> PublishedAccount {
    guard let start = CalendarDate(try row.text(7)), let end = CalendarDate(try row.text(8)),
      let period = FiscalYear(start: start, end: end)
    else { throw SQLError(.damaged, "a fiscal year without dates") }
    var standing = PublishedAccount.Standing.inForce
    if try row.optionalInteger(11) != nil { standing = .undone }
    if let code = try row.optionalText(10) { standing = .replaced(version: try row.count(9), code: code) }
    return try PublishedAccount(
      code: row.text(3), name: row.text(5), siren: row.optionalText(6), period: period, version: row.count(2),
      publishedAt: Timestamp(milliseconds: row.integer(4)), standing: standing)
  }
}
