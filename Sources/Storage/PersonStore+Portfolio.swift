// Where each firm stands that a person takes part in: what a page of clients shows.

import Databases
import Quantities

/// Where one firm stands.
public struct PortfolioEntry: Sendable {
  /// The firm.
  public let organisation: OrganisationStore.Profile
  /// What the person is there.
  public let role: Role
  /// The fiscal year that something is to be done about: the oldest open one, else the latest; nil when there is none.
  public let year: StoredYear?
  /// Whether that year has a ledger in force.
  public let hasLedger: Bool
  /// The carbon of that year as it was last posted; nil when its books were never kept.
  public let carbon: CarbonMass?
  /// The latest year that is closed, with its sealed accounts in force.
  public let sealed: (year: StoredYear, seals: [StoredSeal])?
  /// The state of the latest job that has not ended; nil when none is under way.
  public let pendingJob: Job.State?
  /// How many reminders are open.
  public let openReminders: Int
}

extension PersonStore {
  /// Where the firms stand that the person takes part in, by number.
  ///
  /// All of one state of the database. A firm's rows are seen by its own scope alone: it is entered for each firm, with four
  /// statements, none of which grows with its ledgers.
  ///
  /// - Parameter limit: how many firms at most.
  public func portfolio(limit: Int = 500) throws(Refusal) -> [PortfolioEntry] {
    try refusing {
      try database.read(.person(id)) { connection in
        try PersonStore.parts(of: id, connection).prefix(limit).map { part in
          try connection.enter(.organisation(part.organisation.id))
          return try PortfolioEntry(part, TenantTransaction(connection, part.organisation.id))
        }
      }
    }
  }
}

extension PortfolioEntry {
  fileprivate init(_ part: PersonStore.Part, _ transaction: TenantTransaction) throws {
    let years = try StoredYear.all(transaction)
    year = StoredYear.toDo(among: years)
    sealed = try years.last(where: \.isClosed).map {
      ($0, try StoredSeal.all($0.id, version: $0.closings, transaction))
    }
    let facts = try transaction.row(
      """
      SELECT
        (SELECT COUNT(*) FROM ledger WHERE organisation_id = $1 AND fiscal_year_id = $2 AND state = 'current'),
        (SELECT carbon_grams FROM posting WHERE organisation_id = $1 AND fiscal_year_id = $2
          ORDER BY number DESC LIMIT 1),
        (SELECT state FROM job WHERE organisation_id = $1 AND state IN ('receiving', 'queued', 'running')
          ORDER BY number DESC LIMIT 1),
        (SELECT COUNT(*) FROM reminder WHERE organisation_id = $1 AND done_at IS NULL)
      """, [SQLValue(year?.id ?? 0)])
    guard let facts else { throw SQLError(.damaged, "a statement without an answer") }
    organisation = part.organisation
    role = part.role
    hasLedger = try facts.count(0) > 0
    carbon = try facts.optionalInteger(1).map { _ in try facts.carbon(1) }
    pendingJob = try facts.optionalText(2).flatMap(Job.State.init(rawValue:))
    openReminders = try facts.count(3)
  }
}
