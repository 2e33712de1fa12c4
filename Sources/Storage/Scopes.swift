// Whom a transaction works for, in the words of the policies in Data/postgresql.

import Databases

extension SQLScope {
  /// One organisation's rows. Its writers wait for each other.
  static func organisation(_ id: OrganisationID) -> SQLScope {
    SQLScope(settings: ["sillage.organisation": "\(id.number)"], lock: id.number)
  }

  /// One territory's rows.
  static func territory(_ id: TerritoryID) -> SQLScope {
    SQLScope(settings: ["sillage.territory": "\(id.number)"], lock: 0)
  }

  /// What concerns one person: themselves and where they take part.
  static func person(_ id: PersonID) -> SQLScope {
    SQLScope(settings: ["sillage.person": "\(id.number)"], lock: 0)
  }

  /// The instance: who is in it; no account.
  static let instance = SQLScope(settings: ["sillage.operator": "on"], lock: 0)

  /// Who people are and how they get in: no ledger, no account. Its writers wait for those of the instance.
  static let identity = SQLScope(settings: ["sillage.identity": "on"], lock: 0)

  /// Who somebody is who comes by: each statement stands alone.
  static let door = SQLScope(settings: ["sillage.identity": "on"], lock: nil)

  /// Everything of the instance and of its people: what is moved with it, and what goes with a person.
  static let census = SQLScope(settings: ["sillage.operator": "on", "sillage.identity": "on"], lock: 0)

  /// One organisation's rows, for somebody who is being let in.
  static func entrance(_ id: OrganisationID) -> SQLScope {
    SQLScope(settings: ["sillage.organisation": "\(id.number)", "sillage.identity": "on"], lock: id.number)
  }

  /// What is published, for anybody.
  static let published = SQLScope(settings: ["sillage.public": "on"], lock: nil)

  /// Rate limits: each statement stands alone.
  static let visitors = SQLScope(settings: [:], lock: nil)

  /// The queue of jobs of all organisations: what waits, not what it is about.
  static let queue = SQLScope(settings: ["sillage.worker": "on"], lock: -2)
}
