// What a browser keeps between being sent to a provider and coming back.

import CarbonAccounting
import Identity
import Markup
import OpenIDConnect
import Quantities
import Storage

/// A sign-in that was begun: the browser keeps it in a cookie, the store keeps the cookie's hash. What we did not write, or
/// what came back before, is none.
struct KeptAttempt: Sendable {
  let attempt: LoginAttempt
  /// Who was signed in and asked that the provider's word open their access.
  let joining: PersonID?
  /// Where the person goes then.
  let destination: LinkPath
  /// As the cookie has it. It holds secrets.
  let text: String

  /// How long it is kept, in seconds.
  static let seconds: Int64 = 900

  /// A new one.
  static func new(to destination: LinkPath, joining: PersonID?, _ visit: Visit) -> KeptAttempt {
    var generator = visit.site.random()
    let attempt = LoginAttempt(using: &generator, at: visit.now)
    return KeptAttempt(
      attempt: attempt, joining: joining, destination: destination,
      text: "\(attempt.text)!\(joining?.number ?? 0)!\(LinkPath.escaped(destination.text))")
  }

  /// Keeps its hash.
  func keep(_ visit: Visit) throws(Refusal) {
    try visit.store.people.add(
      OneTimeLink(
        tokenSHA256: Fingerprint.sha256(text), purpose: .signIn, createdAt: visit.now,
        expiresAt: visit.now.adding(seconds: KeptAttempt.seconds)))
  }

  /// The one this browser carries, which is used up; nil when we know nothing of it.
  static func take(_ visit: Visit) throws(Refusal) -> KeptAttempt? {
    guard let text = visit.facts.cookies[SiteCookie.attempt.name(visit.site.configuration)], text.utf8.count <= 3000,
      try visit.store.people.use(signInLink: Fingerprint.sha256(text), at: visit.now) != nil
    else { return nil }
    let parts = text.split(separator: "!", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let attempt = LoginAttempt(kept: parts[0]), let number = Int64(parts[1]) else { return nil }
    return KeptAttempt(
      attempt: attempt, joining: number > 0 ? PersonID(number) : nil,
      destination: Door.destination(Fields(encoded: "to=" + parts[2])["to"]), text: text)
  }

  /// The token of the link the person follows, where the way leads to one.
  var linkToken: SecretToken? {
    let parts = destination.text.split(separator: "/").map(String.init)
    guard parts.count == 2, ["invitation", "setup"].contains(parts[0]) else { return nil }
    return SecretToken(parts[1])
  }
}
