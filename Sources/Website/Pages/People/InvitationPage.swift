// Following an invitation: whoever is signed in takes it up; others sign up or in first.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum InvitationPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Takes the invitation up, for somebody signed in.
  static func accept(_ visit: PersonVisit) throws(Refusal) -> Answer {
    guard let token = SecretToken(visit.parameter("token")) else { return try SecretLink.ended(visit.visit) }
    do throws(Refusal) {
      let firm = try visit.store.people.accept(invitation: token.sha256, as: visit.person.id, at: visit.now)
      visit.site.logger.info(
        "invitation taken up", metadata: ["person": "\(visit.person.id.number)", "firm": "\(firm.number)"])
      return .redirect(LinkPath("/firms/\(firm.number)"))
    } catch {
      if error.says(StorageMessage.linkEnded) { return try SecretLink.ended(visit.visit) }
      return try page(visit.visit, error)
    }
  }

  /// Signs somebody up who takes the invitation up.
  static func signUp(_ visit: Visit) throws(Refusal) -> Answer {
    guard let (_, token) = try invitation(visit) else { return try SecretLink.ended(visit) }
    do throws(Refusal) {
      let person = try NewPerson.add(visit)
      let firm = try visit.store.people.accept(invitation: token.sha256, as: person, at: visit.now)
      return try Door.open(for: person, to: LinkPath("/firms/\(firm.number)"), visit)
    } catch {
      return try page(visit, error)
    }
  }

  private static func invitation(
    _ visit: Visit
  ) throws(Refusal) -> (found: (firm: OrganisationID, role: Role, email: String?), token: SecretToken)? {
    guard let (link, token) = try SecretLink.find(visit), case .invitation(let firm, let role) = link.purpose else {
      return nil
    }
    return ((firm, role, link.email), token)
  }

  private static func page(_ visit: Visit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    guard let (found, token) = try invitation(visit) else { return try SecretLink.ended(visit) }
    // Whoever holds the invitation may know who invites.
    let firm = try visit.store.organisation(found.firm, as: .console).profile().name
    let title = visit.say(PeopleMessage.invitationTitle, ["firm": .text(firm)])
    let path = "/invitation/\(token.text)"
    let role = RoleWords(found.role)
    let lead = visit.say(
      PeopleMessage.invitationRole, ["role": .text(visit.say(role.name)), "may": .text(visit.say(role.may))])
    let way: HTML
    if let person = visit.person {
      let identity = try visit.store.person(person.id).identity()
      way = """
        <p>\(visit.say(PeopleMessage.invitationAs, ["name": .text(identity?.name ?? "")]))</p>
        \(visit.form(LinkPath(path), "<p class=\"actions\">\(Field.submit(visit.say(PeopleMessage.invitationAccept)))</p>"))
        """
    } else {
      let button = Field.submit(visit.say(PeopleMessage.invitationSignUp))
      way = """
        \(SignInPage.provider(visit, to: path))
        \(visit.form(LinkPath(path + "/signup"), "\(NewPerson.fields(visit, email: found.email ?? ""))<p class=\"actions\">\(button)</p>"))
        <p><a href="\(LinkPath("/login", ["to": path]))">\(visit.say(PeopleMessage.signUpHave))</a></p>
        """
    }
    return visit.page(
      title, "\(Piece.heading(title, lead))\(visit.errors(refusal))\(way)", status: refusal == nil ? 200 : 422)
  }
}
