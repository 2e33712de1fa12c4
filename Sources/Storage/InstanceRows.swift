// Rows of the instance that are written from several sides: by an operator, and by people who let themselves in.

import Databases
import Quantities

/// A transaction on the instance's own rows. Its callers hold the instance's lock, so that numbers follow each other.
struct InstanceRows {
  private let connection: any SQLConnection

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// Adds an organisation of a name and SIREN that were checked.
  func addOrganisation(
    name: String, siren: String?, by principal: Principal, at now: Timestamp
  ) throws -> OrganisationID {
    let id = try next("organisation")
    try checkFree(siren, for: id)
    try connection.execute(
      "INSERT INTO organisation (id, siren, name, created_at) VALUES ($1, $2, $3, $4)",
      [.integer(id), SQLValue(siren), .text(name), .integer(now.milliseconds)])
    try log(.organisationAdded, "\(id)", by: principal, at: now)
    return OrganisationID(id)
  }

  /// Adds a person of an address and a name that were checked.
  ///
  /// - Parameter principal: who adds them; nil for themselves.
  func addPerson(address: String, name: String, by principal: Principal?, at now: Timestamp) throws -> PersonID {
    guard try connection.row("SELECT id FROM person WHERE email = $1", [.text(address)]) == nil else {
      throw Refusal(.emailTaken)
    }
    let id = PersonID(try next("person"))
    try connection.execute(
      "INSERT INTO person (id, email, name, created_at) VALUES ($1, $2, $3, $4)",
      [.integer(id.number), .text(address), .text(name), .integer(now.milliseconds)])
    try log(.personAdded, "\(id.number)", by: principal ?? .person(id), at: now)
    return id
  }

  /// Makes sure that no organisation but `id` goes by the SIREN.
  func checkFree(_ siren: String?, for id: Int64) throws {
    guard let siren else { return }
    let taken = try connection.row(
      "SELECT name FROM organisation WHERE siren = $1 AND id <> $2", [.text(siren), .integer(id)])
    if let taken { throw Refusal(.sirenTaken, ["siren": .text(siren), "name": .text(try taken.text(0))]) }
  }

  /// Makes sure that there is such a person, who is not erased.
  func checkPresent(_ person: PersonID) throws {
    let row = try connection.row(
      "SELECT id FROM person WHERE id = $1 AND erased_at IS NULL", [.integer(person.number)])
    guard row != nil else { throw Refusal(.notFound) }
  }

  /// The next number of a table.
  func next(_ table: String) throws -> Int64 {
    Int64(try connection.row("SELECT COALESCE(MAX(id), 0) FROM \(table)").nextNumber())
  }

  /// Notes an action in the instance's log.
  func log(_ action: AuditAction, _ detail: String, by principal: Principal, at now: Timestamp) throws {
    let last = try connection.row("SELECT COALESCE(MAX(number), 0) FROM audit_event WHERE organisation_id = 0")
    try connection.execute(
      "INSERT INTO audit_event (organisation_id, number, at, actor, action, detail) VALUES (0, $1, $2, $3, $4, $5)",
      [
        SQLValue(try last.nextNumber()), .integer(now.milliseconds), .text(principal.actor),
        .text(action.rawValue), .text(detail),
      ])
  }
}
