// How many passwords may be tried on an account: few from one place, fewer the more are wrong from everywhere, never none.

import CarbonAccounting
import Logging
import Quantities
import Storage

/// The tries on an account whose address was typed, whether it is anybody's or not. It is kept as a hash only.
///
/// A stranger cannot lock anybody out: what they try counts for their own network. Whoever guesses from many networks makes
/// the account strict for all of them, until each has one try left in a quarter of an hour; its owner, who knows the password,
/// needs no second.
struct PasswordTries {
  /// How many wrong passwords within the hour, from everywhere, leave each network how many tries.
  static let allowances: [(wrong: Int, tries: Int)] = [(0, 10), (30, 3), (100, 1)]
  /// In which a network has its tries, in seconds.
  static let seconds: Int64 = 900
  /// In which wrong passwords from everywhere are counted, in seconds.
  static let wrongSeconds: Int64 = 3600
  private static let name = "sign-in-account"

  private let visit: Visit
  private let account: String

  /// The tries on the account of an address.
  init(address: String, _ visit: Visit) {
    self.visit = visit
    account = String(Fingerprint.sha256(address.lowercased()).prefix(32))
  }

  private var limits: RateLimits { visit.store.rateLimits }
  private var wrongSubject: String { "\(PasswordTries.name)-wrong:\(account)" }

  /// Counts a try.
  ///
  /// - Returns: whether this network has one left.
  func take() throws(Refusal) -> Bool {
    let wrong = try limits.used(wrongSubject, window: PasswordTries.wrongSeconds, at: visit.now)
    let most = PasswordTries.allowances.last { $0.wrong <= wrong }?.tries ?? 1
    let subject = "\(PasswordTries.name):\(account):\(visit.facts.network)"
    let isWithin = try limits.take(subject, limit: most, window: PasswordTries.seconds, at: visit.now)
    if !isWithin {
      visit.site.logger.warning(
        "limit reached",
        metadata: [
          "limit": "\(PasswordTries.name)", "who": "\(visit.facts.network)", "request": "\(visit.facts.id)",
        ])
    }
    return isWithin
  }

  /// Counts a wrong password. The operator is told when an account becomes stricter.
  func noteWrong() throws(Refusal) {
    let wrong = try limits.count(wrongSubject, window: PasswordTries.wrongSeconds, at: visit.now)
    guard PasswordTries.allowances.contains(where: { $0.wrong == wrong }) else { return }
    visit.site.logger.warning(
      "many wrong passwords on one account", metadata: ["count": "\(wrong)", "request": "\(visit.facts.id)"])
  }

  /// What somebody is told beyond the limit.
  var refusal: Refusal { PeopleLimit.refusal(after: PasswordTries.seconds) }
}
