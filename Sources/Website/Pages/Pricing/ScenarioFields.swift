// The fields of a scenario's form, from its shape: values side by side, rows that can be added and taken out.

import CalculatorUseCases
import CarbonAccounting
import CarbonPricing
import Markup
import PricingUseCases
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

struct ScenarioFields {
  let visit: FirmVisit
  let form: ScenarioForm
  private let fuels: [(value: String, label: String)]
  private let trajectories: [(value: String, label: String)]

  init(visit: FirmVisit, form: ScenarioForm) throws(Refusal) {
    self.visit = visit
    self.form = form
    let catalogue = visit.library.reference.factors
    let energies = catalogue.ids.filter { $0.hasPrefix("energy.") }.compactMap { catalogue.factor($0) }
    let speaker = visit.speaker
    fuels = [("", "—")] + energies.map { ($0.id, "\(speaker.say($0.name)) (\($0.unit.shown))") }
    // Other money needs a year to be brought to, which the file says.
    trajectories =
      [("", visit.say(ScenarioMessage.priceNone))]
      + visit.library.prices.trajectories.filter { $0.currency == "EUR" }.map { ($0.id, speaker.say($0.name)) }
  }

  private var places: ScenarioPlaces { ScenarioPlaces(visit: visit, kind: form.kind) }

  /// The form. The button that keeps it comes first, unseen: it is the one that the return key presses.
  var html: HTML {
    """
    <button class="hidden" name="do" value="keep" tabindex="-1" aria-hidden="true">\(visit.say(ScenarioMessage.save))</button>
    \(part(ScenarioShape.of(form.kind), ""))
    <p class="actions"><button class="button" name="do" value="keep">\(visit.say(ScenarioMessage.save))</button></p>
    """
  }

  /// Values in columns, then what holds values of its own.
  private func part(_ members: [ScenarioShape.Member], _ path: String) -> HTML {
    let values = members.filter { $0.shape.members.isEmpty && !places.isFine(path + $0.key) }
    let fine = members.filter { $0.shape.members.isEmpty && places.isFine(path + $0.key) }
    let inner = members.filter { !$0.shape.members.isEmpty }
    return """
      <div class="columns tight">\(values.map { value($0, path + $0.key) })</div>\(details(fine, path))\
      \(inner.map { block($0, path + $0.key) })
      """
  }

  /// What is seldom needed, folded unless something stands there.
  private func details(_ members: [ScenarioShape.Member], _ path: String) -> HTML {
    guard !members.isEmpty else { return .empty }
    let isUsed = members.contains { !form[path + $0.key].isEmpty }
    return """
      <details\(isUsed ? " open" : .empty)><summary>\(visit.say(ScenarioMessage.more))</summary>\
      <div class="columns tight">\(members.map { value($0, path + $0.key) })</div></details>
      """
  }

  private func block(_ member: ScenarioShape.Member, _ path: String) -> HTML {
    switch member.shape {
    case .rows(let members, let most): rows(members, most, path)
    default:
      """
      <fieldset class="offer"><legend>\(places.name(path))</legend>\(part(member.shape.members, path + "."))</fieldset>
      """
    }
  }

  private func rows(_ members: [ScenarioShape.Member], _ most: Int, _ path: String) -> HTML {
    let count = form.count(path)
    let items = (0..<count).map { place -> HTML in
      """
      <fieldset class="offer"><legend>\(places.row(path, place + 1))</legend>\(part(members, "\(path).\(place + 1)."))\
      <p>\(order("remove:\(path):\(place + 1)", visit.say(ScenarioMessage.remove, ["what": .text(places.row(path, place + 1))])))</p></fieldset>
      """
    }
    let adding: HTML =
      count < most
      ? "<p>\(order("add:\(path)", visit.say(ScenarioMessage.add, ["what": .text(places.name(path))])))</p>" : .empty
    return "\(items)\(adding)"
  }

  /// A button that changes the form and keeps nothing: what is wrong elsewhere does not stand in its way.
  private func order(_ order: String, _ label: String) -> HTML {
    "<button class=\"button quiet small\" name=\"do\" value=\"\(order)\" formnovalidate>\(label)</button>"
  }

  private func value(_ member: ScenarioShape.Member, _ path: String) -> HTML {
    let label = places.name(path)
    switch member.shape {
    case .choice(let words):
      return Field.list(path, label, words.map { ($0, places.word(path, $0)) }, chosen: form[path])
    case .price:
      let typed = field(path, label)
      let followed = Field.list(
        path + ".follows", visit.say(ScenarioMessage.priceChoice), known(trajectories, form[path + ".follows"]),
        chosen: form[path + ".follows"])
      return typed + followed
    default:
      return member.key == "fuel"
        ? Field.list(path, label, known(fuels, form[path]), chosen: form[path]) : field(path, label)
    }
  }

  /// The choices with the one that is there, were it none of them.
  private func known(_ options: [(value: String, label: String)], _ chosen: String) -> [(value: String, label: String)]
  {
    options.contains { $0.value == chosen } ? options : options + [(chosen, chosen)]
  }

  private func field(_ path: String, _ label: String) -> HTML {
    Field(path, label, value: form[path], hint: places.hint(path)).with {
      $0.isRequired = false
      $0.most = ScenarioForm.valueLimit
    }.html
  }
}
