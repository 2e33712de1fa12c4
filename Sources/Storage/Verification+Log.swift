// The log against the rows: what was done is written twice, and both must say the same.

import Databases
import Quantities

/// What the log says about closings.
struct VerifiedLog {
  /// One closing of a year.
  struct Closing: Hashable {
    let year: Int
    let version: Int
  }

  /// How each closing came about.
  private(set) var closings: [Closing: AuditAction] = [:]
  private(set) var reopenings: Set<Closing> = []
  /// The first number that is missing.
  private(set) var gap: Int?

  init(_ transaction: TenantTransaction) throws {
    let rows = try transaction.rows(
      "SELECT number, action, detail FROM audit_event WHERE organisation_id = $1 ORDER BY number")
    for (position, row) in rows.enumerated() {
      if (try? row.integer(0)) != Int64(position + 1), gap == nil { gap = position + 1 }
      // A line that cannot be read says nothing: what it should say is missed.
      guard let action = try? row.text(1), let detail = try? row.text(2) else { continue }
      guard let closing = Closing(detail) else { continue }
      switch AuditAction(rawValue: action) {
      case .yearClosed?: closings[closing] = .yearClosed
      case .sealsImported?: closings[closing] = .sealsImported
      case .yearReopened?: reopenings.insert(closing)
      default: break
      }
    }
  }
}

extension VerifiedLog.Closing {
  /// The closing that `3 v1` names: version 1 of year 3.
  init?(_ detail: String) {
    let words = detail.split(separator: " v")
    guard words.count == 2, let year = Int(words[0]), let version = Int(words[1]) else { return nil }
    self.init(year: year, version: version)
  }
}

extension VerificationRun {
  /// Lines are numbered without a gap; each closing and reopening has its line and its rows, in unbroken order.
  mutating func story() throws {
    if let gap = log.gap { add(.logGap, ["number": .integer(gap)]) }
    let sealed = try closings("SELECT DISTINCT fiscal_year_id, version FROM sealed_account WHERE organisation_id = $1")
    let reopened = try closings("SELECT fiscal_year_id, version FROM reopening WHERE organisation_id = $1")
    let undone = try closings("SELECT fiscal_year_id, version FROM closing_undone WHERE organisation_id = $1")
    var wrong = sealed.symmetricDifference(log.closings.keys).union(reopened.symmetricDifference(log.reopenings))
      .union(reopened.symmetricDifference(undone))
    for closing in sealed.union(reopened) {
      let before = VerifiedLog.Closing(year: closing.year, version: closing.version - 1)
      // A year is closed again only after it was reopened, and only a closing is undone.
      let follows = before.version == 0 || (sealed.contains(before) && reopened.contains(before))
      if !follows || !sealed.contains(closing) { wrong.insert(closing) }
    }
    var labels: [Int: String] = [:]
    for row in try StoredYear.rows(transaction) {
      if let year = try? StoredYear(row) { labels[year.id] = year.period.label }
    }
    for closing in wrong.sorted(by: { ($0.year, $0.version) < ($1.year, $1.version) }) {
      add(
        .logDiffers,
        ["year": .text(labels[closing.year] ?? "n° \(closing.year)"), "version": .integer(closing.version)])
    }
  }

  private func closings(_ sql: String) throws -> Set<VerifiedLog.Closing> {
    Set(try transaction.rows(sql).map { try VerifiedLog.Closing(year: $0.int(0), version: $0.count(1)) })
  }
}
