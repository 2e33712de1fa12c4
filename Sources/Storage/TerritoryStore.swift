// A territory: the firms that take part, and what they let it see.

import CarbonAccounting
import Databases
import Quantities

/// One territory. It sees the names of the firms that joined it, and the sealed accounts of those that share them.
public struct TerritoryStore: Sendable {
  private let database: any SQLDatabase
  /// The territory.
  public let id: TerritoryID

  init(database: any SQLDatabase, id: TerritoryID) {
    self.database = database
    self.id = id
  }

  /// A firm that takes part.
  public struct Firm: Sendable, Hashable {
    /// Which.
    public let organisation: OrganisationStore.Profile
    /// Whether it lets the territory see its sealed accounts.
    public let sharesAccounts: Bool
  }

  /// The firms that take part, by number.
  public func firms() throws(Refusal) -> [Firm] {
    try read { connection in
      try connection.rows(
        """
        SELECT o.id, o.siren, o.name, e.shares_accounts
        FROM enrolment e JOIN organisation o ON o.id = e.organisation_id WHERE e.territory_id = $1 ORDER BY o.id
        """, [.integer(id.number)]
      ).map { row in
        try Firm(
          organisation: .init(id: OrganisationID(row.integer(0)), siren: row.optionalText(1), name: row.text(2)),
          sharesAccounts: row.integer(3) == 1)
      }
    }
  }

  /// The sealed accounts in force of the firms that share them, by firm and year.
  public func sharedSeals() throws(Refusal) -> [(organisation: OrganisationID, seal: StoredSeal)] {
    try read { connection in
      try connection.rows(
        """
        SELECT \(StoredSeal.columns), s.organisation_id FROM sealed_account s
        WHERE s.organisation_id IN (
            SELECT e.organisation_id FROM enrolment e WHERE e.territory_id = $1 AND e.shares_accounts = 1)
          AND s.version = (
            SELECT MAX(v.version) FROM sealed_account v
            WHERE v.organisation_id = s.organisation_id AND v.fiscal_year_id = s.fiscal_year_id)
          AND NOT EXISTS (
            SELECT 1 FROM closing_undone r WHERE r.organisation_id = s.organisation_id
              AND r.fiscal_year_id = s.fiscal_year_id AND r.version = s.version)
        ORDER BY s.organisation_id, s.fiscal_year_id, s.position
        """, [.integer(id.number)]
      ).map { (OrganisationID(try $0.integer(9)), try StoredSeal($0)) }
    }
  }

  private func read<T>(_ body: (any SQLConnection) throws -> T) throws(Refusal) -> T {
    try refusing { try database.read(.territory(id), body) }
  }
}
