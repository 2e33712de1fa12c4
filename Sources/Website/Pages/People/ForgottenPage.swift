// A forgotten password: a letter with a link, then a new password. What is answered does not tell who is here.

import Identity
import Logging
import Mail
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum ForgottenPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { page(visit, isSent: false) }

  /// Sends a link to the address, if it is somebody's. Everything that depends on that happens after the answer.
  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard visit.site.outside.sendsLetters else { return page(visit, isSent: false) }
    let (email, site, now, speaker) = (visit.form["email"], visit.site, visit.now, visit.speaker)
    guard try PeopleLimit.resets.take(address: email, visit) else { return page(visit, isSent: true) }
    site.outside.post(id: site.secret().text.filter { $0 != "_" }, at: now) { () throws(Refusal) in
      guard let person = try site.store.people.person(email: email),
        try site.store.people.credential(of: person) != nil,
        let identity = try site.store.person(person).identity()
      else { return nil }
      let link = try PasswordReset.link(for: person, site, at: now)
      return try Letter(
        to: MailAddress(identity.email), subject: speaker.say(PeopleMessage.resetSubject),
        text: speaker.say(PeopleMessage.resetLetter, ["name": .text(identity.name), "link": .text(link)]),
        language: speaker.language.rawValue)
    }
    return page(visit, isSent: true)
  }

  private static func page(_ visit: Visit, isSent: Bool) -> Answer {
    let title = visit.say(PeopleMessage.forgottenTitle)
    guard visit.site.outside.sendsLetters else {
      return visit.page(title, Piece.heading(title) + Piece.text(visit.say(PeopleMessage.forgottenAsk)))
    }
    guard !isSent else {
      return visit.page(
        title,
        Piece.heading(title)
          + Piece.notice(
            "good", visit.say(PeopleMessage.forgottenSent), Piece.text(visit.say(PeopleMessage.forgottenSentText))))
    }
    let field = Field("email", visit.say(PeopleMessage.email), type: "email").with { $0.autocomplete = "username" }
    let button = Field.submit(visit.say(PeopleMessage.forgottenButton))
    return visit.page(
      title,
      """
      \(Piece.heading(title, visit.say(PeopleMessage.forgottenLead)))
      \(visit.form(LinkPath("/password"), "\(field.html)<p class=\"actions\">\(button)</p>"))
      """)
  }
}

/// Links by which a password is chosen anew.
enum PasswordReset {
  /// How long a link is of use, in seconds.
  static let seconds: Int64 = 3600

  /// A link for a person, to hand to them and nobody else: by letter, or by an operator who knows them.
  ///
  /// - Throws: `storage.not-found`.
  static func link(for person: PersonID, _ site: Site, at now: Timestamp) throws(Refusal) -> String {
    let token = site.secret()
    try site.store.people.add(
      OneTimeLink(
        tokenSHA256: token.sha256, purpose: .passwordReset(person), createdAt: now,
        expiresAt: now.adding(seconds: seconds)))
    site.logger.info("password link made", metadata: ["person": "\(person.number)"])
    return SecretLink.address("/password", token, site)
  }
}
