// Between the password and the code: who showed the one and owes the other.

import Identity
import Quantities
import Storage

/// Somebody whose password was right and whose code is awaited.
///
/// It stands among the sessions, so that it ends with them, under a name that no session cookie can have: it opens nothing.
struct HalfSession {
  let person: PersonID
  /// How many codes were wrong.
  let tries: Int
  private let key: String

  /// How long a code is awaited, in seconds.
  private static let seconds: Int64 = 600
  /// Wrong codes after which the password is asked for again.
  static let mostTries = 5
  private static let mark = "half-"

  /// Whether a row among the sessions is one of these.
  static func isHalf(_ session: SessionStore.Session) -> Bool { session.tokenSHA256.hasPrefix(mark) }

  /// Begins, or goes on after a wrong code, under a new name.
  ///
  /// - Returns: `answer` with the cookie that names it.
  static func begin(for person: PersonID, tries: Int = 0, _ visit: Visit, _ answer: Answer) throws(Refusal) -> Answer {
    let token = visit.site.secret()
    try visit.store.sessions.open(
      SessionStore.Session(
        tokenSHA256: mark + token.sha256, person: person, agent: "\(tries)", openedAt: visit.now, seenAt: visit.now,
        expiresAt: visit.now.adding(seconds: seconds)))
    return answer.setting(.half, to: token.text, visit.site, seconds: seconds)
  }

  /// The one this browser carries; nil when there is none, or it has ended.
  static func find(_ visit: Visit) throws(Refusal) -> HalfSession? {
    guard let text = visit.facts.cookies[SiteCookie.half.name(visit.site.configuration)],
      let token = SecretToken(text),
      let session = try visit.store.sessions.find(tokenSHA256: mark + token.sha256, idle: seconds, at: visit.now)
    else { return nil }
    return HalfSession(person: session.person, tries: Int(session.agent) ?? mostTries, key: session.tokenSHA256)
  }

  /// Ends it.
  func end(_ visit: Visit) throws(Refusal) { try visit.store.sessions.revoke(tokenSHA256: key, of: person) }
}
