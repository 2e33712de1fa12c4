// The form that changes years and price of the margin: an address says it all, so that it can be kept and passed on.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases
import Wording

struct MarginForm {
  let visit: FirmVisit
  let asked: FirmMargin

  /// The price that was typed or chosen, else the usual one.
  func choice() throws(Refusal) -> PriceMenu.Choice {
    try asked.menu.choice(typed: visit.query["price"], id: visit.query["basis"])
  }

  /// An address with the same years and price.
  func path(_ rest: String) -> LinkPath {
    let query = visit.query.every.filter { ["year", "price", "basis"].contains($0.name) }
      .map { LinkPath.escaped($0.name) + "=" + LinkPath.escaped($0.value) }.joined(separator: "&")
    return LinkPath(visit.path(rest).text + (query.isEmpty ? "" : "?" + query))
  }

  var html: HTML {
    let price = Field(
      "price", visit.say(MarginMessage.formPrice), value: visit.query["price"],
      hint: visit.say(MarginMessage.formPriceHint)
    ).with {
      $0.isRequired = false
      $0.unit = "€/t CO2e"
      $0.inputMode = "decimal"
      $0.most = 40
    }
    let chosen = visit.query["basis"].isEmpty ? asked.menu.usual?.id ?? "" : visit.query["basis"]
    let basis = Field.list(
      "basis", visit.say(MarginMessage.formBasis), asked.menu.choices.map { ($0.id, label($0)) }, chosen: chosen)
    return Piece.card(
      """
      <h2>\(visit.say(MarginMessage.form))</h2><form method="get" action="\(visit.path("/price"))">\(years)
      <div class="columns">\(basis)\(price.html)</div>\
      <p class="actions">\(Field.submit(visit.say(MarginMessage.formButton), class: "quiet"))</p></form>
      """)
  }

  private var years: HTML {
    guard asked.ready.count > 1 else { return .empty }
    let boxes = asked.ready.reversed().map { year -> HTML in
      let label = year.period.label
      let isChosen = asked.chosen.contains { $0.id == year.id }
      return """
        <label class="choice"><input type="checkbox" name="year" value="\(label)"\(isChosen ? " checked" : .empty)>\
        <span class="choice-label">\(label)</span></label>
        """
    }
    return "<fieldset class=\"field boxes\"><legend>\(visit.say(MarginMessage.formYears))</legend>\(boxes)</fieldset>"
  }

  /// A price's name, with what it is in the latest year.
  private func label(_ choice: PriceMenu.Choice) -> String {
    let year = asked.chosen.last?.period.end.year ?? 0
    let price = (try? choice.schedule.price(in: year))?.price.approximate ?? 0
    return visit.say(
      MarginMessage.choice,
      ["name": .text(visit.name(of: choice)), "price": .text(visit.speaker.pricePerTonne(price))])
  }
}

extension Visiting {
  /// What a price is called: the policy's use, or the trajectory.
  func name(of choice: PriceMenu.Choice) -> String {
    switch choice.basis {
    case .policy(let use): say(MarginMessage.choicePolicy, ["use": .message(Message(use.message))])
    case .trajectory(let trajectory), .held(let trajectory, _): speaker.say(trajectory.name)
    case .typed: ""
    }
  }
}
