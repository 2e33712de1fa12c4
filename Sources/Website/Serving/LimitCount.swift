// Who asks how often: one way to count for pages, programs and partners.

import HTTPTypes
import Identity
import Logging
import Quantities
import Storage

extension Route.Limit {
  /// Counts one use by `who`.
  ///
  /// - Throws: `request.too-often` beyond the limit.
  func count(_ who: String, _ visit: Visit) throws(Refusal) {
    let subject = "\(name):\(who)"
    let isWithin =
      isInMemory
      ? visit.site.memoryLimits.take(subject, limit: most, window: seconds, at: visit.now)
      : try visit.site.store.rateLimits.take(subject, limit: most, window: seconds, at: visit.now)
    guard isWithin else {
      visit.site.logger.warning(
        "limit reached", metadata: ["limit": "\(name)", "who": "\(who)", "request": "\(visit.facts.id)"])
      throw PeopleLimit.refusal(after: seconds)
    }
  }
}

extension RequestFacts {
  /// The token a program shows (RFC 6750, section 2.1); nil without one.
  var bearerToken: SecretToken? {
    let parts = (headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return SecretToken(String(parts[1]))
  }
}
