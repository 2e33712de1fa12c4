// The instance: who and what is in it. It gives no sight of any account.

import Databases
import Quantities

/// The instance, as an operator or the console sees it.
public struct InstanceStore: Sendable {
  let database: any SQLDatabase
  /// Who asks.
  public let principal: Principal

  init(database: any SQLDatabase, principal: Principal) {
    self.database = database
    self.principal = principal
  }

  func read<T>(_ body: (any SQLConnection) throws -> T) throws(Refusal) -> T {
    try refusing { try database.read(.instance, body) }
  }

  func write<T>(_ body: (any SQLConnection) throws -> T) throws(Refusal) -> T {
    try refusing { try database.write(.instance, body) }
  }

  /// Adds an organisation.
  ///
  /// - Parameter siren: nine digits with their check digit (Luhn), or nil.
  /// - Throws: `storage.siren-wrong`, `storage.siren-taken`, `storage.name-wrong`.
  public func addOrganisation(
    name: String, siren: String?, at now: Timestamp
  ) throws(Refusal) -> OrganisationID {
    try checkName(name)
    try checkForm(siren)
    return try write { connection in
      let id = try next("organisation", connection)
      try checkFree(siren, for: id, connection)
      try connection.execute(
        "INSERT INTO organisation (id, siren, name, created_at) VALUES ($1, $2, $3, $4)",
        [.integer(id), SQLValue(siren), .text(name), .integer(now.milliseconds)])
      try log(connection, .organisationAdded, "\(id)", at: now)
      return OrganisationID(id)
    }
  }

  /// Changes what an organisation is called, or the SIREN it goes by; nil leaves it as it is.
  ///
  /// - Throws: `storage.siren-wrong`, `storage.siren-taken`, `storage.name-wrong`; `storage.not-found`.
  public func change(
    _ id: OrganisationID, name: String? = nil, siren: String? = nil, at now: Timestamp
  ) throws(Refusal) {
    if let name { try checkName(name) }
    try checkForm(siren)
    try write { connection in
      try checkFree(siren, for: id.number, connection)
      let count = try connection.execute(
        "UPDATE organisation SET name = COALESCE($2, name), siren = COALESCE($3, siren) WHERE id = $1",
        [.integer(id.number), SQLValue(name), SQLValue(siren)])
      guard count == 1 else { throw Refusal(.notFound) }
      try log(connection, .organisationChanged, "\(id.number)", at: now)
    }
  }

  /// Every organisation, by number.
  public func organisations() throws(Refusal) -> [OrganisationStore.Profile] {
    try read { connection in
      try connection.rows("SELECT id, siren, name FROM organisation ORDER BY id").map {
        try OrganisationStore.Profile(
          id: OrganisationID($0.integer(0)), siren: $0.optionalText(1), name: $0.text(2))
      }
    }
  }

  /// Adds a person.
  ///
  /// - Throws: `storage.email-taken`, `storage.name-wrong`.
  public func addPerson(email: String, name: String, at now: Timestamp) throws(Refusal) -> PersonID {
    try checkName(name)
    let address = email.lowercased()
    guard address.isEmail else { throw Refusal(.nameWrong, ["name": .text(email)]) }
    return try write { connection in
      guard try connection.row("SELECT id FROM person WHERE email = $1", [.text(address)]) == nil else {
        throw Refusal(.emailTaken)
      }
      let id = try next("person", connection)
      try connection.execute(
        "INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, $3, $4)",
        [.integer(id), .text(address), .text(name), .integer(now.milliseconds)])
      try log(connection, .personAdded, "\(id)", at: now)
      return PersonID(id)
    }
  }

  /// The person of an address; nil when there is none.
  public func person(email: String) throws(Refusal) -> PersonID? {
    try read { connection in
      try connection.row("SELECT id FROM person WHERE email = $1", [.text(email.lowercased())])
        .map { PersonID(try $0.integer(0)) }
    }
  }

  /// Erases a person (GDPR, article 17): name, address, sessions and parts go. What they did stays, under a number.
  public func erase(_ person: PersonID, at now: Timestamp) throws(Refusal) {
    try write { connection in
      let id = SQLValue.integer(person.number)
      let count = try connection.execute(
        "UPDATE person SET email = NULL, name = NULL, erased_at = $2 WHERE id = $1 AND erased_at IS NULL",
        [id, .integer(now.milliseconds)])
      guard count == 1 else { throw Refusal(.notFound) }
      for table in ["session", "membership", "officer", "instance_operator"] {
        try connection.execute("DELETE FROM \(table) WHERE person_id = $1", [id])
      }
      try log(connection, .personErased, "\(person.number)", at: now)
    }
  }

  /// Makes a person an operator of the instance.
  public func appoint(operator person: PersonID, at now: Timestamp) throws(Refusal) {
    try write { connection in
      try checkPerson(person, connection)
      try connection.execute(
        "INSERT INTO instance_operator (person_id, granted_at) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING",
        [.integer(person.number), .integer(now.milliseconds)])
      try log(connection, .operatorAppointed, "\(person.number)", at: now)
    }
  }

  /// Adds a territory.
  public func addTerritory(name: String, at now: Timestamp) throws(Refusal) -> TerritoryID {
    try checkName(name)
    return try write { connection in
      guard try connection.row("SELECT id FROM territory WHERE name = $1", [.text(name)]) == nil else {
        throw Refusal(.nameTaken, ["name": .text(name)])
      }
      let id = try next("territory", connection)
      try connection.execute(
        "INSERT INTO territory (id, name, created_at) VALUES ($1, $2, $3)",
        [.integer(id), .text(name), .integer(now.milliseconds)])
      try log(connection, .territoryAdded, "\(id)", at: now)
      return TerritoryID(id)
    }
  }

  /// Makes a person an officer of a territory.
  public func appoint(
    officer person: PersonID, of territory: TerritoryID, at now: Timestamp
  ) throws(Refusal) {
    try write { connection in
      try checkPerson(person, connection)
      guard try connection.row("SELECT id FROM territory WHERE id = $1", [.integer(territory.number)]) != nil else {
        throw Refusal(.notFound)
      }
      try connection.execute(
        """
        INSERT INTO officer (territory_id, person_id, granted_at) VALUES ($1, $2, $3)
        ON CONFLICT (territory_id, person_id) DO NOTHING
        """, [.integer(territory.number), .integer(person.number), .integer(now.milliseconds)])
      try log(connection, .officerAppointed, "\(territory.number) \(person.number)", at: now)
    }
  }

  /// Notes that the whole database was copied.
  public func noteBackup(_ manifest: BackupManifest, at now: Timestamp) throws(Refusal) {
    let rows = manifest.rows.values.reduce(0, +)
    try write { try log($0, .databaseBackedUp, "\(rows) \(manifest.seals)", at: now) }
  }

  /// What was done to the instance, oldest first.
  public func auditEvents() throws(Refusal) -> [AuditEvent] {
    try read { connection in
      try connection.rows(
        "SELECT number, at, actor, action, detail FROM audit_event WHERE organisation_id = 0 ORDER BY number"
      ).compactMap(AuditEvent.init)
    }
  }

  private func checkName(_ name: String) throws(Refusal) {
    guard name.isName else { throw Refusal(.nameWrong, ["name": .text(name)]) }
  }

  private func checkForm(_ siren: String?) throws(Refusal) {
    if let siren, !SIREN.isValid(siren) { throw Refusal(.sirenWrong, ["siren": .text(siren)]) }
  }

  /// Makes sure that no organisation but `id` goes by the SIREN.
  private func checkFree(_ siren: String?, for id: Int64, _ connection: any SQLConnection) throws {
    guard let siren else { return }
    let taken = try connection.row(
      "SELECT name FROM organisation WHERE siren = $1 AND id <> $2", [.text(siren), .integer(id)])
    if let taken { throw Refusal(.sirenTaken, ["siren": .text(siren), "name": .text(try taken.text(0))]) }
  }

  private func checkPerson(_ person: PersonID, _ connection: any SQLConnection) throws {
    let row = try connection.row(
      "SELECT id FROM person WHERE id = $1 AND erased_at IS NULL", [.integer(person.number)])
    guard row != nil else { throw Refusal(.notFound) }
  }

  private func next(_ table: String, _ connection: any SQLConnection) throws -> Int64 {
    Int64(try connection.row("SELECT COALESCE(MAX(id), 0) FROM \(table)").nextNumber())
  }

  private func log(
    _ connection: any SQLConnection, _ action: AuditAction, _ detail: String, at now: Timestamp
  ) throws {
    let last = try connection.row("SELECT COALESCE(MAX(number), 0) FROM audit_event WHERE organisation_id = 0")
    try connection.execute(
      "INSERT INTO audit_event (organisation_id, number, at, actor, action, detail) VALUES (0, $1, $2, $3, $4, $5)",
      [
        SQLValue(try last.nextNumber()), .integer(now.milliseconds), .text(principal.actor),
        .text(action.rawValue), .text(detail),
      ])
  }
}

/// The number of a French firm.
enum SIREN {
  /// Nine digits whose Luhn sum is a multiple of ten.
  static func isValid(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 9, digits.allSatisfy((0...9).contains) else { return false }
    let sum = digits.enumerated().reduce(0) { sum, item in
      let value = item.offset % 2 == 1 ? item.element * 2 : item.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }
}
