// A link to a new password, made by the operator for somebody they know: the way back in where no letters are sent.

import Markup
import Quantities
import Storage
import UseCases

/// Words of that part of the operator's page; texts in `operator-reset.yaml`.
public enum OperatorResetMessage: String, MessageKey {
  case title = "operator-reset.title"
  case lead = "operator-reset.lead"
  case email = "operator-reset.email"
  case button = "operator-reset.button"
  case made = "operator-reset.made"
  case madeLead = "operator-reset.made-lead"
}

/// Why no link is made; texts with remedies in `operator-reset.yaml`.
public enum OperatorResetRefusal: String, MessageKey {
  case nobody = "operator-reset.nobody"
}

enum OperatorReset {
  /// The form.
  static func form(_ visit: InstanceVisit) -> HTML {
    let email = Field("email", visit.say(OperatorResetMessage.email), type: "email", value: visit.form["email"]).with {
      $0.autocomplete = "off"
    }
    let content: HTML = "\(email.html)\(Field.submit(visit.say(OperatorResetMessage.button), class: "quiet"))"
    return Piece.section(
      visit.say(OperatorResetMessage.title), id: "reset",
      Piece.text(visit.say(OperatorResetMessage.lead)) + visit.form(LinkPath("/operator/reset"), class: "row", content))
  }

  /// Makes the link, and shows it once.
  static func make(_ visit: InstanceVisit) throws(Refusal) -> Answer {
    let title = visit.say(OperatorResetMessage.title)
    guard let person = try visit.instance.person(email: visit.form["email"]) else {
      let refusal = Refusal(Diagnostic(.error, OperatorResetRefusal.nobody, field: "email"))
      return visit.page(title, Piece.heading(title) + visit.errors(refusal) + form(visit), status: 422)
    }
    let link = try PasswordReset.link(for: person, visit.site, at: visit.now)
    let content = Piece.notice(
      "good", visit.say(OperatorResetMessage.made),
      "<p class=\"code\">\(link)</p>\(Piece.text(visit.say(OperatorResetMessage.madeLead)))")
    return visit.page(
      title,
      Piece.heading(title) + content
        + "<p>\(Piece.button(LinkPath("/operator"), visit.say(WebsiteMessage.back), class: "quiet"))</p>")
  }
}
