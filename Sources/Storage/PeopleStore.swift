// Who people are and how they get in. Passwords are hashed by whoever calls: only hashes come here.

import Databases
import Quantities

/// People, before it is known who asks: it sees who they are, and no ledger and no account.
public struct PeopleStore: Sendable {
  let database: any SQLDatabase

  /// The longest hash of a password, in bytes.
  static let longestHash = 1000

  func read<T>(_ body: (any SQLConnection) throws -> T) throws(Refusal) -> T {
    try refusing { try database.read(.identity, body) }
  }

  func write<T>(_ body: (any SQLConnection) throws -> T) throws(Refusal) -> T {
    try refusing { try database.write(.identity, body) }
  }

  /// Adds somebody who lets themselves in.
  ///
  /// - Parameter passwordHash: nil for those whom an issuer of identities answers for.
  /// - Throws: `storage.email-taken`, `storage.name-wrong`.
  public func signUp(
    email: String, name: String, passwordHash: String?, at now: Timestamp
  ) throws(Refusal) -> PersonID {
    try InputCheck.name(name)
    let address = try InputCheck.address(email)
    if let passwordHash { try InputCheck.text(passwordHash, most: PeopleStore.longestHash) }
    return try write { connection in
      let person = try InstanceRows(connection).addPerson(address: address, name: name, by: nil, at: now)
      if let passwordHash { try PeopleStore.set(passwordHash, of: person, connection, at: now) }
      return person
    }
  }

  /// The person of an address; nil when there is none.
  public func person(email: String) throws(Refusal) -> PersonID? {
    try read { connection in
      try connection.row("SELECT id FROM person WHERE email = $1", [.text(email.lowercased())])
        .map { PersonID(try $0.integer(0)) }
    }
  }

  /// Changes what a person is called.
  ///
  /// - Throws: `storage.name-wrong`; `storage.not-found`.
  public func rename(_ person: PersonID, to name: String) throws(Refusal) {
    try InputCheck.name(name)
    try write { connection in
      let count = try connection.execute(
        "UPDATE person SET name = $2 WHERE id = $1 AND erased_at IS NULL", [.integer(person.number), .text(name)])
      guard count == 1 else { throw Refusal(.notFound) }
    }
  }

  /// The language a person reads, such as `fr`; nil when they never said.
  public func language(of person: PersonID) throws(Refusal) -> String? {
    try read { connection in
      try connection.row("SELECT language FROM person_settings WHERE person_id = $1", [.integer(person.number)])?
        .text(0)
    }
  }

  /// Keeps the language a person reads.
  ///
  /// - Throws: `storage.too-long`; `storage.not-found`.
  public func set(language: String, of person: PersonID) throws(Refusal) {
    try InputCheck.text(language, most: 35)
    try write { connection in
      try InstanceRows(connection).checkPresent(person)
      try connection.execute(
        """
        INSERT INTO person_settings (person_id, language) VALUES ($1, $2)
        ON CONFLICT (person_id) DO UPDATE SET language = excluded.language
        """, [.integer(person.number), .text(language)])
    }
  }

  /// Who somebody is whom an issuer of identities answers for; nil when nobody was linked to that.
  public func person(issuer: String, subject: String) throws(Refusal) -> PersonID? {
    try read { connection in
      try connection.row(
        "SELECT person_id FROM external_identity WHERE issuer = $1 AND subject = $2", [.text(issuer), .text(subject)]
      ).map { PersonID(try $0.integer(0)) }
    }
  }

  /// Lets an issuer answer for a person. The same again changes nothing.
  ///
  /// - Throws: `storage.identity-taken` when it answers for somebody else there; `storage.too-long`; `storage.not-found`.
  public func link(
    issuer: String, subject: String, to person: PersonID, at now: Timestamp
  ) throws(Refusal) {
    for text in [issuer, subject] { try InputCheck.text(text, most: 1000) }
    try write { connection in
      try InstanceRows(connection).checkPresent(person)
      let count = try connection.execute(
        """
        INSERT INTO external_identity (issuer, subject, person_id, linked_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (issuer, subject) DO NOTHING
        """, [.text(issuer), .text(subject), .integer(person.number), .integer(now.milliseconds)])
      guard count == 0 else {
        return try InstanceRows(connection).log(.identityLinked, "\(person.number)", by: .person(person), at: now)
      }
      let known = try connection.row(
        "SELECT person_id FROM external_identity WHERE issuer = $1 AND subject = $2", [.text(issuer), .text(subject)])
      guard try known?.integer(0) == person.number else { throw Refusal(.identityTaken) }
    }
  }
}
