// Opinions of verifiers on a closed year: those given, and the form to give one.

import Markup
import Quantities
import Storage

struct OpinionPart {
  private let visit: FirmVisit
  private let year: StoredYear
  private let opinions: [Opinion]

  init(_ visit: FirmVisit, _ year: StoredYear) throws(Refusal) {
    self.visit = visit
    self.year = year
    opinions = try visit.firm.opinions(of: year.id)
  }

  var html: HTML {
    let given = opinions.map { opinion -> HTML in
      let place = visit.say(
        VerificationMessage.opinionGiven,
        ["date": .date(opinion.givenAt.day), "version": .integer(opinion.version)])
      return Piece.card(
        """
        <h3>\(visit.say(name(opinion.conclusion))) · \(visit.say(VerificationMessage.assurance)) \(visit.say(name(opinion.assurance)))</h3>
        <p class="muted">\(place)</p><p>\(opinion.text)</p>
        """)
    }
    let list = given.isEmpty ? Piece.text(visit.say(VerificationMessage.opinionsNone)) : HTML(given)
    return visit.firm.may(.attest) ? list + form : list
  }

  private var form: HTML {
    let content: HTML = """
      \(Field.hidden("version", String(year.closings)))
      \(Field.choices("conclusion", visit.say(VerificationMessage.conclusion), Opinion.Conclusion.allCases.map { ($0.rawValue, visit.say(name($0)), "") }, chosen: visit.form["conclusion"]))
      \(Field.choices("assurance", visit.say(VerificationMessage.assurance), Opinion.Assurance.allCases.map { ($0.rawValue, visit.say(name($0)), "") }, chosen: visit.form["assurance"]))
      \(Field.lines("words", visit.say(VerificationMessage.words), value: visit.form["words"], rows: 8, most: 15_000))
      <p class="actions">\(Field.submit(visit.say(VerificationMessage.give)))</p>
      """
    return Piece.card(
      Piece.text(visit.say(VerificationMessage.giveLead)) + visit.form(visit.path(year, "/opinion"), content))
  }

  private func name(_ conclusion: Opinion.Conclusion) -> VerificationMessage {
    switch conclusion {
    case .unqualified: .unqualified
    case .qualified: .qualified
    case .adverse: .adverse
    case .disclaimer: .disclaimer
    }
  }

  private func name(_ assurance: Opinion.Assurance) -> VerificationMessage {
    switch assurance {
    case .limited: .limited
    case .reasonable: .reasonable
    }
  }
}
