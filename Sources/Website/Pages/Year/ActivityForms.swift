// The activities that keep an account, each changeable, and the form that adds one.

import CarbonAccounting
import Markup
import Quantities
import UseCases
import Wording

struct ActivityForms {
  let desk: YearDesk

  private var visit: FirmVisit { desk.visit }
  private var activities: [Activity] { desk.settings.file.settings.activities }

  /// Every activity with its fields.
  var list: HTML {
    let cards = activities.map(card)
    return Piece.section(visit.say(ActivitiesMessage.list), HTML(cards))
  }

  private func card(_ activity: Activity) -> HTML {
    guard desk.mayChange else {
      let output = activity.output.map { " · \(visit.numbers.quantity($0.quantity))" } ?? ""
      return Piece.card("<h3>\(activity.label)</h3>\(Piece.text("\(activity.naf) · \(kind(activity.kind))\(output)"))")
    }
    let removal: HTML =
      activities.count > 1
      ? """
      <button class="link" name="remove" value="1">\(visit.say(ActivitiesMessage.remove))\
      <span class="hidden"> \(visit.say(ActivitiesMessage.removeNamed, ["activity": .text(activity.label)]))</span></button>
      """ : .empty
    let form = desk.form(
      desk.path("/activities"),
      """
      \(Field.hidden("what", "edit"))\(Field.hidden("id", activity.id))\(fields(activity))
      <p class="actions">\(Field.submit(visit.say(WebsiteMessage.save), class: "quiet"))\(removal)</p>
      """)
    return Piece.card("<h3>\(activity.label) <span class=\"tag\">\(activity.naf)</span></h3>\(form)")
  }

  private func fields(_ activity: Activity) -> HTML {
    let id = activity.id
    let label = Field("label-\(id)", visit.say(ActivitiesMessage.label), value: activity.label).with {
      $0.most = ActivityQuestion.longest
    }
    let output = Field(
      "output-\(id)", visit.say(ActivitiesMessage.output),
      value: activity.output.map { QuestionCard.text($0.quantity) } ?? "", hint: visit.say(ActivitiesMessage.outputHint)
    ).with {
      $0.isRequired = false
      $0.inputMode = "decimal"
      $0.most = 30
    }
    let unit = Field(
      "unit-\(id)", visit.say(ActivitiesMessage.outputUnit), value: activity.output?.quantity.unit.symbol ?? ""
    ).with {
      $0.isRequired = false
      $0.most = 20
    }
    let kinds = Activity.Kind.allCases.map { (value: $0.rawValue, label: kind($0)) }
    return """
      <div class="columns tight">\(label.html)\
      \(Field.list("kind-\(id)", visit.say(ActivitiesMessage.kind), kinds, chosen: activity.kind.rawValue))</div>
      <details\(activity.output == nil ? .empty : " open")><summary>\(visit.say(ActivitiesMessage.outputLegend))</summary>\
      <div class="columns tight">\(output.html)\(unit.html)</div></details>
      """
  }

  private func kind(_ kind: Activity.Kind) -> String {
    switch kind {
    case .production: visit.say(ActivitiesMessage.kindProduction)
    case .resale: visit.say(ActivitiesMessage.kindResale)
    case .publicService: visit.say(ActivitiesMessage.kindPublic)
    }
  }

  /// Another activity, found by words.
  func addition(_ choices: HTML) -> HTML {
    guard desk.mayChange else { return .empty }
    let words = Field(
      "words", visit.say(ActivitiesMessage.addWords), value: visit.form["words"],
      hint: visit.say(ReadingMessage.activityHint)
    ).with {
      $0.most = ActivityQuestion.longest
      $0.isRequired = choices.isEmpty
    }
    let hints: [Activity.Kind: ActivitiesMessage] = [
      .production: .kindProductionHint, .resale: .kindResaleHint, .publicService: .kindPublicHint,
    ]
    let kinds = Activity.Kind.allCases.map { kind in
      (value: kind.rawValue, label: self.kind(kind), hint: hints[kind].map { visit.say($0) } ?? "")
    }
    let asked = visit.form["kind"].isEmpty ? visit.query["kind"] : visit.form["kind"]
    let chosen = Activity.Kind(rawValue: asked) ?? .production
    let form = desk.form(
      desk.path("/activities"),
      """
      \(Field.hidden("what", "add"))\(choices)\(words.html)
      \(Field.choices("kind", visit.say(ActivitiesMessage.kind), kinds, chosen: chosen.rawValue))
      <p class="actions">\(Field.submit(visit.say(ActivitiesMessage.addButton), class: "quiet"))</p>
      """)
    return Piece.section(
      visit.say(ActivitiesMessage.add), id: "add",
      Piece.card(Piece.text(visit.say(ActivitiesMessage.addLead), class: "muted") + form))
  }
}
