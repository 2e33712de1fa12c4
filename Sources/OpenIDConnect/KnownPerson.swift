/// A person a provider vouches for.
public struct KnownPerson: Sendable, Hashable {
  /// Who vouches. Issuer and subject together name the person; addresses change hands.
  public let issuer: String
  /// The person's identifier there, at most 255 ASCII characters.
  public let subject: String
  /// The person's address, ASCII, as the provider wrote it.
  public let email: String
  /// Whether the provider answers for it. If not, it opens nobody's account.
  public let emailVerified: Bool
  /// First and last name, one line; the address where none is given.
  public let name: String
  /// The establishment the person works for, 14 digits; its check digit is not looked at.
  public let siret: String?
}

/// A login that succeeded.
public struct SignedIn: Sendable {
  /// Who it is.
  public let person: KnownPerson
  /// The token to give back at logout. It holds personal data.
  public let idToken: String
}
