// Who asks, and what they may do.

import Quantities

/// The number of an organisation in an instance.
public struct OrganisationID: Sendable, Hashable, Comparable {
  /// From 1.
  public let number: Int64
  /// A number.
  public init(_ number: Int64) { self.number = number }
  public static func < (a: OrganisationID, b: OrganisationID) -> Bool { a.number < b.number }
}

/// The number of a person in an instance.
public struct PersonID: Sendable, Hashable, Comparable {
  /// From 1.
  public let number: Int64
  /// A number.
  public init(_ number: Int64) { self.number = number }
  public static func < (a: PersonID, b: PersonID) -> Bool { a.number < b.number }
}

/// The number of a territory in an instance.
public struct TerritoryID: Sendable, Hashable {
  /// From 1.
  public let number: Int64
  /// A number.
  public init(_ number: Int64) { self.number = number }
}

/// Who asks.
public enum Principal: Sendable, Hashable {
  /// Whoever sits at the machine with the database in hand: the command line. May do everything, and is logged as such.
  case console
  /// A person who logged in.
  case person(PersonID)

  /// How the log names them: never by name.
  public var actor: String {
    switch self {
    case .console: "console"
    case .person(let id): "person:\(id.number)"
    }
  }
}

/// What a person is in an organisation.
public enum Role: String, Sendable, CaseIterable {
  /// Runs the firm's account, and says who else may.
  case owner
  /// Keeps the account: imports, answers.
  case contributor
  /// An accountant or adviser who keeps the account for the firm.
  case adviser
  /// Reads everything, changes nothing, and says what they conclude.
  case verifier

  /// What the role allows.
  public var permissions: Set<Permission> {
    switch self {
    case .owner: [.read, .keep, .close, .manage]
    case .adviser: [.read, .keep, .close]
    case .contributor: [.read, .keep]
    case .verifier: [.read, .attest]
    }
  }
}

/// What can be done with an organisation.
public enum Permission: String, Sendable, CaseIterable {
  /// See ledgers, entries, accounts.
  case read
  /// Import a ledger, change settings, keep the books.
  case keep
  /// Close and reopen a year.
  case close
  /// Say who takes part.
  case manage
  /// Conclude on a sealed account: for whoever has no hand in it.
  case attest
}
