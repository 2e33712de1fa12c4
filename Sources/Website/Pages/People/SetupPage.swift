// The first operator of an instance, by the link printed on the console.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum SetupPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Makes whoever is signed in the operator.
  static func accept(_ visit: PersonVisit) throws(Refusal) -> Answer {
    guard let (link, token) = try SecretLink.find(visit), link.purpose == .setup else {
      return try SecretLink.ended(visit.visit)
    }
    do throws(Refusal) {
      try visit.store.people.accept(setup: token.sha256, as: visit.person.id, at: visit.now)
    } catch { return try SecretLink.ended(visit.visit) }
    visit.site.logger.info("operator appointed", metadata: ["person": "\(visit.person.id.number)"])
    return .redirect(LinkPath("/operator"))
  }

  /// Signs the operator up.
  static func signUp(_ visit: Visit) throws(Refusal) -> Answer {
    guard let (link, token) = try SecretLink.find(visit), link.purpose == .setup else {
      return try SecretLink.ended(visit)
    }
    do throws(Refusal) {
      let person = try NewPerson.add(visit)
      try visit.store.people.accept(setup: token.sha256, as: person, at: visit.now)
      visit.site.logger.info("operator appointed", metadata: ["person": "\(person.number)"])
      return try Door.open(for: person, to: LinkPath("/operator"), visit)
    } catch {
      return try page(visit, error)
    }
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    guard let (link, token) = try SecretLink.find(visit), link.purpose == .setup else {
      return try SecretLink.ended(visit)
    }
    let title = visit.say(PeopleMessage.setupTitle)
    let path = "/setup/\(token.text)"
    let way: HTML
    if visit.person != nil {
      way = visit.form(
        LinkPath(path), "<p class=\"actions\">\(Field.submit(visit.say(PeopleMessage.setupAccept)))</p>")
    } else {
      let button = Field.submit(visit.say(PeopleMessage.setupButton))
      way = """
        \(SignInPage.provider(visit, to: path))
        \(visit.form(LinkPath(path + "/signup"), "\(NewPerson.fields(visit))<p class=\"actions\">\(button)</p>"))
        <p><a href="\(LinkPath("/login", ["to": path]))">\(visit.say(PeopleMessage.signUpHave))</a></p>
        """
    }
    return visit.page(
      title, "\(Piece.heading(title, visit.say(PeopleMessage.setupLead)))\(visit.errors(refusal))\(way)",
      status: refusal == nil ? 200 : 422)
  }
}
