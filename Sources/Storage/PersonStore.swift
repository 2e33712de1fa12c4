// What concerns one person.

import Databases
import Quantities

/// One person: where they take part.
public struct PersonStore: Sendable {
  let database: any SQLDatabase
  /// Who.
  public let id: PersonID

  /// An organisation a person takes part in.
  public struct Part: Sendable, Hashable {
    /// Which.
    public let organisation: OrganisationStore.Profile
    /// As what.
    public let role: Role
  }

  /// Their address and name; nil when they are erased, or never were.
  public func identity() throws(Refusal) -> (email: String, name: String)? {
    try refusing {
      try database.read(.person(id)) { connection in
        let row = try connection.row("SELECT email, name FROM person WHERE id = $1", [.integer(id.number)])
        guard let row, let email = try row.optionalText(0), let name = try row.optionalText(1) else { return nil }
        return (email, name)
      }
    }
  }

  /// The organisations they take part in, by number.
  public func organisations() throws(Refusal) -> [Part] {
    try refusing { try database.read(.person(id)) { try PersonStore.parts(of: id, $0) } }
  }

  static func parts(of person: PersonID, _ connection: any SQLConnection) throws -> [Part] {
    try connection.rows(
      """
      SELECT o.id, o.siren, o.name, m.role FROM membership m JOIN organisation o ON o.id = m.organisation_id
      WHERE m.person_id = $1 ORDER BY o.id
      """, [.integer(person.number)]
    ).compactMap { row in
      try Role(rawValue: row.text(3)).map {
        try Part(
          organisation: .init(
            id: OrganisationID(row.integer(0)), siren: row.optionalText(1), name: row.text(2)), role: $0)
      }
    }
  }
}
