// Fiscal years: which there are, and whether they are closed.

import Databases
import Quantities

/// A fiscal year of an organisation.
public struct StoredYear: Sendable, Hashable {
  /// Its number in the organisation.
  public let id: Int
  /// Its period.
  public let period: FiscalYear
  /// The release of reference data its books are pinned to; nil until they were kept.
  public let reference: String?
  /// How many times it was closed; 0 for never.
  public let closings: Int
  /// Whether it is closed now.
  public let isClosed: Bool

  /// A year.
  public init(id: Int, period: FiscalYear, reference: String?, closings: Int, isClosed: Bool) {
    self.id = id
    self.period = period
    self.reference = reference
    self.closings = closings
    self.isClosed = isClosed
  }
}

extension StoredYear {
  /// The year that something is to be done about: the oldest that is open, since the next opens from it; else the latest.
  ///
  /// An open year before a closed one is left out: it cannot be closed any more.
  ///
  /// - Parameter years: those of an organisation, earliest first.
  public static func toDo(among years: some BidirectionalCollection<StoredYear>) -> StoredYear? {
    let closed = years.last(where: \.isClosed)
    return years.first { year in !year.isClosed && closed.map { year.period.start > $0.period.end } ?? true }
      ?? years.last
  }
}

extension OrganisationStore {
  /// The fiscal years, earliest first.
  public func years() throws(Refusal) -> [StoredYear] { try read(StoredYear.all) }

  /// The year that a person means by `2024` (the year it ends in) or by any day of it; nil for the latest.
  ///
  /// - Throws: `storage.year-unknown`; `storage.no-year` when there is none at all.
  public func year(_ text: String?) throws(Refusal) -> StoredYear {
    let years = try years()
    guard !years.isEmpty else { throw Refusal(.noYear, ["name": .text(try profile().name)]) }
    let known = years.map(\.period.label).joined(separator: ", ")
    let found =
      if let text {
        years.last { year in
          year.period.label == text || CalendarDate(text).map(year.period.contains) == true
        }
      } else { years.last }
    guard let found else {
      throw Refusal(.yearUnknown, ["year": .text(text ?? ""), "known": .text(known)])
    }
    return found
  }

  /// The year that another follows.
  func year(before year: StoredYear, _ transaction: TenantTransaction) throws -> StoredYear? {
    let earlier = try StoredYear.all(transaction).last { $0.period.end < year.period.start }
    return earlier.flatMap { year.period.follows($0.period.end) ? $0 : nil }
  }
}

extension StoredYear {
  private static let columns = """
    SELECT y.id, y.starts_on, y.ends_on, y.reference_sha256,
      (SELECT COALESCE(MAX(s.version), 0) FROM sealed_account s
        WHERE s.organisation_id = y.organisation_id AND s.fiscal_year_id = y.id),
      (SELECT COALESCE(MAX(r.version), 0) FROM reopening r
        WHERE r.organisation_id = y.organisation_id AND r.fiscal_year_id = y.id)
    FROM fiscal_year y WHERE y.organisation_id = $1
    """

  static func all(_ transaction: TenantTransaction) throws -> [StoredYear] {
    try rows(transaction).map(StoredYear.init)
  }

  /// The rows of the years, earliest first.
  static func rows(_ transaction: TenantTransaction) throws -> [SQLRow] {
    try transaction.rows(columns + " ORDER BY y.ends_on, y.id")
  }

  static func find(_ id: Int, _ transaction: TenantTransaction) throws -> StoredYear {
    guard let row = try transaction.row(columns + " AND y.id = $2", [SQLValue(id)]) else { throw Refusal(.notFound) }
    return try StoredYear(row)
  }

  /// The year, which must be open to be changed.
  static func open(_ id: Int, _ transaction: TenantTransaction) throws -> StoredYear {
    let year = try find(id, transaction)
    guard !year.isClosed else { throw Refusal(.yearClosed, ["year": .text(year.period.label)]) }
    return year
  }

  init(_ row: SQLRow) throws {
    guard let start = CalendarDate(try row.text(1)), let end = CalendarDate(try row.text(2)),
      let period = FiscalYear(start: start, end: end)
    else { throw SQLError(.damaged, "a fiscal year without dates") }
    let closings = try row.count(4)
    self.init(
      id: try row.int(0), period: period, reference: try row.optionalText(3), closings: closings,
      isClosed: closings > (try row.count(5)))
  }

  /// The years that a period overlaps.
  static func touched(by period: FiscalYear, _ transaction: TenantTransaction) throws -> [StoredYear] {
    try all(transaction).filter { $0.period.start <= period.end && period.start <= $0.period.end }
  }

  /// Makes sure that a ledger of `period` can be put in force.
  ///
  /// - Throws: `storage.year-closed`; `storage.years-overlap` when it overlaps several.
  static func check(_ period: FiscalYear, _ transaction: TenantTransaction) throws {
    let touched = try touched(by: period, transaction)
    guard touched.count <= 1 else {
      throw Refusal(
        .yearsOverlap,
        [
          "start": .date(period.start), "end": .date(period.end),
          "years": .text(touched.map(\.period.label).joined(separator: ", ")),
        ])
    }
    if let year = touched.first { _ = try open(year.id, transaction) }
  }

  /// The year that a ledger of `period` belongs to: the one it overlaps, which takes its dates; else a new one.
  static func taking(_ period: FiscalYear, _ transaction: TenantTransaction) throws -> StoredYear {
    try check(period, transaction)
    guard let year = try touched(by: period, transaction).first else { return try make(period, transaction) }
    try transaction.execute(
      "UPDATE fiscal_year SET starts_on = $3, ends_on = $4 WHERE organisation_id = $1 AND id = $2",
      [SQLValue(year.id), .text(period.start.iso), .text(period.end.iso)])
    return try find(year.id, transaction)
  }

  /// A new year.
  static func make(_ period: FiscalYear, _ transaction: TenantTransaction) throws -> StoredYear {
    let last = try transaction.row("SELECT COALESCE(MAX(id), 0) FROM fiscal_year WHERE organisation_id = $1")
    let id = try last.nextNumber()
    try transaction.insert(
      into: "fiscal_year",
      ["id": SQLValue(id), "starts_on": .text(period.start.iso), "ends_on": .text(period.end.iso)])
    return try find(id, transaction)
  }
}
