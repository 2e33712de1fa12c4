// The tables and forms of the page about who takes part.

import Markup
import Quantities
import Storage
import UseCases

enum MembersPieces {
  /// Who takes part, with what they may do; whoever manages the firm changes it here.
  static func members(_ visit: FirmVisit) throws(Refusal) -> HTML {
    let mayManage = visit.firm.may(.manage)
    var columns: [DataTable.Column] = [
      .text(visit.say(MemberMessage.name)), .text(visit.say(MemberMessage.role)), .text(visit.say(MemberMessage.may)),
    ]
    if mayManage { columns.append(.text(visit.say(MemberMessage.change))) }
    var table = DataTable(visit.say(MemberMessage.caption), columns)
    for member in try visit.firm.members() {
      let identity = try visit.store.person(member.person).identity()
      let name = identity?.name ?? visit.say(MemberMessage.gone)
      let email: HTML = mayManage ? "<br><span class=\"muted small\">\(identity?.email ?? "")</span>" : .empty
      let you: HTML =
        member.person == visit.person.id ? " <span class=\"muted\">\(visit.say(MemberMessage.you))</span>" : .empty
      let words = RoleWords(member.role)
      var cells: [HTML] = ["\(name)\(you)\(email)", "\(visit.say(words.name))", "\(visit.say(words.may))"]
      if mayManage { cells.append(changing(member, name, visit)) }
      table.add(cells)
    }
    return table.html
  }

  private static func changing(_ member: OrganisationStore.Member, _ name: String, _ visit: FirmVisit) -> HTML {
    let path = "/people/\(member.person.number)"
    let options = Role.allCases.map { role in
      let chosen: HTML = role == member.role ? " selected" : .empty
      return "<option value=\"\(role.rawValue)\"\(chosen)>\(visit.say(RoleWords(role).name))</option>" as HTML
    }
    let id = "role-\(member.person.number)"
    let field: HTML = """
      <div class="field"><label for="\(id)">\(visit.say(MemberMessage.role))</label>\
      <select id="\(id)" name="role">\(options)</select></div>
      """
    return """
      <details><summary>\(visit.say(MemberMessage.change))<span class="hidden"> \(name)</span></summary>
      \(visit.form(visit.path(path + "/role"), "\(field)\(Field.submit(visit.say(WebsiteMessage.save), class: "quiet small"))"))
      <p class="small muted">\(visit.say(MemberMessage.removeLead))</p>
      \(visit.form(visit.path(path + "/remove"), Field.submit(visit.say(MemberMessage.remove), class: "danger small")))
      </details>
      """
  }

  /// The invitations: those that wait, and the form for another.
  static func managing(_ visit: FirmVisit) throws(Refusal) -> HTML {
    let roles = Role.allCases.map { role in
      let words = RoleWords(role)
      return (value: role.rawValue, label: visit.say(words.name), hint: visit.say(words.may))
    }
    let isSent = visit.site.outside.sendsLetters
    let email = Field(
      "email", visit.say(MemberMessage.inviteEmail), type: "email",
      hint: visit.say(isSent ? MemberMessage.inviteEmailSent : .inviteEmailHint)
    ).with { $0.isRequired = false }
    let chosen = Role(rawValue: visit.form["role"]) ?? .contributor
    let fields: HTML = """
      \(Field.choices("role", visit.say(MemberMessage.role), roles, chosen: chosen.rawValue))\(email.html)\
      <p class="actions">\(Field.submit(visit.say(MemberMessage.inviteButton)))</p>
      """
    return """
      \(Piece.section(
        visit.say(MemberMessage.inviteTitle),
        Piece.text(visit.say(MemberMessage.inviteLead)) + visit.form(visit.path("/people/invite"), fields)))
      \(Piece.section(visit.say(MemberMessage.pendingTitle), try pending(visit)))
      """
  }

  private static func pending(_ visit: FirmVisit) throws(Refusal) -> HTML {
    var table = DataTable(
      visit.say(MemberMessage.pendingCaption),
      [
        .text(visit.say(MemberMessage.pendingFor)), .text(visit.say(MemberMessage.role)),
        .text(visit.say(MemberMessage.pendingEnds)), .text(visit.say(MemberMessage.withdraw)),
      ])
    for invitation in try visit.firm.invitations(at: visit.now) {
      let whom = invitation.email ?? visit.say(MemberMessage.pendingAnybody)
      table.add([
        "\(whom)", "\(visit.say(RoleWords(invitation.role).name))", "\(visit.say(moment: invitation.expiresAt))",
        visit.form(
          visit.path("/invitations/\(invitation.number)/withdraw"), class: "inline",
          Field.submit(visit.say(MemberMessage.withdraw), class: "quiet small")),
      ])
    }
    return table.isEmpty ? Piece.text(visit.say(MemberMessage.pendingNone), class: "muted") : table.html
  }
}
