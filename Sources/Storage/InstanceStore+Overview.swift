// The instance at a glance: counts and names, no account.

import Databases
import Quantities

/// How large an instance is.
public struct InstanceOverview: Sendable, Hashable {
  /// Organisations.
  public let organisations: Int
  /// People who are not erased.
  public let people: Int
  /// Operators.
  public let operators: Int
  /// When the whole database was last copied, as far as the log says.
  public let lastBackup: Timestamp?
}

extension InstanceStore {
  /// How large the instance is.
  public func overview() throws(Refusal) -> InstanceOverview {
    try read { connection in
      func count(_ sql: String) throws -> Int { try connection.row(sql)?.count(0) ?? 0 }
      let backup = try connection.row(
        "SELECT MAX(at) FROM audit_event WHERE organisation_id = 0 AND action = $1",
        [.text(AuditAction.databaseBackedUp.rawValue)])
      return InstanceOverview(
        organisations: try count("SELECT COUNT(*) FROM organisation"),
        people: try count("SELECT COUNT(*) FROM person WHERE erased_at IS NULL"),
        operators: try count("SELECT COUNT(*) FROM instance_operator"),
        lastBackup: try backup?.optionalInteger(0).map { Timestamp(milliseconds: $0) })
    }
  }

  /// Some of the organisations, by number, and how many there are.
  ///
  /// - Parameters:
  ///   - text: what the name holds (the case of unaccented letters does not matter), or the whole SIREN; blank for all.
  ///   - skipping: how many to leave out at first.
  ///   - limit: the most to give.
  public func organisations(
    holding text: String, skipping: Int, limit: Int
  ) throws(Refusal) -> (count: Int, some: [OrganisationStore.Profile]) {
    let siren = text.filter { !$0.isWhitespace }
    // Both engines lower A to Z alone here; what a pattern means is meant literally.
    let pattern = "%" + text.prefix(200).asciiLowercased.escapedForLike + "%"
    let matching = "FROM organisation WHERE siren = $1 OR LOWER(name) LIKE $2 ESCAPE '!'"
    let values: [SQLValue] = [.text(String(siren.prefix(200))), .text(pattern)]
    return try read { connection in
      let count = try connection.row("SELECT COUNT(*) \(matching)", values)?.count(0) ?? 0
      let some = try connection.rows(
        "SELECT id, siren, name \(matching) ORDER BY id LIMIT $3 OFFSET $4",
        values + [SQLValue(limit), SQLValue(skipping)]
      ).map {
        try OrganisationStore.Profile(id: OrganisationID($0.integer(0)), siren: $0.optionalText(1), name: $0.text(2))
      }
      return (count, some)
    }
  }
}

extension StringProtocol {
  /// With A to Z as a to z, and nothing else changed.
  fileprivate var asciiLowercased: String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}

extension String {
  /// With what means something in a pattern of LIKE taken literally, by `ESCAPE '!'`.
  fileprivate var escapedForLike: String {
    replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
  }
}
