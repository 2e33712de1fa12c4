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
      let wasOwner = try part(of: person, transaction) == .owner
      try transaction.execute(
        "DELETE FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
      if wasOwner, role != .owner { try checkOwnerRemains(transaction) }
      try transaction.grant(role, to: person, by: principal, at: now)
      // An organisation sees the people who take part in it: only now can it tell who is erased.
      let present = try transaction.reference.row(
        "SELECT id FROM person WHERE id = $1 AND erased_at IS NULL", [.integer(person.number)])
      guard present != nil else { throw Refusal(.notFound) }
    }
  }

  /// Ends a person's part, with the tokens they made and the invitations they gave that nobody took up.
  ///
  /// - Throws: `storage.last-owner`; `storage.not-found` when they take no part.
  public func revoke(_ person: PersonID, at now: Timestamp) throws(Refusal) {
    try write(.manage) { transaction in
      guard let role = try part(of: person, transaction) else { throw Refusal(.notFound) }
      try transaction.execute(
        "DELETE FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
      if role == .owner { try checkOwnerRemains(transaction) }
      try transaction.execute(
        "DELETE FROM api_token WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)])
      try transaction.execute(
        "DELETE FROM one_time_link WHERE organisation_id = $1 AND created_by = $2 AND used_at IS NULL",
        [.text(Principal.person(person).actor)])
      try log(transaction, .memberRevoked, "\(person.number)", at: now)
    }
  }

  private func part(of person: PersonID, _ transaction: TenantTransaction) throws -> Role? {
    try transaction.row(
      "SELECT role FROM membership WHERE organisation_id = $1 AND person_id = $2", [.integer(person.number)]
    ).flatMap { Role(rawValue: try $0.text(0)) }
  }

  /// An organisation that has people keeps an owner among them: else nobody could say who takes part. Asked after the change:
  /// whoever erases another owner holds that row until they are done.
  private func checkOwnerRemains(_ transaction: TenantTransaction) throws {
    let owner = try transaction.row(
      "SELECT person_id FROM membership WHERE organisation_id = $1 AND role = 'owner' LIMIT 1")
    guard owner != nil else { throw Refusal(.lastOwner, ["organisations": .text("\(id.number)")]) }
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
