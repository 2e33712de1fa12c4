// A list of actions on a page: the cheapest tonne first, and what the firm's price justifies.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

struct ActionsView {
  let curve: AbatementCurve
  let visit: FirmVisit

  private var speaker: Speaker { visit.speaker }

  private func say(_ key: AppraisalMessage, _ values: [String: MessageValue] = [:]) -> String { visit.say(key, values) }

  var html: HTML {
    var table = DataTable(
      say(.actions, ["rate": .text(speaker.rate(curve.rate))]),
      [
        .text(say(.action)), .number(say(.actionCost)), .number(say(.actionTonnes)), .number(say(.actionCumulative)),
        .text(say(.actionVerdict)),
      ])
    for step in curve.steps {
      table.add([
        "\(step.action.name)", "\(speaker.pricePerTonne(step.costPerTonne, 0))",
        "\(speaker.tonnes(step.action.tonnes))", "\(speaker.tonnes(step.cumulativeTonnes))", verdict(step),
      ])
    }
    return """
      \(Piece.notice("good", summary))\(visit.plot(PricingCharts(speaker).abatement(curve).svg))\(table.html)
      """
  }

  private func verdict(_ step: AbatementCurve.Step) -> HTML {
    if step.cost < 0 { return "<span class=\"tag good\">\(say(.actionSaves))</span>" }
    guard let price = curve.price else { return "—" }
    return step.costPerTonne <= price.approximate
      ? "<span class=\"tag good\">\(say(.actionJustified))</span>" : "<span class=\"tag\">\(say(.actionDear))</span>"
  }

  private var summary: String {
    let saving = say(
      .saving,
      [
        "count": .integer(curve.saving.count),
        "tonnes": .text(speaker.tonnes(curve.saving.last?.cumulativeTonnes ?? 0)),
        "all": .text(speaker.tonnes(curve.totalTonnes)),
      ])
    guard let price = curve.price else { return saving }
    return saving + " "
      + say(
        .worthwhile,
        [
          "price": .text(speaker.pricePerTonne(price.approximate, 0)), "count": .integer(curve.worthwhile.count),
          "tonnes": .text(speaker.tonnes(curve.worthwhile.last?.cumulativeTonnes ?? 0)),
        ])
  }
}
