// What a firm is called and the SIREN it goes by, changed by its owner.

import Markup
import Quantities
import Storage
import UseCases

/// Words of the firm's name; texts in `firm-profile.yaml`.
public enum FirmProfileMessage: String, MessageKey {
  case title = "firm-profile.title"
  case name = "firm-profile.name"
  case nameHint = "firm-profile.name-hint"
  case siren = "firm-profile.siren"
}

enum FirmProfile {
  /// The form, folded; open when it was refused.
  static func form(_ visit: FirmVisit, _ refusal: Refusal? = nil) -> HTML {
    guard visit.firm.may(.manage) else { return .empty }
    let typed = visit.form.has("name")
    let name = Field(
      "name", visit.say(FirmProfileMessage.name), value: typed ? visit.form["name"] : visit.profile.name,
      hint: visit.say(FirmProfileMessage.nameHint))
    let siren = Field(
      "siren", visit.say(FirmProfileMessage.siren), value: typed ? visit.form["siren"] : visit.profile.siren ?? ""
    ).with {
      $0.inputMode = "numeric"
      $0.isRequired = false
      $0.most = 20
    }
    let content: HTML =
      "\(name.html)\(siren.html)<p class=\"actions\">\(Field.submit(visit.say(WebsiteMessage.save), class: "quiet"))</p>"
    return """
      <details\(refusal == nil ? .empty : " open")><summary>\(visit.say(FirmProfileMessage.title))</summary>
      \(visit.errors(refusal))\(visit.form(visit.path("/profile"), content))</details>
      """
  }

  static func change(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let siren = visit.form["siren"].filter { !$0.isWhitespace }
    do throws(Refusal) {
      try visit.store.setProfile(
        of: visit.firm, name: visit.form["name"], siren: siren.isEmpty || siren == visit.profile.siren ? nil : siren,
        at: visit.now)
    } catch {
      let title = visit.say(FirmProfileMessage.title)
      return visit.firmPage(title, Piece.heading(title) + form(visit, error), status: 422)
    }
    return .redirect(visit.path())
  }
}
