// The people of an instance, as its operator sees them.

import Databases
import Quantities

extension InstanceStore {
  /// Adds a person.
  ///
  /// - Throws: `storage.email-taken`, `storage.name-wrong`.
  public func addPerson(email: String, name: String, at now: Timestamp) throws(Refusal) -> PersonID {
    try InputCheck.name(name)
    let address = try InputCheck.address(email)
    return try write { try InstanceRows($0).addPerson(address: address, name: name, by: principal, at: now) }
  }

  /// The person of an address; nil when there is none.
  public func person(email: String) throws(Refusal) -> PersonID? {
    try read { connection in
      try connection.row("SELECT id FROM person WHERE email = $1", [.text(email.lowercased())])
        .map { PersonID(try $0.integer(0)) }
    }
  }

  /// How many people there are who are not erased.
  public func peopleCount() throws(Refusal) -> Int {
    try read { try $0.row("SELECT COUNT(*) FROM person WHERE erased_at IS NULL")?.count(0) ?? 0 }
  }

  /// The operators, by number.
  public func operators() throws(Refusal) -> [PersonID] {
    try read { connection in
      try connection.rows("SELECT person_id FROM instance_operator ORDER BY person_id")
        .map { PersonID(try $0.integer(0)) }
    }
  }

  /// Whether anybody runs the instance yet.
  public func hasOperator() throws(Refusal) -> Bool {
    try read { try $0.row("SELECT person_id FROM instance_operator LIMIT 1") != nil }
  }

  /// Tables whose rows go with a person; what their firm did under their number stays.
  private static let personal = [
    "session", "credential", "recovery_code", "external_identity", "person_settings", "rule_book", "api_token",
    "one_time_link", "membership", "officer", "instance_operator",
  ]

  /// Erases a person (GDPR, article 17): name, address, whatever let them in and what they kept for themselves go. What they
  /// did stays, under a number.
  ///
  /// - Throws: `storage.not-found`; `storage.last-owner`, with the numbers of the firms that nobody else owns.
  public func erase(_ person: PersonID, at now: Timestamp) throws(Refusal) {
    try refusing {
      try database.write(.census) { connection in
        let id = SQLValue.integer(person.number)
        try InstanceRows(connection).checkPresent(person)
        try checkOwnersRemain(without: person, connection)
        try connection.execute("DELETE FROM one_time_link WHERE email = (SELECT email FROM person WHERE id = $1)", [id])
        try connection.execute(
          "DELETE FROM one_time_link WHERE created_by = $1 AND used_at IS NULL", [.text(Principal.person(person).actor)]
        )
        try connection.execute(
          "DELETE FROM idempotency_key WHERE actor = $1", [.text(Principal.person(person).actor)])
        try connection.execute(
          "UPDATE person SET email = NULL, name = NULL, erased_at = $2 WHERE id = $1", [id, .integer(now.milliseconds)])
        for table in InstanceStore.personal {
          try connection.execute("DELETE FROM \(table) WHERE person_id = $1", [id])
        }
        try InstanceRows(connection).log(.personErased, "\(person.number)", by: principal, at: now)
      }
    }
  }

  /// Makes sure that each firm the person owns has another owner. The other owners' rows are held until the end, so that
  /// none of them leaves meanwhile.
  private func checkOwnersRemain(without person: PersonID, _ connection: any SQLConnection) throws {
    let id = SQLValue.integer(person.number)
    let owned = "SELECT m.organisation_id FROM membership m WHERE m.person_id = $1 AND m.role = 'owner'"
    try connection.execute(
      "UPDATE membership SET granted_at = granted_at WHERE role = 'owner' AND organisation_id IN (\(owned))", [id])
    let orphans = try connection.rows(
      """
      \(owned) AND NOT EXISTS (
        SELECT 1 FROM membership o
        WHERE o.organisation_id = m.organisation_id AND o.person_id <> $1 AND o.role = 'owner')
      ORDER BY m.organisation_id
      """, [id]
    ).map { String(try $0.integer(0)) }
    guard orphans.isEmpty else {
      throw Refusal(.lastOwner, ["organisations": .text(orphans.joined(separator: ", "))])
    }
  }
}
