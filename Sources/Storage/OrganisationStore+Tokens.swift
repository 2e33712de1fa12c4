// Tokens by which programs act for people in one organisation.

import Databases
import Quantities

/// A token of a program, without what proves it.
public struct APIToken: Sendable, Hashable {
  /// From 1 in the organisation.
  public let number: Int
  /// For whom it acts.
  public let person: PersonID
  /// What its person calls it.
  public let name: String
  /// Whether it may change what its person may change.
  public let mayWrite: Bool
  /// When it was made.
  public let createdAt: Timestamp
  /// When it was last noted as used; nil for never.
  public let seenAt: Timestamp?
  /// From when it is of no more use; nil for never.
  public let expiresAt: Timestamp?
}

extension OrganisationStore {
  /// The most tokens an organisation can have.
  private static let mostTokens = 100

  /// Adds a token that acts for a person, with what their role allows and no more.
  ///
  /// - Parameters:
  ///   - person: whoever asks; the console may name any member.
  ///   - tokenSHA256: SHA-256 of the token, in hexadecimal.
  ///   - mayWrite: whether it may change anything.
  /// - Returns: its number.
  /// - Throws: `storage.not-found` when it would act for somebody else, or for somebody who takes no part;
  ///   `storage.name-wrong`; `storage.too-many`.
  @discardableResult
  public func addToken(
    name: String, for person: PersonID, tokenSHA256: String, mayWrite: Bool, expiresAt: Timestamp? = nil,
    at now: Timestamp
  ) throws(Refusal) -> Int {
    try InputCheck.name(name)
    return try write(.keep) { transaction in
      let member = try transaction.row(
        "SELECT role FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
      guard member != nil, principal == .console || principal == .person(person) else { throw Refusal(.notFound) }
      let known = try transaction.row(
        "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM api_token WHERE organisation_id = $1")
      guard try known?.count(0) ?? 0 < OrganisationStore.mostTokens else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostTokens)])
      }
      let number = (try known?.count(1) ?? 0) + 1
      try transaction.insert(
        into: "api_token",
        [
          "token_sha256": .text(tokenSHA256), "number": SQLValue(number), "person_id": .integer(person.number),
          "name": .text(name), "may_write": mayWrite ? 1 : 0, "created_at": .integer(now.milliseconds),
          "expires_at": SQLValue(expiresAt?.milliseconds),
        ])
      try log(transaction, .tokenAdded, "\(number) \(mayWrite ? "write" : "read")", at: now)
      return number
    }
  }

  /// The tokens, by number.
  public func tokens() throws(Refusal) -> [APIToken] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT number, person_id, name, may_write, created_at, seen_at, expires_at FROM api_token
        WHERE organisation_id = $1 ORDER BY number
        """
      ).map { row in
        try APIToken(
          number: row.int(0), person: PersonID(row.integer(1)), name: row.text(2), mayWrite: row.integer(3) == 1,
          createdAt: Timestamp(milliseconds: row.integer(4)),
          seenAt: row.optionalInteger(5).map(Timestamp.init(milliseconds:)),
          expiresAt: row.optionalInteger(6).map(Timestamp.init(milliseconds:)))
      }
    }
  }

  /// Ends a token: one's own, or anybody's for whoever says who takes part.
  ///
  /// - Throws: `storage.not-found` when there is none of that number, or it is not for the asker.
  public func revokeToken(_ number: Int, at now: Timestamp) throws(Refusal) {
    try write(.keep) { transaction in
      var own: SQLValue = .null
      if case .person(let person) = principal, !may(.manage) { own = .integer(person.number) }
      let count = try transaction.execute(
        """
        DELETE FROM api_token WHERE organisation_id = $1 AND number = $2
          AND person_id = COALESCE(CAST($3 AS BIGINT), person_id)
        """, [SQLValue(number), own])
      guard count == 1 else { throw Refusal(.notFound) }
      try log(transaction, .tokenRevoked, "\(number)", at: now)
    }
  }
}
