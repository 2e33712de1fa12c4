// Passwords, second factors and recovery codes: what opens a person's account.

import Databases
import Quantities

/// What opens a person's account.
public struct Credential: Sendable, Hashable {
  /// Whose it is.
  public let person: PersonID
  /// The hash of the password, as whoever hashed it wrote it.
  public let passwordHash: String
  /// The secret of the second factor (RFC 6238); nil where there is none.
  public let secondFactor: [UInt8]?
  /// The last step whose code was accepted.
  public let lastStep: Int64?
  /// How many recovery codes are left.
  public let recoveryCodes: Int
}

extension PeopleStore {
  /// What opens the account of an address; nil when nobody is there, or they have no password.
  public func credential(email: String) throws(Refusal) -> Credential? {
    try read { try Credential.find("p.email = $1", .text(email.lowercased()), $0) }
  }

  /// What opens a person's account; nil when they have no password, or are erased.
  public func credential(of person: PersonID) throws(Refusal) -> Credential? {
    try read { try Credential.find("p.id = $1", .integer(person.number), $0) }
  }

  /// Gives a person a password in place of the one they have. Their other sessions end, and links to reset it are of no more
  /// use.
  ///
  /// - Parameters:
  ///   - hash: its hash.
  ///   - kept: SHA-256 of the token of the session it is changed from, which goes on.
  /// - Throws: `storage.not-found`; `storage.too-long`.
  public func setPassword(
    _ hash: String, of person: PersonID, keeping kept: String? = nil, at now: Timestamp
  ) throws(Refusal) {
    try InputCheck.text(hash, most: PeopleStore.longestHash)
    try write { try PeopleStore.change(hash, of: person, keeping: kept, $0, at: now) }
  }

  /// Gives whoever follows a link of purpose `passwordReset` a password; the link is used up.
  ///
  /// - Returns: whose password it is.
  /// - Throws: `storage.link-ended`.
  @discardableResult
  public func resetPassword(
    _ hash: String, tokenSHA256: String, at now: Timestamp
  ) throws(Refusal) -> PersonID {
    try InputCheck.text(hash, most: PeopleStore.longestHash)
    return try write { connection in
      let link = try OneTimeLink.use(tokenSHA256, kind: "password-reset", connection, at: now)
      guard let person = link?.purpose.person else { throw Refusal(.linkEnded) }
      try PeopleStore.change(hash, of: person, keeping: nil, connection, at: now)
      return person
    }
  }

  /// Sets a person's second factor, or removes it with the recovery codes.
  ///
  /// - Parameters:
  ///   - secret: nil to remove it.
  ///   - step: the step of the code it was confirmed with, which is not accepted again.
  /// - Throws: `storage.not-found` when they have no password.
  public func setSecondFactor(
    _ secret: [UInt8]?, confirmedAt step: Int64? = nil, of person: PersonID, at now: Timestamp
  ) throws(Refusal) {
    guard (secret?.count ?? 1) <= 128 else { throw Refusal(.tooLong, ["limit": 128]) }
    try write { connection in
      let count = try connection.execute(
        "UPDATE credential SET totp_secret = $2, totp_last_step = $3, changed_at = $4 WHERE person_id = $1",
        [
          .integer(person.number), secret.map { .blob($0) } ?? .null, SQLValue(step), .integer(now.milliseconds),
        ])
      guard count == 1 else { throw Refusal(.notFound) }
      if secret == nil { try PeopleStore.removeCodes(of: person, connection) }
      let action: AuditAction = secret == nil ? .secondFactorRemoved : .secondFactorSet
      try InstanceRows(connection).log(action, "\(person.number)", by: .person(person), at: now)
    }
  }

  /// Notes that the code of a step was given. A code is accepted once, whichever process is asked.
  ///
  /// - Returns: whether this is the first time, with no later step before it.
  public func acceptStep(_ step: Int64, of person: PersonID) throws(Refusal) -> Bool {
    try write { connection in
      try connection.execute(
        """
        UPDATE credential SET totp_last_step = $2
        WHERE person_id = $1 AND totp_secret IS NOT NULL AND (totp_last_step IS NULL OR totp_last_step < $2)
        """, [.integer(person.number), .integer(step)]) == 1
    }
  }

  /// Gives a person recovery codes in place of those they have.
  ///
  /// - Parameter hashes: SHA-256 of each, 20 at most.
  public func setRecoveryCodes(_ hashes: [String], of person: PersonID) throws(Refusal) {
    guard hashes.count <= 20 else { throw Refusal(.tooMany, ["limit": 20]) }
    try write { connection in
      try InstanceRows(connection).checkPresent(person)
      try PeopleStore.removeCodes(of: person, connection)
      for hash in Set(hashes).sorted() {
        try connection.execute(
          "INSERT INTO recovery_code (person_id, sha256) VALUES ($1, $2)", [.integer(person.number), .text(hash)])
      }
    }
  }

  /// Uses a recovery code up.
  ///
  /// - Returns: whether it was one.
  public func useRecoveryCode(_ sha256: String, of person: PersonID, at now: Timestamp) throws(Refusal) -> Bool {
    try write { connection in
      let count = try connection.execute(
        "DELETE FROM recovery_code WHERE person_id = $1 AND sha256 = $2", [.integer(person.number), .text(sha256)])
      guard count == 1 else { return false }
      try InstanceRows(connection).log(.recoveryCodeUsed, "\(person.number)", by: .person(person), at: now)
      return true
    }
  }

  private static func removeCodes(of person: PersonID, _ connection: any SQLConnection) throws {
    try connection.execute("DELETE FROM recovery_code WHERE person_id = $1", [.integer(person.number)])
  }

  private static func change(
    _ hash: String, of person: PersonID, keeping kept: String?, _ connection: any SQLConnection, at now: Timestamp
  ) throws {
    try InstanceRows(connection).checkPresent(person)
    try set(hash, of: person, connection, at: now)
    try SessionStore.revokeAll(of: person, except: kept, connection)
    try connection.execute(
      "DELETE FROM one_time_link WHERE person_id = $1 AND kind = 'password-reset'", [.integer(person.number)])
    try InstanceRows(connection).log(.passwordChanged, "\(person.number)", by: .person(person), at: now)
  }

  static func set(
    _ hash: String, of person: PersonID, _ connection: any SQLConnection, at now: Timestamp
  ) throws {
    try connection.execute(
      """
      INSERT INTO credential (person_id, password_hash, changed_at) VALUES ($1, $2, $3)
      ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at
      """, [.integer(person.number), .text(hash), .integer(now.milliseconds)])
  }
}

extension Credential {
  fileprivate static func find(
    _ condition: String, _ value: SQLValue, _ connection: any SQLConnection
  ) throws -> Credential? {
    try connection.row(
      """
      SELECT c.person_id, c.password_hash, c.totp_secret, c.totp_last_step,
        (SELECT COUNT(*) FROM recovery_code r WHERE r.person_id = c.person_id)
      FROM person p JOIN credential c ON c.person_id = p.id WHERE \(condition) AND p.erased_at IS NULL
      """, [value]
    ).map { row in
      try Credential(
        person: PersonID(row.integer(0)), passwordHash: row.text(1),
        secondFactor: row.values[2] == .null ? nil : row.blob(2), lastStep: row.optionalInteger(3),
        recoveryCodes: row.count(4))
    }
  }
}
