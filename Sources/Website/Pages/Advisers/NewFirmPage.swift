// Another firm: a name and a number, then its ledger.

import Markup
import Quantities
import Storage
import UseCases

enum NewFirmPage {
  static func show(_ visit: PersonVisit) throws(Refusal) -> Answer { page(visit, nil) }

  static func send(_ visit: PersonVisit) throws(Refusal) -> Answer {
    let siren = visit.form["siren"].filter { !$0.isWhitespace && $0 != "\u{A0}" }
    do throws(Refusal) {
      let firm = try visit.store.people.addOrganisation(
        name: visit.form["name"], siren: siren.isEmpty ? nil : siren, owner: visit.person.id, at: visit.now)
      return .redirect(LinkPath("/firms/\(firm.number)/ledger"))
    } catch {
      return page(visit, error)
    }
  }

  private static func page(_ visit: PersonVisit, _ refusal: Refusal?) -> Answer {
    let title = visit.say(AdviserMessage.newTitle)
    let fields: [HTML] = [
      Field(
        "name", visit.say(AdviserMessage.newName), value: visit.form["name"],
        hint: visit.say(AdviserMessage.newNameHint)
      )
      .html,
      Field(
        "siren", visit.say(AdviserMessage.newSIREN), value: visit.form["siren"],
        hint: visit.say(AdviserMessage.newSIRENHint)
      )
      .with {
        $0.isRequired = false
        $0.inputMode = "numeric"
        $0.most = 20
      }.html,
    ]
    let content: HTML = """
      \(Piece.heading(title, visit.say(AdviserMessage.newLead)))\(visit.errors(refusal))
      \(visit.form(LinkPath("/firms/new"), "\(fields)<p class=\"actions\">\(Field.submit(visit.say(AdviserMessage.newButton)))</p>"))
      """
    return visit.page(title, content, status: refusal == nil ? 200 : 422)
  }
}
