import CanonicalJSON
import CarbonAccounting
import Databases
import Foundation
import Quantities
import Storage

/// Rows of a firm as each step of the schema would find them, made with nothing but the schema itself.
enum OldRows {
  /// Text columns whose values a constraint lists, and those that must be dates, JSON and the like.
  private static let texts = [
    "role": "owner", "state": "current", "kind": "account", "starts_on": "2024-01-01", "ends_on": "2024-12-31",
    "dated": "2024-03-01", "warnings": "[]", "actor": "console", "action": "organisation-added", "opening": "{}",
    "result": "",
    "activity": "main", "previous": "", "conclusion": "qualified", "assurance": "limited",
  ]
  private static let numbers: [String: Int64] = [
    "shares_accounts": 1, "cancels": 0, "may_write": 0, "carbon_grams": 1, "reverses_posting": -1,
    "reverses_position": -1,
    "erased_at": -1, "signature": -1, "public_key": -1,
  ]
  /// Rows that other rows refer to come first.
  private static let order = ["organisation", "person", "territory", "reference_file", "fiscal_year", "posting"]

  private static let content: [UInt8] = [0, 255, 39]
  private static let release = ReferenceRelease(files: ["é path": content]).sha256

  /// A seal that is right for the row of carbon_entry.
  private static let sealed: [String: String] = {
    let record = EntryRecord(
      id: "é entry_id", date: day("2024-03-01"), activity: "main", account: "é account",
      supplier: "é supplier", lines: ["é lines"], amount: Money(cents: 1), quantity: "é quantity", unit: "é unit",
      category: "é category", rule: "é rule", basis: "é basis", factor: "é factor", vintage: "é vintage",
      factorValue: "é factor_value", source: "é source", prudence: "é prudence", evidence: "é evidence",
      carbon: CarbonMass(grams: 1))
    let period = FiscalYear(twelveMonthsTo: day("2024-12-31"))
    guard let account = try? sealedAccounts(of: period, [record]).accounts.first else { return [:] }
    return ["account": account.account.canonicalText, "sha256": account.seal.sha256]
  }()

  /// Puts a row into every table of the schema up to `step`; returns what is in them.
  static func fill(_ database: any SQLDatabase, upTo step: Int) throws -> [String: [SQLRow]] {
    let tables = try database.witness { try $0.tableNames() }.filter { $0 != "schema_migration" }.sorted()
    let first = order.filter(tables.contains)
    for table in first + tables.filter({ !first.contains($0) }) {
      let columns = try database.witness { try $0.columns(of: table) }
      try database.write(scope(of: table)) { connection in
        var batch = SQLBatch(into: table, columns.map(\.name))
        batch.append(columns.map { value($0.name, $0.kind, in: table) })
        if table == "audit_event", step >= 3 {
          for (number, action) in [(2, "year-closed"), (3, "year-reopened")] {
            batch.append(
              columns.map { column in
                switch column.name {
                case "number": SQLValue(number)
                case "action": .text(action)
                case "detail": "1 v1"
                default: value(column.name, column.kind, in: table)
                }
              })
          }
        }
        try connection.insert(batch)
      }
    }
    return try read(database, tables)
  }

  /// What is in these tables.
  static func read(_ database: any SQLDatabase, _ tables: [String]) throws -> [String: [SQLRow]] {
    var found: [String: [SQLRow]] = [:]
    for table in tables {
      let columns = try database.witness { try $0.columns(of: table) }.map(\.name).sorted().joined(separator: ", ")
      found[table] = try database.witness { try $0.rows("SELECT \(columns) FROM \(table)") }
    }
    return found
  }

  private static func scope(of table: String) -> SQLScope {
    // The operator's scope cannot write into an account; the firm's cannot add an organisation.
    let ofInstance = ["organisation", "person", "territory", "instance_operator", "officer"]
    let ofPeople = ["credential", "recovery_code", "external_identity", "person_settings", "rule_book"]
    let setting =
      ofInstance.contains(table) ? "operator" : ofPeople.contains(table) ? "identity" : "organisation"
    return SQLScope(settings: ["sillage.\(setting)": setting == "organisation" ? "1" : "on"], lock: 1)
  }

  private static func value(_ column: String, _ kind: SQLColumn.Kind, in table: String) -> SQLValue {
    // A job that waits would be worked on: this one has ended.
    if table == "job", let text = ["state": "done", "kind": "ledger"][column] { return .text(text) }
    if table == "one_time_link", column == "kind" { return "invitation" }
    if table == "sealed_account", let text = sealed[column] { return .text(text) }
    if ["reference_file", "evidence"].contains(table), column == "sha256" { return .text(Fingerprint.sha256(content)) }
    if column == "books_sha256" { return .text(Fingerprint.sha256("é books")) }
    if column == "file_sha256" { return .text(Fingerprint.sha256(content)) }
    if column == "reference_sha256" || table == "reference_release" && column == "sha256" { return .text(release) }
    if let number = numbers[column] { return number < 0 ? .null : .integer(number) }
    switch kind {
    case .integer: return 1
    case .blob: return .blob(content)
    case .text: return .text(texts[column] ?? "é \(column)")
    }
  }
}
