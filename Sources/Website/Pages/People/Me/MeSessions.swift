// Where a person is signed in.

import Markup
import Quantities
import Storage
import UseCases

enum MeSessions {
  /// The sessions that can still be used, latest first.
  static func all(_ visit: PersonVisit) throws(Refusal) -> [SessionStore.Session] {
    let idle = visit.now.adding(seconds: -visit.site.configuration.idleSeconds)
    return try visit.store.sessions.sessions(of: visit.person.id, at: visit.now)
      .filter { !HalfSession.isHalf($0) && $0.seenAt > idle }
  }

  /// What a form calls a session: enough of its hash to tell it from the person's others.
  static func name(_ session: SessionStore.Session) -> String { String(session.tokenSHA256.prefix(16)) }

  /// The table, with a button for each but this one.
  static func html(_ visit: PersonVisit) throws(Refusal) -> HTML {
    let sessions = try all(visit)
    var table = DataTable(
      visit.say(AccessMessage.sessionsCaption),
      [
        .text(visit.say(AccessMessage.sessionBrowser)), .text(visit.say(AccessMessage.sessionOpened)),
        .text(visit.say(AccessMessage.sessionSeen)), .text(visit.say(AccessMessage.sessionEnd)),
      ])
    for session in sessions {
      let isThis = session.tokenSHA256 == visit.person.session.tokenSHA256
      let end: HTML =
        isThis
        ? "<strong>\(visit.say(AccessMessage.sessionThis))</strong>"
        : button(visit, name(session), visit.say(AccessMessage.sessionEndOne))
      table.add([
        "\(AgentName.words(session.agent, visit))", "\(visit.say(moment: session.openedAt))",
        "\(visit.say(moment: session.seenAt))", end,
      ])
    }
    let others: HTML =
      sessions.count > 1 ? button(visit, "others", visit.say(AccessMessage.sessionsEndOthers)) : .empty
    return "\(Piece.text(visit.say(AccessMessage.sessionsLead)))\(table.html)\(others)"
  }

  private static func button(_ visit: PersonVisit, _ session: String, _ label: String) -> HTML {
    visit.form(
      LinkPath("/me/sessions"), class: "inline",
      "\(Field.hidden("session", session))\(Field.submit(label, class: "quiet small"))")
  }
}
