// Signing up: a name, a firm, an address, a password; then straight to the ledger.

import Identity
import Markup
import Quantities
import Storage
import UseCases

enum SignUpPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { try page(visit, nil) }

  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard visit.site.configuration.isOpen else { return try page(visit, nil) }
    let form = visit.form
    let password = form.exact("password")
    do throws(Refusal) {
      if let fault = visit.site.passwordRules.fault(of: password, known: [form["email"], form["name"], form["firm"]]) {
        throw Refusal(fault)
      }
      let people = visit.site.store.people
      let hash = try Door.hash(password, visit.site)
      let person = try people.signUp(email: form["email"], name: form["name"], passwordHash: hash.text, at: visit.now)
      let firm = try people.addOrganisation(name: form["firm"], siren: nil, owner: person, at: visit.now)
      return try Door.open(for: person, to: LinkPath("/firms/\(firm.number)/ledger"), visit)
    } catch {
      return try page(visit, error)
    }
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let title = visit.say(PeopleMessage.signUpTitle)
    guard visit.site.configuration.isOpen else {
      return visit.page(
        title, Piece.heading(title) + visit.errors(Refusal(Diagnostic(.error, DoorMessage.closed))), status: 403)
    }
    let form = visit.form
    let fields: [HTML] = [
      Field("name", visit.say(PeopleMessage.name), value: form["name"]).with { $0.autocomplete = "name" }.html,
      Field("firm", visit.say(PeopleMessage.firm), value: form["firm"], hint: visit.say(PeopleMessage.firmHint))
        .with { $0.autocomplete = "organization" }.html,
      Field("email", visit.say(PeopleMessage.email), type: "email", value: form["email"])
        .with { $0.autocomplete = "email" }.html,
      Field(
        "password", visit.say(PeopleMessage.password), type: "password", hint: visit.say(PeopleMessage.passwordHint)
      )
      .with {
        $0.autocomplete = "new-password"
        $0.most = PasswordRules.longest
      }.html,
    ]
    let content: HTML = """
      \(Piece.heading(title, visit.say(PeopleMessage.signUpLead)))\(visit.errors(refusal))
      \(visit.form(LinkPath("/signup"), "\(fields)<p class=\"actions\">\(Field.submit(visit.say(PeopleMessage.signUpButton)))</p>"))
      <p><a href="/login">\(visit.say(PeopleMessage.signUpHave))</a></p>
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
