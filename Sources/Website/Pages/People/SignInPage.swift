// Signing in: address and password, or a provider that knows the person; then the second factor where there is one.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum SignInPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { page(visit, nil) }

  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    let email = visit.form["email"]
    let tries = PasswordTries(address: email, visit)
    guard try tries.take() else { return page(visit, tries.refusal, status: 429) }
    let credential = try visit.site.store.people.credential(email: email)
    // Somebody unknown takes as long to refuse as a wrong password.
    let hash = credential.flatMap { PasswordHash(kept: $0.passwordHash) } ?? visit.site.decoy
    let password = visit.form.exact("password")
    guard password.count <= PasswordRules.longest, (try? hash.matches(password)) == true, let credential else {
      try tries.noteWrong()
      visit.site.logger.notice("sign-in refused", metadata: ["request": "\(visit.facts.id)"])
      return page(visit, Refusal(Diagnostic(.error, DoorMessage.wrong)))
    }
    return try Door.enter(credential.person, to: Door.destination(visit.form["to"]), visit)
  }

  /// The page, with why somebody was not let in.
  static func page(_ visit: Visit, _ refusal: Refusal?, status: Int? = nil) -> Answer {
    let title = visit.say(PeopleMessage.signInTitle)
    let destination = visit.form["to"].isEmpty ? visit.query["to"] : visit.form["to"]
    let fields: [HTML] = [
      Field.hidden("to", destination),
      Field("email", visit.say(PeopleMessage.email), type: "email", value: visit.form["email"])
        .with { $0.autocomplete = "username" }.html,
      Field("password", visit.say(PeopleMessage.password), type: "password")
        .with {
          $0.autocomplete = "current-password"
          $0.most = PasswordRules.longest
        }.html,
    ]
    let done: HTML =
      visit.query["done"] == "password" ? Piece.notice("good", visit.say(PeopleMessage.resetDone)) : .empty
    let content: HTML = """
      \(Piece.heading(title))\(refusal == nil ? done : visit.errors(refusal))
      \(provider(visit, to: destination))
      \(visit.form(LinkPath("/login"), "\(fields)<p class=\"actions\">\(Field.submit(visit.say(PeopleMessage.signInButton)))</p>"))
      <p><a href="/password">\(visit.say(PeopleMessage.forgotten))</a></p>
      \(visit.site.configuration.isOpen ? "<p><a href=\"/signup\">\(visit.say(PeopleMessage.signInNew))</a></p>" : .empty)
      """
    return visit.page(title, content, status: status ?? (refusal == nil ? 200 : 422))
  }

  /// The way in by a provider, where there is one.
  static func provider(_ visit: Visit, to destination: String) -> HTML {
    guard let login = visit.site.configuration.openID else { return .empty }
    let path = LinkPath("/login/provider", destination.isEmpty ? [:] : ["to": destination])
    return """
      <p class="actions">\(Piece.button(path, visit.say(PeopleMessage.providerButton, ["name": .text(login.name)])))</p>\
      <p class="muted">\(visit.say(PeopleMessage.providerOr))</p>
      """
  }
}
