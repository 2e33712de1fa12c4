// One's own access: name, language, password, second factor, sessions, and the way out.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum MePage {
  static func show(_ visit: PersonVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Name and language.
  static func save(_ visit: PersonVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      let people = visit.store.people
      try people.rename(visit.person.id, to: visit.form["name"])
      guard let language = Language(rawValue: visit.form["language"]) else { return saved(visit) }
      try people.set(language: language.rawValue, of: visit.person.id)
      return saved(visit).setting(.language, to: language.rawValue, visit.site, seconds: 365 * 24 * 3600)
    } catch {
      return try page(visit, error)
    }
  }

  /// The password, which ends the other sessions.
  static func changePassword(_ visit: PersonVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      let people = visit.store.people
      guard try people.credential(of: visit.person.id) != nil else {
        throw Refusal(Diagnostic(.error, DoorMessage.passwordNone))
      }
      try Door.confirm(visit)
      let identity = try visit.store.person(visit.person.id).identity()
      let hash = try Door.newHash(
        visit.form.exact("new-password"), known: [identity?.email ?? "", identity?.name ?? ""], visit.site)
      try people.setPassword(
        hash.text, of: visit.person.id, keeping: visit.person.session.tokenSHA256, at: visit.now)
      visit.site.logger.info("password changed", metadata: ["person": "\(visit.person.id.number)"])
      return saved(visit)
    } catch {
      return try page(visit, error)
    }
  }

  /// Ends one session, or all others.
  static func endSessions(_ visit: PersonVisit) throws(Refusal) -> Answer {
    let sessions = visit.store.sessions
    if visit.form["session"] == "others" {
      try sessions.revokeAll(of: visit.person.id, except: visit.person.session.tokenSHA256)
    } else if let session = try MeSessions.all(visit).first(where: { MeSessions.name($0) == visit.form["session"] }) {
      try sessions.revoke(tokenSHA256: session.tokenSHA256, of: visit.person.id)
    }
    visit.site.logger.info("sessions ended", metadata: ["person": "\(visit.person.id.number)"])
    return saved(visit)
  }

  /// Back to the page, which says that it is done.
  static func saved(_ visit: PersonVisit) -> Answer { .redirect(LinkPath("/me", ["done": "1"])) }

  /// The page, with why something was not done.
  static func page(_ visit: PersonVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    guard let identity = try visit.store.person(visit.person.id).identity() else {
      throw Refusal(Diagnostic(.error, RequestMessage.signInFirst))
    }
    let credential = try visit.store.people.credential(of: visit.person.id)
    let title = visit.say(AccessMessage.title)
    let done: HTML =
      refusal == nil && visit.query["done"] == "1" ? Piece.notice("good", visit.say(AccessMessage.saved)) : .empty
    let content: HTML = """
      \(Piece.heading(title, visit.say(AccessMessage.lead, ["email": .text(identity.email)])))\(done)\(visit.errors(refusal))
      \(isOperator(visit) ? "<p><a href=\"/operator\">\(visit.say(WebsiteMessage.instance))</a></p>" : .empty)
      \(Piece.section(visit.say(AccessMessage.nameTitle), try name(visit, identity.name)))
      \(Piece.section(visit.say(AccessMessage.passwordTitle), password(visit, credential)))
      \(Piece.section(visit.say(AccessMessage.factorTitle), factor(visit, credential)))
      \(join(visit))
      \(Piece.section(visit.say(AccessMessage.sessionsTitle), try MeSessions.html(visit)))
      \(Piece.section(
        visit.say(AccessMessage.eraseTitle),
        Piece.text(visit.say(AccessMessage.eraseShort))
          + "<p>\(Piece.button(LinkPath("/me/erase"), visit.say(AccessMessage.eraseTitle), class: "danger"))</p>"))
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }

  private static func name(_ visit: PersonVisit, _ name: String) throws(Refusal) -> HTML {
    let language =
      try visit.store.people.language(of: visit.person.id) ?? visit.speaker.language.rawValue
    let field = Field(
      "name", visit.say(PeopleMessage.name), value: visit.form.has("name") ? visit.form["name"] : name
    ).with { $0.autocomplete = "name" }
    let list = Field.list(
      "language", visit.say(AccessMessage.language),
      [("fr", visit.say(AccessMessage.french)), ("en", visit.say(AccessMessage.english))], chosen: language)
    return visit.form(
      LinkPath("/me"), "\(field.html)\(list)\(Field.submit(visit.say(WebsiteMessage.save), class: "quiet"))")
  }

  private static func password(_ visit: PersonVisit, _ credential: Credential?) -> HTML {
    guard credential != nil else { return Piece.text(visit.say(AccessMessage.passwordNone)) }
    let new = Field(
      "new-password", visit.say(AccessMessage.passwordNew), type: "password",
      hint: visit.say(PeopleMessage.passwordHint)
    ).with {
      $0.autocomplete = "new-password"
      $0.most = PasswordRules.longest
    }
    return """
      \(Piece.text(visit.say(AccessMessage.passwordLead)))
      \(visit.form(LinkPath("/me/password"), "\(presentPassword(visit))\(new.html)\(Field.submit(visit.say(AccessMessage.passwordButton), class: "quiet"))"))
      """
  }

  private static func factor(_ visit: PersonVisit, _ credential: Credential?) -> HTML {
    guard let credential else { return Piece.text(visit.say(AccessMessage.factorNone)) }
    let isOn = credential.secondFactor != nil
    let left: HTML =
      isOn
      ? Piece.text(visit.say(AccessMessage.recoveryLeft, ["count": .integer(credential.recoveryCodes)])) : .empty
    return """
      \(Piece.text(visit.say(isOn ? AccessMessage.factorOn : .factorOff)))\(left)
      <p>\(Piece.button(LinkPath("/me/factor"), visit.say(isOn ? AccessMessage.factorChange : .factorSet), class: "quiet"))</p>
      """
  }

  private static func join(_ visit: PersonVisit) -> HTML {
    guard let login = visit.site.configuration.openID else { return .empty }
    let name: [String: MessageValue] = ["name": .text(login.name)]
    let button = Field.submit(visit.say(AccessMessage.joinGo, name), class: "quiet")
    return Piece.section(
      visit.say(AccessMessage.providerTitle, name),
      Piece.text(visit.say(AccessMessage.providerLead, name)) + visit.form(LinkPath("/me/provider"), button))
  }

  /// The password somebody has, asked for before what lets others in is changed.
  static func presentPassword(_ visit: PersonVisit) -> HTML {
    Field("password", visit.say(AccessMessage.passwordNow), type: "password").with {
      $0.autocomplete = "current-password"
      $0.most = PasswordRules.longest
    }.html
  }

  private static func isOperator(_ visit: PersonVisit) -> Bool {
    (try? visit.store.instance(as: .person(visit.person.id))) != nil
  }
}
