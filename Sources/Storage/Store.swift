// The door: a database opened and checked, from which handles are obtained.

import Accounting
import Databases
import Foundation
import Quantities

/// A store of organisations, ledgers and accounts. Safe to use from several threads; calls block.
public final class Store: Sendable {
  let database: any SQLDatabase
  let schema: Schema

  /// A store on a database whose schema was checked.
  init(_ database: any SQLDatabase, _ schema: Schema) {
    self.database = database
    self.schema = schema
  }

  /// Opens a database, and makes the schema in one that is empty.
  ///
  /// - Parameters:
  ///   - creating: whether a file that is not there is made.
  ///   - now: the moment, for the record of the schema.
  /// - Throws: a refusal when it cannot be opened, is older (`migrate` first) or newer than this program.
  public static func open(
    _ address: DatabaseAddress, schema: Schema, creating: Bool, at now: Timestamp
  ) throws(Refusal) -> Store {
    try refusing {
      let database = try address.open(creating: creating)
      do {
        switch try database.witness({ try schema.state($0, database.dialect) }) {
        case .current: break
        case .empty: _ = try schema.migrate(database, at: now)
        case .older(let number):
          throw Refusal(
            .older, ["database": .integer(number), "program": .integer(schema.steps(for: database.dialect).count)])
        }
      } catch {
        database.close()
        throw error
      }
      return Store(database, schema)
    }
  }

  /// Brings a database to this program's schema; returns the names of the steps applied.
  public static func migrate(
    _ address: DatabaseAddress, schema: Schema, at now: Timestamp
  ) throws(Refusal) -> [String] {
    try refusing {
      let database = try address.open(creating: true)
      defer { database.close() }
      _ = try database.witness { try schema.state($0, database.dialect) }
      return try schema.migrate(database, at: now).map(\.name)
    }
  }

  /// Closes every connection.
  public func close() { database.close() }

  /// The handle on an organisation.
  ///
  /// - Throws: `storage.not-found` when there is none, or the person takes no part in it: a stranger cannot tell which.
  public func organisation(_ id: OrganisationID, as principal: Principal) throws(Refusal) -> OrganisationStore {
    try refusing {
      let role: Role? =
        switch principal {
        case .console:
          try database.read(.organisation(id)) { connection in
            try connection.row("SELECT id FROM organisation WHERE id = $1", [.integer(id.number)]).map { _ in .owner }
          }
        case .person(let person):
          try database.read(.person(person)) { connection in
            try connection.row(
              "SELECT role FROM membership WHERE person_id = $1 AND organisation_id = $2",
              [.integer(person.number), .integer(id.number)]
            ).flatMap { Role(rawValue: try $0.text(0)) }
          }
        }
      guard let role else { throw Refusal(.notFound) }
      return OrganisationStore(database: database, id: id, principal: principal, role: role)
    }
  }

  /// The handle on a territory, for one of its officers or the console.
  public func territory(_ id: TerritoryID, as principal: Principal) throws(Refusal) -> TerritoryStore {
    try refusing {
      let isThere: Bool =
        switch principal {
        case .console:
          try database.read(.territory(id)) { connection in
            try connection.row("SELECT id FROM territory WHERE id = $1", [.integer(id.number)]) != nil
          }
        case .person(let person):
          try database.read(.person(person)) { connection in
            try connection.row(
              "SELECT territory_id FROM officer WHERE person_id = $1 AND territory_id = $2",
              [.integer(person.number), .integer(id.number)]) != nil
          }
        }
      guard isThere else { throw Refusal(.notFound) }
      return TerritoryStore(database: database, id: id)
    }
  }

  /// The handle on the instance, for one of its operators or the console.
  public func instance(as principal: Principal) throws(Refusal) -> InstanceStore {
    try refusing {
      if case .person(let person) = principal {
        let isOperator = try database.read(.person(person)) { connection in
          try connection.row("SELECT person_id FROM instance_operator WHERE person_id = $1", [.integer(person.number)])
            != nil
        }
        guard isOperator else { throw Refusal(.notFound) }
      }
      return InstanceStore(database: database, principal: principal)
    }
  }

  /// The handle on what concerns one person.
  public func person(_ id: PersonID) -> PersonStore { PersonStore(database: database, id: id) }

  /// Who people are and how they get in.
  public var people: PeopleStore { PeopleStore(database: database) }

  /// Tokens that programs show.
  public var apiTokens: APITokens { APITokens(database: database) }

  /// Accounts that anybody may see.
  public var publications: Publications { Publications(database: database) }

  /// Customers' programs that ask for footprints.
  public var pactDoor: PACTDoor { PACTDoor(database: database) }

  /// Sessions.
  public var sessions: SessionStore { SessionStore(database: database) }

  /// Limits on how often something is done.
  public var rateLimits: RateLimits { RateLimits(database: database) }

  /// The queue of jobs.
  public var jobs: JobQueue { JobQueue(database: database) }
}
