// Whose token a program shows.

import Databases
import Quantities

/// Tokens of programs, before it is known who asks.
public struct APITokens: Sendable {
  let database: any SQLDatabase

  /// Whom a token acts for.
  public struct Bearer: Sendable, Hashable {
    /// In which organisation.
    public let organisation: OrganisationID
    /// For whom.
    public let person: PersonID
    /// Whether it may change anything.
    public let mayWrite: Bool
  }

  /// Whom a token acts for; nil when there is none, it has ended, or its person takes no part any more.
  public func find(tokenSHA256: String, at now: Timestamp) throws(Refusal) -> Bearer? {
    try refusing {
      try database.read(.door) { connection in
        let row = try connection.row(
          """
          SELECT organisation_id, person_id, may_write FROM api_token
          WHERE token_sha256 = $1 AND (expires_at IS NULL OR expires_at > $2)
          """, [.text(tokenSHA256), .integer(now.milliseconds)])
        guard let row else { return nil }
        let bearer = try Bearer(
          organisation: OrganisationID(row.integer(0)), person: PersonID(row.integer(1)),
          mayWrite: row.integer(2) == 1)
        try connection.enter(.person(bearer.person))
        let member = try connection.row(
          """
          SELECT m.role FROM membership m JOIN person p ON p.id = m.person_id
          WHERE m.person_id = $1 AND m.organisation_id = $2 AND p.erased_at IS NULL
          """, [.integer(bearer.person.number), .integer(bearer.organisation.number)])
        return member.map { _ in bearer }
      }
    }
  }

  /// Notes that a token is used. Worth a write once in a while only: the caller decides.
  public func touch(tokenSHA256: String, at now: Timestamp) throws(Refusal) {
    try refusing {
      try database.write(.door) { connection in
        _ = try connection.execute(
          "UPDATE api_token SET seen_at = $2 WHERE token_sha256 = $1 AND (seen_at IS NULL OR seen_at < $2)",
          [.text(tokenSHA256), .integer(now.milliseconds)])
      }
    }
  }
}
