// Erasing one's access: what goes, what stays, and who must be found first.

import Logging
import Markup
import Quantities
import Storage
import UseCases

enum LeavePage {
  static func show(_ visit: PersonVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  static func send(_ visit: PersonVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      try Door.confirm(visit)
      guard visit.form.has("sure") else { throw Refusal(Diagnostic(.error, DoorMessage.eraseUnsure)) }
      try visit.store.people.erase(visit.person.id, at: visit.now)
      visit.site.logger.info("person erased", metadata: ["person": "\(visit.person.id.number)"])
      return Answer.redirect(LinkPath("/")).setting(.session, to: "", visit.site, seconds: 0)
    } catch {
      return try page(visit, error)
    }
  }

  private static func page(_ visit: PersonVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let title = visit.say(AccessMessage.eraseTitle)
    var firms: HTML = .empty
    if refusal?.says(StorageMessage.lastOwner) == true {
      let owned = try visit.store.person(visit.person.id).organisations().filter { $0.role == .owner }
      let items = owned.map { part -> HTML in
        "<li><a href=\"/firms/\(part.organisation.id.number)/people\">\(part.organisation.name)</a></li>"
      }
      firms = "<p>\(visit.say(AccessMessage.eraseOwner))</p><ul>\(items)</ul>"
    }
    let hasPassword = try visit.store.people.credential(of: visit.person.id) != nil
    let fields: HTML = """
      \(Field.tick("sure", visit.say(AccessMessage.eraseSure), isTicked: false))\
      \(hasPassword ? MePage.presentPassword(visit) : .empty)\
      <p class="actions">\(Field.submit(visit.say(AccessMessage.eraseButton), class: "danger"))\
      <a href="/me">\(visit.say(WebsiteMessage.cancel))</a></p>
      """
    let content: HTML = """
      \(Piece.heading(title, visit.say(AccessMessage.eraseLead)))\(visit.errors(refusal))\(firms)
      \(Piece.text(visit.say(AccessMessage.eraseStays)))
      \(visit.form(LinkPath("/me/erase"), fields))
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
