// A project year by year: what it costs more, what it avoids, and what that is worth today.

import CarbonPricing
import Markup
import Quantities
import Wording

/// The years of a comparison; a sheet holds so many, the rest stands in the JSON.
struct YearTable {
  let figures: SheetFigures
  let parts: AppraisalParts
  /// Which comparison.
  let place: Int

  private static let limit = 21

  private var hasPrice: Bool { parts.appraisal.project.price != nil }

  var html: HTML {
    var head: [PricingSheetName] = [.year, .time, .factor, .extraInvestment, .extraRunning, .avoided]
    if hasPrice { head += [.price, .discountedValue, .discountedNet] }
    var table = SheetTable(
      figures.say(PricingSheetWord.yearByYearTitle, parts.names(place)), head.map(parts.name))
    let moments = parts.appraisal.comparisons[place].moments
    let cut = SheetCut(moments.count, most: YearTable.limit)
    for index in cut.first { row(moments[index], index, &table) }
    if cut.left > 0 { table.across(figures.more(cut.left)) }
    for index in cut.last { row(moments[index], index, &table) }
    return table.html
  }

  private func row(_ moment: VariantComparison.Moment, _ index: Int, _ table: inout SheetTable) {
    let own = "/comparisons/\(place)/moments/\(index)"
    var cells = [
      figures.whole(moment.time, own + "/time"), figures.fine(moment.factor, own + "/factor"),
      figures.euros(moment.extraInvestment, own + "/extra_investment_eur"),
      figures.euros(moment.extraCost, own + "/extra_cost_eur"), figures.tonnes(moment.avoided, own + "/avoided_t"),
    ]
    if hasPrice {
      cells += [
        figures.price(moment.price, own + "/price_eur_t"),
        figures.euros(moment.value * moment.factor, own + "/discounted_value_eur"),
        figures.euros(moment.netWithCarbon * moment.factor, own + "/discounted_net_with_carbon_eur"),
      ]
    }
    table.row(figures.year(moment.year, own + "/year"), cells)
  }
}
