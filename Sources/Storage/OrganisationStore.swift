// The handle on one organisation. What it offers stands in OrganisationStore+….swift, by subject.

import Databases
import Quantities

/// One organisation, as one principal may see it. Nothing here can reach another's rows.
public struct OrganisationStore: Sendable {
  private let database: any SQLDatabase
  /// The organisation.
  public let id: OrganisationID
  /// Who asks.
  public let principal: Principal
  /// What they are here.
  public let role: Role

  init(database: any SQLDatabase, id: OrganisationID, principal: Principal, role: Role) {
    self.database = database
    self.id = id
    self.principal = principal
    self.role = role
  }

  /// Whether the principal may do this.
  public func may(_ permission: Permission) -> Bool { role.permissions.contains(permission) }

  func read<T>(_ body: (TenantTransaction) throws -> T) throws(Refusal) -> T {
    try refusing {
      try database.read(.organisation(id)) { try body(TenantTransaction($0, id)) }
    }
  }

  @discardableResult
  func write<T>(_ permission: Permission, _ body: (TenantTransaction) throws -> T) throws(Refusal) -> T {
    guard may(permission) else { throw Refusal(.forbidden, ["role": .text(role.rawValue)]) }
    return try refusing {
      try database.write(.organisation(id)) { try body(TenantTransaction($0, id)) }
    }
  }

  /// Notes an action. Details are codes and numbers: no name, no figure.
  func log(_ transaction: TenantTransaction, _ action: AuditAction, _ detail: String, at now: Timestamp) throws {
    try transaction.log(action, detail, by: principal, at: now)
  }
}

extension TenantTransaction {
  /// Notes an action in the organisation's log.
  func log(_ action: AuditAction, _ detail: String, by principal: Principal, at now: Timestamp) throws {
    let last = try row("SELECT COALESCE(MAX(number), 0) FROM audit_event WHERE organisation_id = $1")
    try insert(
      into: "audit_event",
      [
        "number": SQLValue(try last.nextNumber()), "at": .integer(now.milliseconds),
        "actor": .text(principal.actor), "action": .text(action.rawValue), "detail": .text(detail),
      ])
  }
}

/// What the log records.
public enum AuditAction: String, Sendable, CaseIterable {
  case organisationAdded = "organisation-added"
  case organisationChanged = "organisation-changed"
  case memberGranted = "member-granted"
  case memberRevoked = "member-revoked"
  case invitationMade = "invitation-made"
  case invitationWithdrawn = "invitation-withdrawn"
  case tokenAdded = "token-added"
  case tokenRevoked = "token-revoked"
  case ledgerImported = "ledger-imported"
  case jobCancelled = "job-cancelled"
  case settingsRecorded = "settings-recorded"
  case booksKept = "books-kept"
  case referenceRefreshed = "reference-refreshed"
  case yearClosed = "year-closed"
  case yearReopened = "year-reopened"
  case sealsImported = "seals-imported"
  case accountPublished = "account-published"
  case publicationWithdrawn = "publication-withdrawn"
  case opinionGiven = "opinion-given"
  case contentRequested = "content-requested"
  case clientAdded = "client-added"
  case clientRevoked = "client-revoked"
  case requestAnswered = "request-answered"
  case productDescribed = "product-described"
  case scenarioKept = "scenario-kept"
  case scenarioRemoved = "scenario-removed"
  case territoryJoined = "territory-joined"
  case territoryLeft = "territory-left"
  case personAdded = "person-added"
  case personErased = "person-erased"
  case passwordChanged = "password-changed"
  case secondFactorSet = "second-factor-set"
  case secondFactorRemoved = "second-factor-removed"
  case recoveryCodeUsed = "recovery-code-used"
  case identityLinked = "identity-linked"
  case operatorAppointed = "operator-appointed"
  case territoryAdded = "territory-added"
  case officerAppointed = "officer-appointed"
  case databaseBackedUp = "database-backed-up"
}

/// A line of the log.
public struct AuditEvent: Sendable, Hashable {
  /// From 1, without gaps.
  public let number: Int
  /// When.
  public let at: Timestamp
  /// Who: `console` or `person:12`.
  public let actor: String
  /// What.
  public let action: AuditAction
  /// On what, in codes and numbers.
  public let detail: String

  /// An event.
  public init(number: Int, at: Timestamp, actor: String, action: AuditAction, detail: String) {
    self.number = number
    self.at = at
    self.actor = actor
    self.action = action
    self.detail = detail
  }

  init?(_ row: SQLRow) throws {
    guard let action = AuditAction(rawValue: try row.text(3)) else { return nil }
    self.init(
      number: try row.int(0), at: Timestamp(milliseconds: try row.integer(1)), actor: try row.text(2), action: action,
      detail: try row.text(4))
  }
}

extension OrganisationStore {
  /// Everything that was done, oldest first.
  public func auditEvents() throws(Refusal) -> [AuditEvent] {
    try read { transaction in
      try transaction.rows(
        "SELECT number, at, actor, action, detail FROM audit_event WHERE organisation_id = $1 ORDER BY number"
      ).compactMap(AuditEvent.init)
    }
  }
}
