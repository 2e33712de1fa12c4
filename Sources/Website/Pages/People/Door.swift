// The one way in: a session is opened, and the browser is told.

import HTTPTypes
import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum Door {
  /// Lets somebody in who showed who they are, by a password or by a provider: at once, or after the second factor where they
  /// set one.
  ///
  /// - Parameter path: where to go.
  static func enter(_ person: PersonID, to path: LinkPath, _ visit: Visit) throws(Refusal) -> Answer {
    guard try visit.store.people.credential(of: person)?.secondFactor != nil else {
      return try open(for: person, to: path, visit)
    }
    return try HalfSession.begin(for: person, visit, Answer.redirect(LinkPath("/login/code", ["to": path.text])))
  }

  /// Opens a session for somebody who showed all that was asked; the token is new, whatever the browser carried before, and
  /// what it carried is of no more use.
  static func open(for person: PersonID, to path: LinkPath, _ visit: Visit) throws(Refusal) -> Answer {
    let site = visit.site
    let token = site.secret()
    try site.store.sessions.open(
      SessionStore.Session(
        tokenSHA256: token.sha256, person: person, agent: visit.facts.headers[.userAgent] ?? "",
        openedAt: visit.now, seenAt: visit.now,
        expiresAt: visit.now.adding(seconds: site.configuration.sessionSeconds)))
    if let old = visit.person {
      try site.store.sessions.revoke(tokenSHA256: old.session.tokenSHA256, of: old.id)
    }
    site.logger.info("signed in", metadata: ["person": "\(person.number)", "request": "\(visit.facts.id)"])
    var answer = Answer.redirect(try landing(person, path, site)).setting(.session, to: token.text, site, seconds: nil)
    // What bound the stranger's forms goes with the stranger.
    answer = answer.setting(.visitor, to: "", site, seconds: 0)
    guard let language = try site.store.people.language(of: person).flatMap(Language.init(rawValue:)) else {
      return answer
    }
    return answer.setting(.language, to: language.rawValue, site, seconds: 365 * 24 * 3600)
  }

  /// Where somebody lands who came for no page in particular: an operator without a firm has nothing to see among firms.
  private static func landing(_ person: PersonID, _ path: LinkPath, _ site: Site) throws(Refusal) -> LinkPath {
    guard path.text == firms.text, try site.store.person(person).organisations().isEmpty else { return path }
    do throws(Refusal) {
      _ = try site.store.instance(as: .person(person))
      return LinkPath("/operator")
    } catch {
      // Whoever runs nothing is told that there is nothing there.
      guard error.says(StorageMessage.notFound) else { throw error }
      return path
    }
  }

  /// Where people go who say nothing else.
  private static let firms = LinkPath("/firms")

  /// Ends the session.
  static func leave(_ visit: PersonVisit) throws(Refusal) -> Answer {
    try visit.store.sessions.revoke(tokenSHA256: visit.person.session.tokenSHA256, of: visit.person.id)
    visit.site.logger.info("signed out", metadata: ["person": "\(visit.person.id.number)"])
    return Answer.redirect(LinkPath("/")).setting(.session, to: "", visit.site, seconds: 0)
  }

  /// Where a person goes who came without a session: a path of this site, never another's.
  static func destination(_ text: String) -> LinkPath {
    guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count <= 500,
      !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
    else { return firms }
    return LinkPath(text)
  }

  /// Hashes a password.
  static func hash(_ password: String, _ site: Site) throws(Refusal) -> PasswordHash {
    do {
      var generator = site.random()
      return try PasswordHash(password, effort: site.effort, using: &generator)
    } catch { throw Refusal(Diagnostic(.error, RequestMessage.failed)) }
  }

  /// Hashes a password that somebody chooses.
  ///
  /// - Parameter known: what anybody may know of them.
  /// - Throws: what is wrong with it.
  static func newHash(_ password: String, known: [String], _ site: Site) throws(Refusal) -> PasswordHash {
    if let fault = site.passwordRules.fault(of: password, known: known) { throw Refusal(fault) }
    return try hash(password, site)
  }

  /// Makes sure that it is the person who asks for something that lets others in: by their password, where they have one.
  ///
  /// - Throws: `door.password-wrong`.
  static func confirm(_ visit: PersonVisit) throws(Refusal) {
    guard let credential = try visit.store.people.credential(of: visit.person.id) else { return }
    let password = visit.form.exact("password")
    guard password.count <= PasswordRules.longest, let hash = PasswordHash(kept: credential.passwordHash),
      (try? hash.matches(password)) == true
    else {
      visit.site.logger.notice(
        "password refused", metadata: ["person": "\(visit.person.id.number)", "request": "\(visit.visit.facts.id)"])
      throw Refusal(Diagnostic(.error, DoorMessage.passwordWrong))
    }
  }
}
