// Tokens by which programs act for somebody in a firm.

import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

/// Words of the page about tokens; texts in `members.yaml`.
public enum TokenMessage: String, MessageKey {
  case title = "tokens.title"
  case lead = "tokens.lead"
  case caption = "tokens.caption"
  case name = "tokens.name"
  case nameHint = "tokens.name-hint"
  case person = "tokens.person"
  case may = "tokens.may"
  case read = "tokens.read"
  case readHint = "tokens.read-hint"
  case write = "tokens.write"
  case writeHint = "tokens.write-hint"
  case expiry = "tokens.expiry"
  case days = "tokens.days"
  case ends = "tokens.ends"
  case ended = "tokens.ended"
  case never = "tokens.never"
  case seen = "tokens.seen"
  case unused = "tokens.unused"
  case makeTitle = "tokens.make-title"
  case make = "tokens.make"
  case made = "tokens.made"
  case revoke = "tokens.revoke"
  case none = "tokens.none"
}

enum TokensPage {
  /// For how many days a token may be of use.
  private static let days = [30, 90, 365]

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  static func make(_ visit: FirmVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      let days = Int(visit.form["days"]).flatMap { TokensPage.days.contains($0) ? $0 : nil } ?? TokensPage.days[0]
      let token = visit.site.secret()
      let number = try visit.firm.addToken(
        name: visit.form["name"], for: visit.person.id, tokenSHA256: token.sha256,
        mayWrite: visit.form["may"] == "write", expiresAt: visit.now.adding(seconds: Int64(days) * 86_400),
        at: visit.now)
      visit.site.logger.info(
        "API token made", metadata: ["firm": "\(visit.firm.id.number)", "number": "\(number)"])
      return try page(visit, nil, notice: SecretLink.shown(token.text, visit.say(TokenMessage.made), visit))
    } catch {
      return try page(visit, error)
    }
  }

  static func revoke(_ visit: FirmVisit) throws(Refusal) -> Answer {
    guard let number = Int(visit.parameter("number")) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    try visit.firm.revokeToken(number, at: visit.now)
    visit.site.logger.info("API token ended", metadata: ["firm": "\(visit.firm.id.number)", "number": "\(number)"])
    return .redirect(visit.path("/tokens"))
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?, notice: HTML = .empty) throws(Refusal) -> Answer {
    let title = visit.say(TokenMessage.title)
    let name = Field(
      "name", visit.say(TokenMessage.name), value: refusal == nil ? "" : visit.form["name"],
      hint: visit.say(TokenMessage.nameHint))
    let kinds = [
      (value: "read", label: visit.say(TokenMessage.read), hint: visit.say(TokenMessage.readHint)),
      (value: "write", label: visit.say(TokenMessage.write), hint: visit.say(TokenMessage.writeHint)),
    ]
    let times = days.map { (value: "\($0)", label: visit.say(TokenMessage.days, ["days": .integer($0)])) }
    let fields: HTML = """
      \(name.html)\(Field.choices("may", visit.say(TokenMessage.may), kinds, chosen: visit.form["may"] == "write" ? "write" : "read"))\
      \(Field.list("days", visit.say(TokenMessage.expiry), times, chosen: "90"))\
      <p class="actions">\(Field.submit(visit.say(TokenMessage.make)))</p>
      """
    let content: HTML = """
      \(Piece.heading(title, visit.say(TokenMessage.lead)))\(visit.errors(refusal))\(notice)
      \(try list(visit))
      \(Piece.section(visit.say(TokenMessage.makeTitle), visit.form(visit.path("/tokens"), fields)))
      """
    return visit.firmPage(title, content, status: refusal == nil ? 200 : 422)
  }

  private static func list(_ visit: FirmVisit) throws(Refusal) -> HTML {
    var table = DataTable(
      visit.say(TokenMessage.caption),
      [
        .text(visit.say(TokenMessage.name)), .text(visit.say(TokenMessage.person)), .text(visit.say(TokenMessage.may)),
        .text(visit.say(TokenMessage.ends)), .text(visit.say(TokenMessage.seen)),
        .text(visit.say(TokenMessage.revoke)),
      ])
    for token in try visit.firm.tokens() {
      let person = try visit.store.person(token.person).identity()?.name ?? visit.say(MemberMessage.gone)
      let isEnded = token.expiresAt.map { $0 <= visit.now } ?? false
      let ends = token.expiresAt.map { visit.say(moment: $0) } ?? visit.say(TokenMessage.never)
      let mayEnd = token.person == visit.person.id || visit.firm.may(.manage)
      table.add([
        "\(token.name)", "\(person)", "\(visit.say(token.mayWrite ? TokenMessage.write : .read))",
        "\(isEnded ? visit.say(TokenMessage.ended) : ends)",
        "\(token.seenAt.map { visit.say(moment: $0) } ?? visit.say(TokenMessage.unused))",
        mayEnd
          ? visit.form(
            visit.path("/tokens/\(token.number)/revoke"), class: "inline",
            Field.submit(visit.say(TokenMessage.revoke), class: "quiet small")) : .empty,
      ])
    }
    return table.isEmpty ? Piece.text(visit.say(TokenMessage.none), class: "muted") : table.html
  }
}
