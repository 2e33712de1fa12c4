// Signing in: address and password, then the second factor where there is one.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum SignInPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { page(visit, nil) }

  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    let credential = try visit.site.store.people.credential(email: visit.form["email"])
    // Somebody unknown takes as long to refuse as a wrong password.
    let hash = credential.flatMap { PasswordHash(kept: $0.passwordHash) } ?? visit.site.decoy
    let password = visit.form.exact("password")
    guard password.count <= PasswordRules.longest, (try? hash.matches(password)) == true, let credential else {
      visit.site.logger.notice("sign-in refused", metadata: ["request": "\(visit.facts.id)"])
      return page(visit, Refusal(Diagnostic(.error, DoorMessage.wrong)))
    }
    return try Door.open(for: credential.person, to: Door.destination(visit.form["to"]), visit)
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?) -> Answer {
    let title = visit.say(PeopleMessage.signInTitle)
    let fields: [HTML] = [
      Field.hidden("to", visit.form["to"].isEmpty ? visit.query["to"] : visit.form["to"]),
      Field("email", visit.say(PeopleMessage.email), type: "email", value: visit.form["email"])
        .with { $0.autocomplete = "username" }.html,
      Field("password", visit.say(PeopleMessage.password), type: "password")
        .with {
          $0.autocomplete = "current-password"
          $0.most = PasswordRules.longest
        }.html,
    ]
    let content: HTML = """
      \(Piece.heading(title))\(visit.errors(refusal))
      \(visit.form(LinkPath("/login"), "\(fields)<p class=\"actions\">\(Field.submit(visit.say(PeopleMessage.signInButton)))</p>"))
      \(visit.site.configuration.isOpen ? "<p><a href=\"/signup\">\(visit.say(PeopleMessage.signInNew))</a></p>" : .empty)
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
