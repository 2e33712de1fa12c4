// What an operator decides: where the site is, who may sign up, which limits hold.

import Logging
import Mail
import Quantities

/// The configuration of a site. `SettingTable` says what each value means and how it is set.
public struct SiteConfiguration: Sendable {
  /// The address the server listens on.
  public var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  public var port = 8080
  /// What people type to reach the site, without a slash at the end: `https://carbone.example.fr`.
  public var publicURL = "http://127.0.0.1:8080"
  /// Whether anybody may sign up; else an invitation is needed.
  public var isOpen = true
  /// The database: a SQLite file or `postgres://…`; nil for the usual place. It may hold a password.
  public var database: String?
  /// The Ed25519 key accounts and dossiers are signed with; nil where nothing is.
  public var keyPath: String?
  /// What who reads `/metrics` must present; nil: only this machine may.
  public var metricsToken: Secret?
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
  /// How letters are sent; nil where none are.
  public var mail: MailSettings?
  /// Who else may say who somebody is; nil for nobody.
  public var provider: LoginProvider?
  /// The least that is written to the log.
  public var logLevel = Logger.Level.info
  /// Whether lines of the log are JSON objects, for programs, or text, for people.
  public var logsJSON = false
  /// Bytes of the disk that stay free: files that come in are refused below, and `/readyz` says no.
  public var diskReserve: Int64 = 200_000_000
  /// The folder whose disk the database fills; nil when that is a server's affair.
  public var dataFolder: String?
  /// Whether partners may be on this machine: tests alone.
  var reachesThisMachine = false
  /// Every setting as it was read, for the operator's page.
  public var settings: [ReadSetting] = []

  /// A mail server and the sender of our letters.
  public struct MailSettings: Sendable {
    /// `smtp://host:port` or `smtps://host:port`.
    public var url = ""
    /// Who we are there; nil sends without login.
    public var user: String?
    /// The password of `user`.
    public var password: Secret?
    /// The sender's address.
    public var from = ""
    /// Whether the line must be secret: `required`, `opportunistic` or `none`.
    public var startTLS = "required"
  }

  /// An OpenID Connect provider.
  public struct LoginProvider: Sendable {
    /// Its issuer, letter for letter as its tokens name it.
    public var issuer = ""
    /// Who we are there.
    public var clientID = ""
    /// How we prove it.
    public var clientSecret = Secret("")
    /// What people know it by, on the button they sign in with.
    public var name = "ProConnect"
    /// Whether its addresses are taken as people's own where it says nothing of them; nil: if it is ProConnect.
    public var vouchesForEmail: Bool?
  }

  /// What is usual: this machine only.
  public init() {}

  /// Whether browsers reach the site by HTTPS: cookies are then bound to it.
  var isSecure: Bool { publicURL.hasPrefix("https://") }
}
