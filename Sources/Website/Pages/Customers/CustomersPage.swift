// What customers' programs may see of a firm, which programs they are, and what they asked.

import CanonicalJSON
import Footprints
import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum CustomersPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Lets a customer's program in: its identifier and its secret are shown this once.
  static func make(_ visit: FirmVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      let secret = visit.site.secret()
      // An identifier is no secret: it only has to be nobody else's.
      let id = String(visit.site.secret().text.prefix(22))
      let number = try visit.firm.addClient(
        name: visit.form["name"], clientID: id, secretSHA256: secret.sha256, at: visit.now)
      visit.site.logger.info(
        "customer's program let in", metadata: ["firm": "\(visit.firm.id.number)", "number": "\(number)"])
      let address = visit.site.configuration.publicURL
      let identity = Piece.terms([
        (visit.say(CustomerMessage.madeAddress), "<span class=\"code\">\(address)</span>"),
        (visit.say(CustomerMessage.identifier), "<span class=\"code\">\(id)</span>"),
      ])
      return try page(
        visit, nil, notice: SecretLink.shown(secret.text, visit.say(CustomerMessage.made), visit) + identity)
    } catch {
      return try page(visit, error)
    }
  }

  static func revoke(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let number = Int(visit.parameter("number")) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    try visit.firm.revokeClient(number, at: visit.now)
    visit.site.logger.info(
      "customer's program shut out", metadata: ["firm": "\(visit.firm.id.number)", "number": "\(number)"])
    return .redirect(visit.path("/customers"))
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?, notice: HTML = .empty) throws(Refusal) -> Answer {
    let title = visit.say(CustomerMessage.title)
    let content: HTML = """
      \(Piece.heading(title, visit.say(CustomerMessage.lead)))\(visit.errors(refusal))\(notice)
      \(Piece.section(visit.say(CustomerMessage.requestsTitle), try requests(visit)))
      \(Piece.section(visit.say(CustomerMessage.shownTitle), try shown(visit)))
      \(Piece.section(visit.say(CustomerMessage.programsTitle), try programs(visit, refusal)))
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }

  private static func shown(_ visit: FirmVisit) throws(Refusal) -> HTML {
    let own = try visit.footprints()
    let missing = own.missing.map { missing -> HTML in
      let words = missing.reason.diagnostics.first.map { visit.speaker.say($0.message) } ?? ""
      let remedy = missing.reason.diagnostics.first.map { visit.speaker.remedy(for: $0.message) } ?? ""
      let values: [String: MessageValue] = ["activity": .text(missing.activity), "year": .text(missing.period.label)]
      return "<li>\(visit.say(CustomerMessage.missingItem, values)) \(words) \(remedy)</li>"
    }
    let table = CustomerFootprints.table(own.footprints, visit.say(CustomerMessage.shownTitle), visit)
    return """
      \(Piece.text(visit.say(own.footprints.isEmpty ? CustomerMessage.shownNone : .shownLead)))\(table)\
      \(missing.isEmpty ? .empty : Piece.notice("note", visit.say(CustomerMessage.missingTitle), "<ul>\(missing)</ul>"))\
      \(products(own.activities, visit))
      """
  }

  private static func products(_ activities: [String], _ visit: FirmVisit) -> HTML {
    guard visit.firm.may(.close) else { return .empty }
    return HTML(
      activities.map { activity -> HTML in
        let path = visit.path("/customers/products/\(LinkPath.escaped(activity))")
        return "<p><a href=\"\(path)\">\(visit.say(CustomerMessage.describe, ["activity": .text(activity)]))</a></p>"
      })
  }

  private static func programs(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> HTML {
    var table = DataTable(
      visit.say(CustomerMessage.programsTitle),
      [
        .text(visit.say(CustomerMessage.customer)), .text(visit.say(CustomerMessage.identifier)),
        .text(visit.say(CustomerMessage.since)), .text(visit.say(CustomerMessage.seen)),
        .text(visit.say(CustomerMessage.revoke)),
      ])
    let mayManage = visit.firm.may(.manage)
    for client in try visit.firm.clients() {
      table.add([
        "\(client.name)", "<span class=\"code\">\(client.id)</span>", "\(visit.say(moment: client.createdAt))",
        "\(client.seenAt.map { visit.say(moment: $0) } ?? visit.say(CustomerMessage.never))",
        mayManage
          ? visit.form(
            visit.path("/customers/programs/\(client.number)/revoke"), class: "inline",
            Field.submit(visit.say(CustomerMessage.revoke), class: "quiet small")) : .empty,
      ])
    }
    let name = Field(
      "name", visit.say(CustomerMessage.customer), value: refusal == nil ? "" : visit.form["name"],
      hint: visit.say(CustomerMessage.customerHint))
    let form: HTML =
      mayManage
      ? visit.form(
        visit.path("/customers/programs"),
        "\(name.html)<p class=\"actions\">\(Field.submit(visit.say(CustomerMessage.make)))</p>") : .empty
    return """
      \(Piece.text(visit.say(CustomerMessage.programsLead)))\
      \(table.isEmpty ? Piece.text(visit.say(CustomerMessage.programsNone), class: "muted") : table.html)\(form)
      """
  }

  private static func requests(_ visit: FirmVisit) throws(Refusal) -> HTML {
    var table = DataTable(
      visit.say(CustomerMessage.requestsTitle),
      [
        .text(visit.say(CustomerMessage.what)), .text(visit.say(CustomerMessage.from)),
        .text(visit.say(CustomerMessage.when)), .text(visit.say(CustomerMessage.state)),
      ])
    for event in try visit.firm.events() {
      let path = visit.path("/customers/requests/\(event.number)")
      table.add([
        "<a href=\"\(path)\">\(visit.say(CustomerFootprints.name(event)))</a>", "\(event.clientName)",
        "\(visit.say(moment: event.receivedAt))", "\(visit.say(CustomerFootprints.state(event)))",
      ])
    }
    return table.isEmpty
      ? Piece.text(visit.say(CustomerMessage.requestsNone), class: "muted")
      : Piece.text(visit.say(CustomerMessage.requestsLead)) + table.html
  }
}
