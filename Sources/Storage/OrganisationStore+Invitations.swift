// Whom an organisation invites to take part.

import Databases
import Quantities

/// An invitation that nobody took up yet.
public struct Invitation: Sendable, Hashable {
  /// From 1 in the organisation.
  public let number: Int
  /// What it makes of whoever takes it up.
  public let role: Role
  /// The address it was sent to, where there is one.
  public let email: String?
  /// When it was made.
  public let createdAt: Timestamp
  /// By whom: `console` or `person:12`.
  public let actor: String
  /// From when it is of no more use.
  public let expiresAt: Timestamp
}

extension OrganisationStore {
  /// The most invitations that can wait.
  private static let mostInvitations = 200

  /// Invites whoever follows a link.
  ///
  /// - Parameters:
  ///   - email: where it is sent, if it is.
  ///   - tokenSHA256: SHA-256 of the link's token, in hexadecimal.
  /// - Returns: its number.
  /// - Throws: `storage.name-wrong` for an address that is none; `storage.too-many`.
  @discardableResult
  public func invite(
    _ role: Role, email: String? = nil, tokenSHA256: String, expiresAt: Timestamp, at now: Timestamp
  ) throws(Refusal) -> Int {
    let address = try email.map { email throws(Refusal) in try InputCheck.address(email) }
    return try write(.manage) { transaction in
      let waiting = try transaction.row(
        "SELECT COUNT(*) FROM one_time_link WHERE organisation_id = $1 AND used_at IS NULL AND expires_at > $2",
        [.integer(now.milliseconds)])
      guard try waiting?.count(0) ?? 0 < OrganisationStore.mostInvitations else {
        throw Refusal(.tooMany, ["limit": .integer(OrganisationStore.mostInvitations)])
      }
      let last = try transaction.row(
        "SELECT COALESCE(MAX(number), 0) FROM one_time_link WHERE organisation_id = $1")
      let number = try last.nextNumber()
      try transaction.insert(
        into: "one_time_link",
        [
          "token_sha256": .text(tokenSHA256), "kind": .text(OneTimeLink.Purpose.invitation(id, role).kind),
          "number": SQLValue(number), "role": .text(role.rawValue), "email": SQLValue(address),
          "created_by": .text(principal.actor), "created_at": .integer(now.milliseconds),
          "expires_at": .integer(expiresAt.milliseconds),
        ])
      try log(transaction, .invitationMade, "\(number) \(role.rawValue)", at: now)
      return number
    }
  }

  /// The invitations that can still be taken up, oldest first.
  public func invitations(at now: Timestamp) throws(Refusal) -> [Invitation] {
    try read { transaction in
      try transaction.rows(
        """
        SELECT number, role, email, created_at, created_by, expires_at FROM one_time_link
        WHERE organisation_id = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY number
        """, [.integer(now.milliseconds)]
      ).compactMap { row in
        guard let role = Role(rawValue: try row.text(1)) else { return nil }
        return try Invitation(
          number: row.int(0), role: role, email: row.optionalText(2),
          createdAt: Timestamp(milliseconds: row.integer(3)), actor: row.text(4),
          expiresAt: Timestamp(milliseconds: row.integer(5)))
      }
    }
  }

  /// Withdraws an invitation.
  ///
  /// - Throws: `storage.not-found` when there is none of that number, or it was taken up.
  public func withdrawInvitation(_ number: Int, at now: Timestamp) throws(Refusal) {
    try write(.manage) { transaction in
      let count = try transaction.execute(
        "DELETE FROM one_time_link WHERE organisation_id = $1 AND number = $2 AND used_at IS NULL", [SQLValue(number)])
      guard count == 1 else { throw Refusal(.notFound) }
      try log(transaction, .invitationWithdrawn, "\(number)", at: now)
    }
  }
}
