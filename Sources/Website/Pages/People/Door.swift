// The one way in: a session is opened, and the browser is told.

import HTTPTypes
import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum Door {
  /// Opens a session for somebody who showed who they are; the token is new, whatever the browser carried before.
  ///
  /// - Parameter path: where to go.
  static func open(for person: PersonID, to path: LinkPath, _ visit: Visit) throws(Refusal) -> Answer {
    let site = visit.site
    let token = site.secret()
    try site.store.sessions.open(
      SessionStore.Session(
        tokenSHA256: token.sha256, person: person, agent: visit.facts.headers[.userAgent] ?? "",
        openedAt: visit.now, seenAt: visit.now,
        expiresAt: visit.now.adding(seconds: site.configuration.sessionSeconds)))
    site.logger.info("signed in", metadata: ["person": "\(person.number)", "request": "\(visit.facts.id)"])
    return Answer.redirect(path).setting(.session, to: token.text, site, seconds: nil)
  }

  /// Ends the session.
  static func leave(_ visit: PersonVisit) throws(Refusal) -> Answer {
    try visit.store.sessions.revoke(tokenSHA256: visit.person.session.tokenSHA256, of: visit.person.id)
    visit.site.logger.info("signed out", metadata: ["person": "\(visit.person.id.number)"])
    return Answer.redirect(LinkPath("/")).setting(.session, to: "", visit.site, seconds: 0)
  }

  /// Where a person goes who came without a session: a path of this site, never another's.
  static func destination(_ text: String) -> LinkPath {
    guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count <= 500,
      !text.unicodeScalars.contains(where: { $0.value <= 0x20 })
    else { return LinkPath("/firms") }
    return LinkPath(text)
  }

  /// Hashes a password.
  static func hash(_ password: String, _ site: Site) throws(Refusal) -> PasswordHash {
    do {
      var generator = site.random()
      return try PasswordHash(password, effort: site.effort, using: &generator)
    } catch { throw Refusal(Diagnostic(.error, RequestMessage.failed)) }
  }
}
