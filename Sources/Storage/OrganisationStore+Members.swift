// Who takes part in an organisation.

import Databases
import Quantities

extension OrganisationStore {
  /// The organisation's name and number.
  public struct Profile: Sendable, Hashable {
    /// The handle's number.
    public let id: OrganisationID
    /// SIREN, where it is known.
    public let siren: String?
    /// The name it wants printed.
    public let name: String

    /// A profile.
    public init(id: OrganisationID, siren: String?, name: String) {
      self.id = id
      self.siren = siren
      self.name = name
    }
  }

  /// A person who takes part.
  public struct Member: Sendable, Hashable {
    /// Who.
    public let person: PersonID
    /// As what.
    public let role: Role

    /// A member.
    public init(person: PersonID, role: Role) {
      self.person = person
      self.role = role
    }
  }

  /// The profile.
  public func profile() throws(Refusal) -> Profile {
    try read { transaction in
      // The organisation's own row is the one that its number names.
      let row = try transaction.reference.row(
        "SELECT siren, name FROM organisation WHERE id = $1", [.integer(id.number)])
      guard let row else { throw Refusal(.notFound) }
      return try Profile(id: id, siren: row.optionalText(0), name: row.text(1))
    }
  }

  /// Who takes part, by number.
  public func members() throws(Refusal) -> [Member] {
    try read { transaction in
      try transaction.rows(
        "SELECT person_id, role FROM membership WHERE organisation_id = $1 ORDER BY person_id"
      ).compactMap { row in
        try Role(rawValue: row.text(1)).map { Member(person: PersonID(try row.integer(0)), role: $0) }
      }
    }
  }

  /// Gives a person a role, in place of the one they have.
  ///
  /// - Throws: `storage.last-owner`; `storage.not-found` when there is no such person, or they are erased.
  public func grant(_ role: Role, to person: PersonID, at now: Timestamp) throws(Refusal) {
    try refer { transaction in
      let before = try roles(transaction)
      if before[person] == .owner, role != .owner { try checkOwnerRemains(before, without: person) }
      try transaction.execute(
        "DELETE FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
      try transaction.insert(
        into: "membership",
        [
          "person_id": .integer(person.number), "role": .text(role.rawValue), "granted_at": .integer(now.milliseconds),
        ])
      // An organisation sees the people who take part in it: only now can it tell who is erased.
      let present = try transaction.reference.row(
        "SELECT id FROM person WHERE id = $1 AND erased_at IS NULL", [.integer(person.number)])
      guard present != nil else { throw Refusal(.notFound) }
      try log(transaction, .memberGranted, "\(person.number) \(role.rawValue)", at: now)
    }
  }

  /// Ends a person's part.
  public func revoke(_ person: PersonID, at now: Timestamp) throws(Refusal) {
    try write(.manage) { transaction in
      let before = try roles(transaction)
      guard let role = before[person] else { throw Refusal(.notFound) }
      if role == .owner { try checkOwnerRemains(before, without: person) }
      try transaction.execute(
        "DELETE FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
      try log(transaction, .memberRevoked, "\(person.number)", at: now)
    }
  }

  private func roles(_ transaction: TenantTransaction) throws -> [PersonID: Role] {
    let rows = try transaction.rows("SELECT person_id, role FROM membership WHERE organisation_id = $1")
    var roles: [PersonID: Role] = [:]
    for row in rows { roles[PersonID(try row.integer(0))] = Role(rawValue: try row.text(1)) }
    return roles
  }

  /// An organisation that has people keeps an owner among them: else nobody could say who takes part.
  private func checkOwnerRemains(_ roles: [PersonID: Role], without person: PersonID) throws {
    guard roles.contains(where: { $0.key != person && $0.value == .owner }) else { throw Refusal(.lastOwner) }
  }

  /// Takes part in a territory.
  ///
  /// - Parameter shares: whether the territory may see the sealed accounts.
  /// - Throws: `storage.not-found` when there is no such territory.
  public func join(_ territory: TerritoryID, sharing shares: Bool, at now: Timestamp) throws(Refusal) {
    try refer { transaction in
      try leave(transaction, territory)
      try transaction.insert(
        into: "enrolment",
        [
          "territory_id": .integer(territory.number), "shares_accounts": shares ? 1 : 0,
          "enrolled_at": .integer(now.milliseconds),
        ])
      try log(transaction, .territoryJoined, "\(territory.number) \(shares ? "sharing" : "private")", at: now)
    }
  }

  /// Leaves a territory, which sees nothing more.
  public func leave(_ territory: TerritoryID, at now: Timestamp) throws(Refusal) {
    try write(.manage) { transaction in
      guard try leave(transaction, territory) > 0 else { throw Refusal(.notFound) }
      try log(transaction, .territoryLeft, "\(territory.number)", at: now)
    }
  }

  /// Writes rows that name what the organisation does not see, such as a person who takes no part yet. The only conflict
  /// there can be is that what they name is not there.
  private func refer(_ body: (TenantTransaction) throws -> Void) throws(Refusal) {
    do throws(Refusal) {
      try write(.manage, body)
    } catch {
      throw error.says(.conflict) ? Refusal(.notFound) : error
    }
  }

  @discardableResult
  private func leave(_ transaction: TenantTransaction, _ territory: TerritoryID) throws -> Int {
    try transaction.execute(
      "DELETE FROM enrolment WHERE organisation_id = $1 AND territory_id = $2", [.integer(territory.number)])
  }
}
