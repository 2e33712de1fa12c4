// What an operator decides: where the site is, who may sign up, which limits hold.

import Mail
import OpenIDConnect
import Quantities

/// The configuration of a site. Secrets in it are never shown.
public struct SiteConfiguration: Sendable {
  /// The address the server listens on.
  public var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  public var port = 8080
  /// What people type to reach the site, without a slash at the end: `https://carbone.example.fr`.
  public var publicURL = "http://127.0.0.1:8080"
  /// Whether anybody may sign up; else an invitation is needed.
  public var isOpen = true
  /// The Ed25519 key accounts are signed with.
  public var keyPath: String?
  /// What who reads `/metrics` must present; nil: only this machine may.
  public var metricsToken: String?
  /// The largest file taken in, in bytes.
  public var uploadLimit = 500_000_000
  /// Whether requests come through a proxy that says who asks (`X-Forwarded-For`, last address).
  public var isBehindProxy = false
  /// Seconds without use after which a session ends.
  public var idleSeconds: Int64 = 2 * 3600
  /// Seconds after which a session ends in any case.
  public var sessionSeconds: Int64 = 7 * 24 * 3600
  /// Whether this process does the imports that wait.
  public var doesJobs = true
  /// The server that takes our letters; nil where none are sent.
  public var mailServer: MailServer?
  /// Who else may say who somebody is; nil for nobody.
  public var openID: OpenIDLogin?

  /// What is usual: this machine only.
  public init() {}

  /// Whether browsers reach the site by HTTPS: cookies are then bound to it.
  var isSecure: Bool { publicURL.hasPrefix("https://") }
}
