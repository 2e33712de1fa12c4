// The first start of an instance: nobody runs it yet, and whoever reads the console may.

import Identity
import Quantities
import Storage

/// What whoever starts an instance for the first time is given.
public enum FirstRun {
  /// How long the link is of use, in seconds.
  static let seconds: Int64 = 24 * 3600

  /// The address at which one becomes the operator: new at each start, of use once and for a day. It is a secret: show it on
  /// the console, never in a log.
  ///
  /// - Returns: nil when the instance has an operator.
  public static func setupLink(_ site: Site) throws(Refusal) -> String? {
    guard try !site.store.instance(as: .console).hasOperator() else { return nil }
    let (token, now) = (site.secret(), site.clock())
    try site.store.people.add(
      OneTimeLink(
        tokenSHA256: token.sha256, purpose: .setup, createdAt: now, expiresAt: now.adding(seconds: seconds)))
    return SecretLink.address("/setup", token, site)
  }
}
