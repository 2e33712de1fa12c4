// Who takes part in a firm, as what, and who is invited.

import Identity
import Logging
import Mail
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum MembersPage {
  /// How long an invitation is of use, in seconds.
  static let invitationSeconds: Int64 = 7 * 24 * 3600

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Invites whoever follows a link, which is shown this once, and sent where letters are.
  static func invite(_ visit: FirmVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      guard let role = Role(rawValue: visit.form["role"]) else {
        throw Refusal(Diagnostic(.error, DoorMessage.roleMissing))
      }
      let email = visit.form["email"].isEmpty ? nil : visit.form["email"]
      let address: MailAddress? =
        if let email, visit.site.outside.sendsLetters { try MailAddress(email) } else { nil }
      let token = visit.site.secret()
      let number = try visit.firm.invite(
        role, email: email, tokenSHA256: token.sha256, expiresAt: visit.now.adding(seconds: invitationSeconds),
        at: visit.now)
      let link = SecretLink.address("/invitation", token, visit.site)
      visit.site.logger.info(
        "invitation made", metadata: ["firm": "\(visit.firm.id.number)", "invitation": "\(number)"])
      if let address { try send(link, role, to: address, number, visit) }
      let said = visit.say(address == nil ? MemberMessage.inviteMade : .inviteSent, ["email": .text(email ?? "")])
      return try page(visit, nil, notice: SecretLink.shown(link, said, visit))
    } catch {
      return try page(visit, error)
    }
  }

  private static func send(
    _ link: String, _ role: Role, to address: MailAddress, _ number: Int, _ visit: FirmVisit
  ) throws(Refusal) {
    let inviter = try visit.store.person(visit.person.id).identity()?.name ?? ""
    let letter = try Letter(
      to: address, subject: visit.say(MemberMessage.inviteSubject),
      text: visit.say(
        MemberMessage.inviteLetter,
        [
          "inviter": .text(inviter), "firm": .text(visit.profile.name), "role": .text(visit.say(RoleWords(role).name)),
          "link": .text(link),
        ]), language: visit.speaker.language.rawValue)
    visit.site.outside.post(id: "invitation-\(visit.firm.id.number)-\(number)", at: visit.now) { () throws(Refusal) in
      letter
    }
  }

  static func withdraw(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let number = Int(visit.parameter("number")) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    try visit.firm.withdrawInvitation(number, at: visit.now)
    return saved(visit)
  }

  static func change(_ visit: FirmVisit) throws(Refusal) -> Answer {
    try changing(visit) { person throws(Refusal) in
      guard let role = Role(rawValue: visit.form["role"]) else {
        throw Refusal(Diagnostic(.error, DoorMessage.roleMissing))
      }
      try visit.firm.grant(role, to: person, at: visit.now)
    }
  }

  static func remove(_ visit: FirmVisit) throws(Refusal) -> Answer {
    try changing(visit) { person throws(Refusal) in try visit.firm.revoke(person, at: visit.now) }
  }

  /// Changes the part of a member; who takes no part is not there.
  private static func changing(
    _ visit: FirmVisit, _ body: (PersonID) throws(Refusal) -> Void
  ) throws(Refusal) -> Answer {
    let members = try visit.firm.members()
    guard let number = Int64(visit.parameter("person")), members.contains(where: { $0.person.number == number }) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    do throws(Refusal) {
      try body(PersonID(number))
    } catch {
      if error.says(StorageMessage.notFound) { throw error }
      return try page(visit, error)
    }
    visit.site.logger.info(
      "part changed", metadata: ["firm": "\(visit.firm.id.number)", "person": "\(number)"])
    // Whoever removed themselves sees the firm no more.
    let isThere = try visit.firm.members().contains { $0.person == visit.person.id }
    return isThere ? saved(visit) : .redirect(LinkPath("/firms"))
  }

  private static func saved(_ visit: FirmVisit) -> Answer { .redirect(visit.path("/people", ["done": "1"])) }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?, notice: HTML = .empty) throws(Refusal) -> Answer {
    let title = visit.say(MemberMessage.title)
    let done: HTML =
      refusal == nil && !visit.visit.facts.isUnsafe && visit.query["done"] == "1"
      ? Piece.notice("good", visit.say(MemberMessage.saved)) : .empty
    let managing: HTML = visit.firm.may(.manage) ? try MembersPieces.managing(visit) : .empty
    let programs: HTML =
      visit.firm.may(.keep)
      ? "<p><a href=\"\(visit.path("/tokens"))\">\(visit.say(MemberMessage.programs))</a></p>" : .empty
    let content: HTML = """
      \(Piece.heading(title, visit.say(MemberMessage.lead, ["firm": .text(visit.profile.name)])))
      \(done)\(visit.errors(refusal))\(notice)
      \(try MembersPieces.members(visit))\(managing)\(programs)
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }
}
