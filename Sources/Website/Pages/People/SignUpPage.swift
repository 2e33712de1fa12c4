// Signing up: a name, a firm, an address, a password; then straight to the ledger.

import Markup
import Quantities
import Storage
import UseCases

enum SignUpPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { page(visit, nil) }

  /// The page for somebody who comes with a firm's name already typed.
  static func begin(_ visit: Visit, _ note: HTML) -> Answer { page(visit, nil, note) }

  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard visit.site.configuration.isOpen else { return page(visit, nil) }
    do throws(Refusal) {
      // The firm's name is looked at before anything is kept: whoever corrects it is not told that they exist already.
      try visit.store.people.check(name: visit.form["firm"])
      let person = try NewPerson.add(visit)
      let firm = try visit.store.people.addOrganisation(
        name: visit.form["firm"], siren: nil, owner: person, at: visit.now)
      return try Door.open(for: person, to: LinkPath("/firms/\(firm.number)/ledger"), visit)
    } catch {
      return page(visit, error)
    }
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?, _ note: HTML = .empty) -> Answer {
    let title = visit.say(PeopleMessage.signUpTitle)
    guard visit.site.configuration.isOpen else {
      return visit.page(
        title, Piece.heading(title) + visit.errors(Refusal(Diagnostic(.error, DoorMessage.closed))), status: 403)
    }
    let firm = Field(
      "firm", visit.say(PeopleMessage.firm), value: visit.form["firm"], hint: visit.say(PeopleMessage.firmHint)
    ).with { $0.autocomplete = "organization" }
    let button = Field.submit(visit.say(PeopleMessage.signUpButton))
    let content: HTML = """
      \(Piece.heading(title, visit.say(PeopleMessage.signUpLead)))\(note)\(visit.errors(refusal))
      \(SignInPage.provider(visit, to: ""))
      \(visit.form(LinkPath("/signup"), "\(NewPerson.fields(visit, between: firm.html))<p class=\"actions\">\(button)</p>"))
      <p><a href="/login">\(visit.say(PeopleMessage.signUpHave))</a></p>
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
