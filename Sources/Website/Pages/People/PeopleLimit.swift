// How often somebody may try, beyond what one address may.

import CarbonAccounting
import Logging
import Quantities
import Storage

/// A limit on what is tried on one person's account, whoever tries and from wherever.
struct PeopleLimit {
  let name: String
  let most: Int
  let seconds: Int64

  /// Codes tried on an account, by who knows its password.
  static let codes = PeopleLimit(name: "code-account", most: 10, seconds: 900)
  /// Letters to an address by which a password is chosen anew.
  static let resets = PeopleLimit(name: "reset-account", most: 3, seconds: 3600)

  /// Counts one use for an address that was typed, which is kept as a hash only.
  ///
  /// - Returns: whether it is within the limit.
  func take(address: String, _ visit: Visit) throws(Refusal) -> Bool {
    try take(String(Fingerprint.sha256(address.lowercased()).prefix(32)), visit)
  }

  /// Counts one use for a person.
  func take(_ person: PersonID, _ visit: Visit) throws(Refusal) -> Bool { try take("person:\(person.number)", visit) }

  private func take(_ subject: String, _ visit: Visit) throws(Refusal) -> Bool {
    let isWithin = try visit.store.rateLimits.take("\(name):\(subject)", limit: most, window: seconds, at: visit.now)
    if !isWithin {
      visit.site.logger.warning("limit reached", metadata: ["limit": "\(name)", "request": "\(visit.facts.id)"])
    }
    return isWithin
  }

  /// What somebody is told beyond the limit.
  var refusal: Refusal { PeopleLimit.refusal(after: seconds) }

  /// What somebody is told who may try again after so many seconds.
  static func refusal(after seconds: Int64) -> Refusal {
    Refusal(Diagnostic(.error, RequestMessage.tooOften, ["minutes": .integer(Int((seconds + 59) / 60))]))
  }
}
