// What a variant is worth more under other prices, other rates and other numbers of years.

import CarbonPricing
import Markup
import Quantities
import Wording

/// The three tables, side by side.
struct SensitivityTables {
  let figures: SheetFigures
  let parts: AppraisalParts
  let analysis: SensitivityAnalysis
  /// Which comparison.
  let place: Int

  var html: HTML {
    let result = analysis.results[place]
    let tables = [
      table(.byPrice, result.byPrice, "by_price") { figures.price($0, $1) },
      table(.byRate, result.byRate, "by_rate") { figures.percent($0, $1) },
      table(.byYears, result.byYears, "by_years") { figures.whole(Int($0), $1) },
    ].filter { !$0.isEmpty }
    return PricingSheet.part(parts.words(.otherHypotheses), [PricingSheet.aside(tables)])
  }

  private func table(
    _ title: PricingSheetName, _ cells: [SensitivityAnalysis.Cell], _ member: String,
    _ write: (Double, String) -> HTML
  ) -> HTML {
    var table = SheetTable(parts.name(title), [parts.name(.value), parts.name(.advantage)])
    for (index, cell) in cells.enumerated() {
      let own = "/sensitivity/results/\(place)/\(member)/\(index)/"
      table.row(
        write(cell.value, own + "value"), [figures.euros(cell.npvWithCarbon, own + "npv_with_carbon_eur")])
    }
    return table.html
  }
}
