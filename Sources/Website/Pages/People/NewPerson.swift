// Somebody who signs up, on whichever page: their fields, and what is made of them.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum NewPerson {
  /// Name, address and password.
  ///
  /// - Parameters:
  ///   - email: the address an invitation was sent to, to begin with.
  ///   - between: what stands after the name.
  static func fields(_ visit: Visit, email: String = "", between: HTML = .empty) -> HTML {
    let form = visit.form
    let name = Field("name", visit.say(PeopleMessage.name), value: form["name"]).with { $0.autocomplete = "name" }
    let address = Field(
      "email", visit.say(PeopleMessage.email), type: "email", value: form.has("email") ? form["email"] : email
    ).with { $0.autocomplete = "email" }
    return "\(name.html)\(between)\(address.html)\(password(visit))"
  }

  /// A password that is chosen.
  static func password(_ visit: some Visiting) -> HTML {
    Field("password", visit.say(PeopleMessage.password), type: "password", hint: visit.say(PeopleMessage.passwordHint))
      .with {
        $0.autocomplete = "new-password"
        $0.most = PasswordRules.longest
      }.html
  }

  /// Adds the person of a form.
  static func add(_ visit: Visit) throws(Refusal) -> PersonID {
    let form = visit.form
    let hash = try Door.newHash(
      form.exact("password"), known: [form["email"], form["name"], form["firm"]], visit.site)
    let person = try visit.store.people.signUp(
      email: form["email"], name: form["name"], passwordHash: hash.text, at: visit.now)
    visit.site.logger.info("signed up", metadata: ["person": "\(person.number)", "request": "\(visit.facts.id)"])
    return person
  }
}
