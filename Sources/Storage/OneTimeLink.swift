// Links that are followed once: what each lets one do.

import Databases
import Quantities

/// A link that is followed once. Only the SHA-256 of its token is kept.
public struct OneTimeLink: Sendable, Hashable {
  /// What following it lets one do.
  public enum Purpose: Sendable, Hashable {
    /// Become the first operator of the instance.
    case setup
    /// Take part in an organisation.
    case invitation(OrganisationID, Role)
    /// Choose a new password.
    case passwordReset(PersonID)
    /// Show that an address is one's own.
    case signIn
  }

  /// Why a link is of no more use.
  public enum Ending: Sendable, Hashable {
    /// It was followed.
    case used
    /// Its time is over.
    case expired
  }

  /// SHA-256 of its token, in hexadecimal.
  public let tokenSHA256: String
  /// What it is for.
  public let purpose: Purpose
  /// The address it was sent to, where there is one.
  public let email: String?
  /// When it was made.
  public let createdAt: Timestamp
  /// From when it is of no more use.
  public let expiresAt: Timestamp

  /// A link.
  public init(
    tokenSHA256: String, purpose: Purpose, email: String? = nil, createdAt: Timestamp, expiresAt: Timestamp
  ) {
    self.tokenSHA256 = tokenSHA256
    self.purpose = purpose
    self.email = email
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  static let columns = "token_sha256, kind, organisation_id, role, person_id, email, created_at, expires_at"

  init(_ row: SQLRow) throws {
    let purpose: Purpose? =
      switch try row.text(1) {
      case "setup": .setup
      case "invitation":
        try Role(rawValue: row.text(3)).map { .invitation(OrganisationID(try row.integer(2)), $0) }
      case "password-reset": .passwordReset(PersonID(try row.integer(4)))
      case "sign-in": .signIn
      default: nil
      }
    guard let purpose else { throw SQLError(.damaged, "a link that is for nothing known") }
    self.init(
      tokenSHA256: try row.text(0), purpose: purpose, email: try row.optionalText(5),
      createdAt: Timestamp(milliseconds: try row.integer(6)), expiresAt: Timestamp(milliseconds: try row.integer(7)))
  }
}

extension OneTimeLink.Purpose {
  /// As the table calls it.
  var kind: String {
    switch self {
    case .setup: "setup"
    case .invitation: "invitation"
    case .passwordReset: "password-reset"
    case .signIn: "sign-in"
    }
  }

  /// Whose it is, where that is known.
  var person: PersonID? {
    if case .passwordReset(let person) = self { person } else { nil }
  }
}
