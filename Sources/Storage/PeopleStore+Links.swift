// Making, finding and using one-time links.

import Databases
import Quantities

extension PeopleStore {
  /// Keeps a link. Invitations are made by an organisation (`OrganisationStore.invite`).
  ///
  /// - Throws: `storage.forbidden` for an invitation; `storage.not-found` when the person it is for is not there.
  public func add(_ link: OneTimeLink) throws(Refusal) {
    if case .invitation(_, let role) = link.purpose { throw Refusal(.forbidden, ["role": .text(role.rawValue)]) }
    let email = try link.email.map { address throws(Refusal) in try InputCheck.address(address) }
    try write { connection in
      if let person = link.purpose.person { try InstanceRows(connection).checkPresent(person) }
      try connection.execute(
        """
        INSERT INTO one_time_link (token_sha256, kind, person_id, email, created_by, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
          .text(link.tokenSHA256), .text(link.purpose.kind), SQLValue(link.purpose.person?.number), SQLValue(email),
          .text(link.purpose.person.map { Principal.person($0).actor } ?? Principal.console.actor),
          .integer(link.createdAt.milliseconds), .integer(link.expiresAt.milliseconds),
        ])
    }
  }

  /// The link of a token, which can still be used; nil when there is none.
  public func find(link tokenSHA256: String, at now: Timestamp) throws(Refusal) -> OneTimeLink? {
    try read { connection in
      try connection.row(
        """
        SELECT \(OneTimeLink.columns) FROM one_time_link
        WHERE token_sha256 = $1 AND used_at IS NULL AND expires_at > $2
        """, [.text(tokenSHA256), .integer(now.milliseconds)]
      ).map(OneTimeLink.init)
    }
  }

  /// Why the link of a token is of no more use; nil where nothing is known of it: it was withdrawn, swept away or never made.
  public func ending(link tokenSHA256: String, at now: Timestamp) throws(Refusal) -> OneTimeLink.Ending? {
    try read { connection -> OneTimeLink.Ending? in
      let row = try connection.row(
        "SELECT used_at, expires_at FROM one_time_link WHERE token_sha256 = $1", [.text(tokenSHA256)])
      guard let row else { return nil }
      if try row.optionalInteger(0) != nil { return .used }
      return try row.integer(1) <= now.milliseconds ? .expired : nil
    }
  }

  /// Uses up a link that shows that an address is one's own: once, whichever process is asked.
  ///
  /// - Returns: the link; nil when it is of no more use. Links of other purposes are used by what they are for.
  public func use(signInLink tokenSHA256: String, at now: Timestamp) throws(Refusal) -> OneTimeLink? {
    try write { try OneTimeLink.use(tokenSHA256, kind: "sign-in", $0, at: now) }
  }

  /// Takes part in an organisation by an invitation, which is used up.
  ///
  /// - Returns: the organisation.
  /// - Throws: `storage.link-ended`; `storage.member-already`, and the invitation stays; `storage.not-found` when there is no
  ///   such person.
  public func accept(
    invitation tokenSHA256: String, as person: PersonID, at now: Timestamp
  ) throws(Refusal) -> OrganisationID {
    guard case .invitation(let id, let role)? = try find(link: tokenSHA256, at: now)?.purpose else {
      throw Refusal(.linkEnded)
    }
    return try refusing {
      try database.write(.entrance(id)) { connection in
        // Held until the end: whoever is erased meanwhile gets no part.
        let present = try connection.execute(
          "UPDATE person SET name = name WHERE id = $1 AND erased_at IS NULL", [.integer(person.number)])
        guard present == 1 else { throw Refusal(.notFound) }
        guard try OneTimeLink.use(tokenSHA256, kind: "invitation", connection, at: now) != nil else {
          throw Refusal(.linkEnded)
        }
        let transaction = TenantTransaction(connection, id)
        let known = try transaction.row(
          "SELECT role FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
        guard known == nil else { throw Refusal(.memberAlready) }
        try transaction.grant(role, to: person, by: .person(person), at: now)
        return id
      }
    }
  }

  /// Becomes the operator of the instance by a link of purpose `setup`, which is used up.
  ///
  /// - Throws: `storage.link-ended`, when there is an operator too; `storage.not-found`.
  public func accept(setup tokenSHA256: String, as person: PersonID, at now: Timestamp) throws(Refusal) {
    try refusing {
      try database.write(.census) { connection in
        try InstanceRows(connection).checkPresent(person)
        let link = try OneTimeLink.use(tokenSHA256, kind: "setup", connection, at: now)
        let known = try connection.row("SELECT person_id FROM instance_operator LIMIT 1")
        guard link != nil, known == nil else { throw Refusal(.linkEnded) }
        try connection.execute(
          "INSERT INTO instance_operator (person_id, granted_at) VALUES ($1, $2)",
          [.integer(person.number), .integer(now.milliseconds)])
        try InstanceRows(connection).log(.operatorAppointed, "\(person.number)", by: .person(person), at: now)
      }
    }
  }

  /// Adds an organisation whose owner is whoever asks for it.
  ///
  /// - Throws: `storage.siren-wrong`, `storage.siren-kept`, `storage.name-wrong`; `storage.not-found`.
  public func addOrganisation(
    name: String, siren: String?, owner: PersonID, at now: Timestamp
  ) throws(Refusal) -> OrganisationID {
    try InputCheck.name(name)
    try InputCheck.siren(siren)
    do throws(Refusal) {
      return try refusing {
        try database.write(.census) { connection in
          let rows = InstanceRows(connection)
          try rows.checkPresent(owner)
          let id = try rows.addOrganisation(name: name, siren: siren, by: .person(owner), at: now)
          try connection.enter(.entrance(id))
          try TenantTransaction(connection, id).grant(.owner, to: owner, by: .person(owner), at: now)
          return id
        }
      }
    } catch {
      // What the other firm is called is not for everybody who tries a number.
      throw error.says(.sirenTaken) ? Refusal(.sirenKept, ["siren": .text(siren ?? "")]) : error
    }
  }

  /// Removes the links that are of no more use.
  public func sweep(at now: Timestamp) throws(Refusal) {
    try write { connection in
      _ = try connection.execute("DELETE FROM one_time_link WHERE expires_at <= $1", [.integer(now.milliseconds)])
    }
  }
}

extension OneTimeLink {
  /// Uses a link up; nil when it is of no more use.
  static func use(
    _ tokenSHA256: String, kind: String, _ connection: any SQLConnection, at now: Timestamp
  ) throws -> OneTimeLink? {
    try connection.row(
      """
      UPDATE one_time_link SET used_at = $3
      WHERE token_sha256 = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3 RETURNING \(columns)
      """, [.text(tokenSHA256), .text(kind), .integer(now.milliseconds)]
    ).map(OneTimeLink.init)
  }
}

extension TenantTransaction {
  /// Gives a part to somebody who has none, and notes it.
  func grant(_ role: Role, to person: PersonID, by principal: Principal, at now: Timestamp) throws {
    try insert(
      into: "membership",
      ["person_id": .integer(person.number), "role": .text(role.rawValue), "granted_at": .integer(now.milliseconds)])
    try log(.memberGranted, "\(person.number) \(role.rawValue)", by: principal, at: now)
  }
}
