// A budget or a real year, what is expected of the next, and what invoices really carried during this one.

import CarbonAccounting
import Markup
import Quantities
import UseCases

struct OutlookForms {
  let desk: YearDesk

  private var visit: FirmVisit { desk.visit }
  private var settings: FirmSettings { desk.settings.file.settings }

  var html: HTML { desk.mayChange ? budget + HTML(settings.activities.map(outlook)) : .empty }

  private func form(_ what: String, _ content: HTML) -> HTML {
    desk.form(
      desk.path("/activities"),
      """
      \(Field.hidden("what", what))\(content)\
      <p class="actions">\(Field.submit(visit.say(WebsiteMessage.save), class: "quiet"))</p>
      """)
  }

  private var budget: HTML {
    let tick = Field.tick(
      "budget", visit.say(ActivitiesMessage.budgetTick), isTicked: settings.isBudget,
      hint: visit.say(ActivitiesMessage.budgetHint))
    return Piece.section(visit.say(ActivitiesMessage.budget), form("budget", tick))
  }

  private func outlook(_ activity: Activity) -> HTML {
    let name = settings.activities.count > 1 ? " · \(activity.label)" : ""
    return """
      <details><summary>\(visit.say(ActivitiesMessage.expected))\(name)</summary>\(expected(activity))</details>
      <details><summary>\(visit.say(ActivitiesMessage.transmitted))\(name)</summary>\(transmitted(activity))</details>
      """
  }

  private func field(_ name: String, _ label: ActivitiesMessage, _ value: String, unit: String = "", hint: String = "")
    -> HTML
  {
    Field(name, visit.say(label), value: value, hint: hint).with {
      $0.isRequired = false
      $0.unit = unit
      if !unit.isEmpty {
        $0.inputMode = "decimal"
        $0.most = 30
      }
    }.html
  }

  private func expected(_ activity: Activity) -> HTML {
    let known = settings.expectations[activity.id]
    let inputs = known?.inputs.map { OutlookForms.kilograms($0) } ?? ""
    let revenue = known?.revenue.map(\.decimalText) ?? ""
    return Piece.text(visit.say(ActivitiesMessage.expectedLead), class: "muted")
      + form(
        "expected",
        """
        \(Field.hidden("id", activity.id))<div class="columns tight">\
        \(field("inputs-\(activity.id)", .expectedInputs, inputs, unit: "kg CO2e"))\
        \(field("revenue-\(activity.id)", .expectedRevenue, revenue, unit: "€"))</div>
        """)
  }

  private func transmitted(_ activity: Activity) -> HTML {
    let known = settings.transmissions[activity.id]
    let items = (known?.factors ?? []).enumerated().map { index, item -> HTML in
      let text = visit.say(
        ActivitiesMessage.transmittedItem,
        [
          "date": .date(item.from),
          "factor": .intensity(item.factor, per: activity.output?.quantity.unit.symbol ?? "EUR"),
          "reason": .text(item.justification ?? ""),
        ])
      return """
        <li>\(text)\(Field.tick("drop-\(activity.id)-\(index)", visit.say(ActivitiesMessage.transmittedDrop), isTicked: false))</li>
        """
    }
    let id = activity.id
    let from = Field("from-\(id)", visit.say(ActivitiesMessage.transmittedFrom), type: "date").with {
      $0.isRequired = false
      $0.most = 10
    }
    let total = known?.total.map { OutlookForms.kilograms($0) } ?? ""
    return Piece.text(visit.say(ActivitiesMessage.transmittedLead), class: "muted")
      + form(
        "transmitted",
        """
        \(Field.hidden("id", id))\(items.isEmpty ? .empty : "<ul class=\"plain-list\">\(items)</ul>")\
        <div class="columns tight">\(from.html)\
        \(field("factor-\(id)", .transmittedFactor, "", unit: "gCO2e"))\
        \(field("why-\(id)", .transmittedWhy, "", hint: visit.say(ActivitiesMessage.transmittedWhyHint)))\
        \(field("total-\(id)", .transmittedTotal, total, unit: "kg CO2e", hint: visit.say(ActivitiesMessage.transmittedTotalHint)))</div>
        """)
  }

  /// Kilograms to type again: exact, with a point.
  static func kilograms(_ mass: CarbonMass) -> String {
    ((try? Rational(Int128(mass.grams), over: 1000)) ?? .zero).decimalText(places: 3)
  }
}
