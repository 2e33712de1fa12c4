// Choosing a new password by a link.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum ResetPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Keeps the new password. Nobody is let in by it alone: the second factor stays, and the person signs in.
  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard let (link, token) = try SecretLink.find(visit), case .passwordReset(let person) = link.purpose else {
      return try SecretLink.ended(visit)
    }
    do throws(Refusal) {
      let identity = try visit.store.person(person).identity()
      let hash = try Door.newHash(
        visit.form.exact("password"), known: [identity?.email ?? "", identity?.name ?? ""], visit.site)
      try visit.store.people.resetPassword(hash.text, tokenSHA256: token.sha256, at: visit.now)
      visit.site.logger.info("password chosen anew", metadata: ["person": "\(person.number)"])
      return .redirect(LinkPath("/login", ["done": "password"]))
    } catch {
      return try page(visit, error)
    }
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    guard let (link, token) = try SecretLink.find(visit), case .passwordReset = link.purpose else {
      return try SecretLink.ended(visit)
    }
    let title = visit.say(PeopleMessage.resetTitle)
    let button = Field.submit(visit.say(PeopleMessage.resetButton))
    let content: HTML = """
      \(Piece.heading(title, visit.say(PeopleMessage.resetLead)))\(visit.errors(refusal))
      \(visit.form(LinkPath("/password/\(token.text)"), "\(NewPerson.password(visit))<p class=\"actions\">\(button)</p>"))
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
