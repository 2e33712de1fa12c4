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
    try InputCheck.name(name)
    try InputCheck.siren(siren)
    return try write { try InstanceRows($0).addOrganisation(name: name, siren: siren, by: principal, at: now) }
  }

  /// Changes what an organisation is called, or the SIREN it goes by; nil leaves it as it is.
  ///
  /// - Throws: `storage.siren-wrong`, `storage.siren-taken`, `storage.name-wrong`; `storage.not-found`.
  public func change(
    _ id: OrganisationID, name: String? = nil, siren: String? = nil, at now: Timestamp
  ) throws(Refusal) {
    if let name { try InputCheck.name(name) }
    try InputCheck.siren(siren)
    try write { connection in
      try InstanceRows(connection).checkFree(siren, for: id.number)
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

  /// Makes a person an operator of the instance.
  public func appoint(operator person: PersonID, at now: Timestamp) throws(Refusal) {
    try write { connection in
      try InstanceRows(connection).checkPresent(person)
      try connection.execute(
        "INSERT INTO instance_operator (person_id, granted_at) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING",
        [.integer(person.number), .integer(now.milliseconds)])
      try log(connection, .operatorAppointed, "\(person.number)", at: now)
    }
  }

  /// Adds a territory.
  public func addTerritory(name: String, at now: Timestamp) throws(Refusal) -> TerritoryID {
    try InputCheck.name(name)
    return try write { connection in
      guard try connection.row("SELECT id FROM territory WHERE name = $1", [.text(name)]) == nil else {
        throw Refusal(.nameTaken, ["name": .text(name)])
      }
      let id = try InstanceRows(connection).next("territory")
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
      try InstanceRows(connection).checkPresent(person)
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

  private func log(
    _ connection: any SQLConnection, _ action: AuditAction, _ detail: String, at now: Timestamp
  ) throws { try InstanceRows(connection).log(action, detail, by: principal, at: now) }
}
