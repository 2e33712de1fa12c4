// Names of headers that HTTPTypes does not have.

import HTTPTypes

extension HTTPField.Name {
  /// Where a request comes from, as browsers say.
  static let secFetchSite = named("Sec-Fetch-Site")
  /// Whom a proxy asks for, each adding the address it saw.
  static let forwardedFor = named("X-Forwarded-For")
  /// An answer that was given before, to the same key.
  static let idempotencyReplayed = named("Idempotency-Replayed")
  /// Where there is more (RFC 8288).
  static let link = named("Link")
  /// For those who still speak HTTP 1.0: RFC 6749 wants it beside a token.
  static let pragma = named("Pragma")
  static let referrerPolicy = named("Referrer-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  static let openerPolicy = named("Cross-Origin-Opener-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")

  /// A name written here, which is one.
  private static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) names no header") }
    return name
  }
}
