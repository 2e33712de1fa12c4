// Every table, and how it is moved from one instance to another.

import Databases

/// A table as an export carries it.
struct InstanceTable: Sendable {
  let name: String
  /// Whether its rows belong to organisations.
  let isTenant: Bool
  /// The columns that order its rows: the export depends on content alone.
  let order: String
  /// Which rows are carried, besides the organisation's.
  let condition: String?

  private init(_ name: String, tenant: Bool, by order: String, where condition: String? = nil) {
    self.name = name
    self.isTenant = tenant
    self.order = order
    self.condition = condition
  }

  private static let standing = "state IN ('current', 'replaced')"
  private static let ofStanding =
    "ledger_id IN (SELECT id FROM ledger WHERE organisation_id = $1 AND state IN ('current', 'replaced'))"

  /// What is carried, each table after those it refers to.
  static let carried = [
    InstanceTable("organisation", tenant: false, by: "id"),
    InstanceTable("person", tenant: false, by: "id"),
    InstanceTable("person_settings", tenant: false, by: "person_id"),
    InstanceTable("rule_book", tenant: false, by: "person_id, name, version"),
    InstanceTable("instance_operator", tenant: false, by: "person_id"),
    InstanceTable("territory", tenant: false, by: "id"),
    InstanceTable("officer", tenant: false, by: "territory_id, person_id"),
    InstanceTable("reference_file", tenant: false, by: "sha256"),
    InstanceTable("reference_release", tenant: false, by: "sha256, path"),
    InstanceTable("audit_event", tenant: false, by: "number", where: "organisation_id = 0"),
    InstanceTable("membership", tenant: true, by: "person_id"),
    InstanceTable("enrolment", tenant: true, by: "territory_id"),
    InstanceTable("fiscal_year", tenant: true, by: "id"),
    InstanceTable("ledger", tenant: true, by: "id", where: standing),
    InstanceTable("ledger_entry", tenant: true, by: "ledger_id, position", where: ofStanding),
    InstanceTable("ledger_line", tenant: true, by: "ledger_id, line_number", where: ofStanding),
    InstanceTable("ledger_name", tenant: true, by: "ledger_id, kind, code", where: ofStanding),
    InstanceTable("ledger_account", tenant: true, by: "ledger_id, account", where: ofStanding),
    InstanceTable("firm_settings", tenant: true, by: "fiscal_year_id, version"),
    InstanceTable("evidence", tenant: true, by: "fiscal_year_id, name, version"),
    InstanceTable("posting", tenant: true, by: "fiscal_year_id, number"),
    InstanceTable("carbon_entry", tenant: true, by: "fiscal_year_id, posting, position"),
    InstanceTable("sealed_account", tenant: true, by: "fiscal_year_id, version, position"),
    InstanceTable("reopening", tenant: true, by: "fiscal_year_id, version"),
    InstanceTable("closing_undone", tenant: true, by: "fiscal_year_id, version"),
    InstanceTable("publication", tenant: true, by: "fiscal_year_id, version"),
    InstanceTable("opinion", tenant: true, by: "fiscal_year_id, version, number"),
    InstanceTable("reminder", tenant: true, by: "number"),
    InstanceTable("supplier_request", tenant: true, by: "fiscal_year_id, supplier"),
    InstanceTable("pact_product", tenant: true, by: "activity"),
    InstanceTable("pact_event", tenant: true, by: "number"),
    InstanceTable("scenario", tenant: true, by: "number, revision"),
    InstanceTable("audit_event", tenant: true, by: "number"),
  ]

  /// What is not: people are let in anew, programs get new tokens, and files are handed in again.
  static let left = [
    "credential", "recovery_code", "external_identity", "one_time_link", "session", "api_token", "pact_client",
    "pact_access", "idempotency_key",
    "rate_limit", "job", "upload", "schema_migration",
  ]
}
