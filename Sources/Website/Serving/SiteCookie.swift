// The cookies of the site: what each is for, and how it is protected.

/// A cookie.
enum SiteCookie: String {
  /// The session of somebody who signed in.
  case session
  /// Binds the forms of somebody who did not: no other site can send them.
  case visitor
  /// The language chosen.
  case language
  /// What a sign-in by another provider must come back with.
  case attempt
  /// The half session of somebody whose password was right and whose code is awaited. It opens nothing.
  case half

  /// `__Host-` binds a cookie to this very host over HTTPS; on a plain loopback address browsers would refuse it.
  func name(_ configuration: SiteConfiguration) -> String {
    (configuration.isSecure ? "__Host-" : "") + "sillage-" + rawValue
  }

  /// The header's value.
  ///
  /// - Parameter seconds: how long it is kept; nil for as long as the browser is open; 0 to end it.
  func line(_ value: String, _ configuration: SiteConfiguration, seconds: Int64?) -> String {
    "\(name(configuration))=\(value); Path=/; HttpOnly; SameSite=Lax" + (configuration.isSecure ? "; Secure" : "")
      + (seconds.map { "; Max-Age=\($0)" } ?? "")
  }
}
