// What the userinfo endpoint says of a person, as JSON or as a signed token.

import Foundation
import JWTKit
import Quantities

struct PersonClaims: JWTPayload {
  let sub: String
  let email: String?
  let emailVerified: Bool?
  let name: String?
  let givenName: String?
  let usualName: String?
  let familyName: String?
  let siret: String?
  /// Of the signed form alone.
  let iss: String?
  let aud: Audience?
  let exp: Double?

  enum CodingKeys: String, CodingKey {
    case sub, email, name, siret, iss, aud, exp
    case emailVerified = "email_verified"
    case givenName = "given_name"
    case usualName = "usual_name"
    case familyName = "family_name"
  }

  /// The signature is jwt-kit's to verify; claims need the provider and the moment.
  func verify(using algorithm: some JWTAlgorithm) {}

  /// Throws the first claim that is wrong. The subject must be the ID token's (OpenID Connect Core, section 5.3.2).
  func check(_ provider: Provider, subject: String, at now: Timestamp) throws(TokenFault) {
    guard iss ?? provider.issuer == provider.issuer else { throw .issuer }
    guard aud?.clients.contains(provider.clientID) ?? true else { throw .audience }
    if let exp, exp <= Double(now.milliseconds) / 1000 - TokenClaims.leeway { throw .expiry }
    guard sub == subject else { throw .subject }
  }

  /// The person. Throws `signin.no-email` where no address is given that one could write to.
  func person(_ provider: Provider) throws(Refusal) -> KnownPerson {
    guard let email, (3...254).contains(email.utf8.count), email.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      email.utf8.split(separator: 0x40, omittingEmptySubsequences: false).map(\.isEmpty) == [false, false]
    else { throw Refusal(.noEmail) }
    let fullName = [givenName, usualName ?? familyName].compactMap { $0 }.joined(separator: " ")
    let shown = PersonClaims.line(fullName).isEmpty ? PersonClaims.line(name ?? "") : PersonClaims.line(fullName)
    let isSIRET = siret.map { $0.utf8.count == 14 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } ?? false
    return KnownPerson(
      issuer: provider.issuer, subject: sub, email: email, emailVerified: emailVerified ?? provider.vouchesForEmail,
      name: shown.isEmpty ? email : shown, siret: isSIRET ? siret : nil)
  }

  /// One line of at most 100 characters without controls.
  private static func line(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars)
    return String(String(line).split(separator: " ").joined(separator: " ").prefix(100))
  }
}
