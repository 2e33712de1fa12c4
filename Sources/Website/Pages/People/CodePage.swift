// The second step of signing in: the code of the authenticator application, or a recovery code.

import CarbonAccounting
import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum CodePage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    guard try HalfSession.find(visit) != nil else { return .redirect(LinkPath("/login")) }
    return page(visit, nil)
  }

  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard let half = try HalfSession.find(visit) else {
      return back(visit, Refusal(Diagnostic(.error, DoorMessage.codeEnded)))
    }
    guard try PeopleLimit.codes.take(half.person, visit) else {
      try half.end(visit)
      return back(visit, PeopleLimit.codes.refusal, status: 429)
    }
    guard let credential = try visit.store.people.credential(of: half.person),
      try isRight(visit.form["code"], credential, visit)
    else { return try refuse(half, visit) }
    try half.end(visit)
    return try Door.open(for: half.person, to: Door.destination(visit.form["to"]), visit)
      .setting(.half, to: "", visit.site, seconds: 0)
  }

  /// Whether a code opens the account now: it does once, whichever kind it is.
  private static func isRight(_ typed: String, _ credential: Credential, _ visit: Visit) throws(Refusal) -> Bool {
    let people = visit.store.people
    guard let secret = credential.secondFactor else { return false }
    if let recovery = RecoveryCode(typed: typed) {
      return try people.useRecoveryCode(Fingerprint.sha256(recovery.letters), of: credential.person, at: visit.now)
    }
    guard let step = OneTimeSecret(kept: secret).accept(typed, after: credential.lastStep, at: visit.now) else {
      return false
    }
    return try people.acceptStep(step, of: credential.person)
  }

  private static func refuse(_ half: HalfSession, _ visit: Visit) throws(Refusal) -> Answer {
    visit.site.logger.notice(
      "code refused", metadata: ["person": "\(half.person.number)", "request": "\(visit.facts.id)"])
    try half.end(visit)
    guard half.tries + 1 < HalfSession.mostTries else {
      return back(visit, Refusal(Diagnostic(.error, DoorMessage.codeTries)))
    }
    let answer = page(visit, Refusal(Diagnostic(.error, DoorMessage.codeWrong)))
    return try HalfSession.begin(for: half.person, tries: half.tries + 1, visit, answer)
  }

  /// Back to the password.
  private static func back(_ visit: Visit, _ refusal: Refusal, status: Int = 422) -> Answer {
    SignInPage.page(visit, refusal, status: status).setting(.half, to: "", visit.site, seconds: 0)
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?) -> Answer {
    let title = visit.say(PeopleMessage.codeTitle)
    let field = Field("code", visit.say(PeopleMessage.code), hint: visit.say(PeopleMessage.codeHint)).with {
      $0.autocomplete = "one-time-code"
      $0.most = 40
    }
    let destination = visit.form["to"].isEmpty ? visit.query["to"] : visit.form["to"]
    let content: HTML = """
      \(Piece.heading(title, visit.say(PeopleMessage.codeLead)))\(visit.errors(refusal))
      \(visit.form(LinkPath("/login/code"), "\(Field.hidden("to", destination))\(field.html)<p class=\"actions\">\(Field.submit(visit.say(PeopleMessage.signInButton)))</p>"))
      <p><a href="/login">\(visit.say(PeopleMessage.codeBack))</a></p>
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
