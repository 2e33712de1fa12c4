// Which suppliers were asked for the carbon content of what they sell, and which answered.

import Databases
import Quantities

/// A supplier who was asked.
public struct SupplierRequest: Sendable, Hashable {
  /// The supplier, as the ledger codes them.
  public let supplier: String
  /// What they are called.
  public let name: String
  /// When they were last asked.
  public let requestedAt: Timestamp
  /// Who asked: `console` or `person:12`.
  public let actor: String
  /// When they answered; nil while they have not.
  public let answeredAt: Timestamp?
}

extension OrganisationStore {
  /// The most suppliers that can be asked for one year.
  private static let mostRequests = 5000

  /// Notes that a supplier is asked for their content. Whoever is asked again stays one request.
  ///
  /// - Throws: `storage.not-found` when there is no such year; `storage.name-wrong`; `storage.too-long`;
  ///   `storage.too-many`.
  public func requestContent(
    of supplier: String, name: String, year: Int, at now: Timestamp
  ) throws(Refusal) {
    try InputCheck.text(supplier, most: 200)
    try InputCheck.name(name)
    try write(.keep) { transaction in
      _ = try StoredYear.find(year, transaction)
      let asked = try transaction.execute(
        """
        UPDATE supplier_request SET name = $4, requested_at = $5, requested_by = $6
        WHERE organisation_id = $1 AND fiscal_year_id = $2 AND supplier = $3
        """,
        [SQLValue(year), .text(supplier), .text(name), .integer(now.milliseconds), .text(principal.actor)])
      if asked == 0 {
        let known = try transaction.row(
          "SELECT COUNT(*) FROM supplier_request WHERE organisation_id = $1 AND fiscal_year_id = $2", [SQLValue(year)])
        guard try known?.count(0) ?? 0 < OrganisationStore.mostRequests else {
          throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostRequests)])
        }
        try transaction.insert(
          into: "supplier_request",
          [
            "fiscal_year_id": SQLValue(year), "supplier": .text(supplier), "name": .text(name),
            "requested_at": .integer(now.milliseconds), "requested_by": .text(principal.actor),
          ])
      }
      try log(transaction, .contentRequested, "\(year)", at: now)
    }
  }

  /// The suppliers who were asked for a year, by their code.
  public func supplierRequests(of year: Int) throws(Refusal) -> [SupplierRequest] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT supplier, name, requested_at, requested_by, answered_at FROM supplier_request
        WHERE organisation_id = $1 AND fiscal_year_id = $2 ORDER BY supplier
        """, [SQLValue(year)]
      ).map { row in
        try SupplierRequest(
          supplier: row.text(0), name: row.text(1), requestedAt: Timestamp(milliseconds: row.integer(2)),
          actor: row.text(3), answeredAt: row.optionalInteger(4).map(Timestamp.init(milliseconds:)))
      }
    }
  }

  /// Notes that a supplier answered.
  ///
  /// - Throws: `storage.not-found` when they were not asked.
  public func markAnswered(_ supplier: String, year: Int, at now: Timestamp) throws(Refusal) {
    try write(.keep) { transaction in
      let count = try transaction.execute(
        """
        UPDATE supplier_request SET answered_at = $4
        WHERE organisation_id = $1 AND fiscal_year_id = $2 AND supplier = $3
        """, [SQLValue(year), .text(supplier), .integer(now.milliseconds)])
      guard count == 1 else { throw Refusal(.notFound) }
    }
  }
}
