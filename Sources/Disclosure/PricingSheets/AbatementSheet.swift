// The abatement curve on two pages: what to do first, and what the tonne avoided costs.

import CarbonPricing
import Markup
import Quantities
import Wording

/// The sheet of an abatement curve, for those who decide.
public struct AbatementSheet: Sendable {
  private let figures: SheetFigures
  private let curve: AbatementCurve

  /// The sheet as an HTML document for print, which asks for nothing from elsewhere.
  ///
  /// - Parameters:
  ///   - curve: the answer.
  ///   - speaker: in whose words.
  ///   - made: when and by what.
  public static func html(_ curve: AbatementCurve, _ speaker: Speaker, made: SheetMaking) -> HTML {
    AbatementSheet(figures: SheetFigures(speaker: speaker), curve: curve).sheet(made).html
  }

  private init(figures: SheetFigures, curve: AbatementCurve) {
    self.figures = figures
    self.curve = curve
  }

  private var speaker: Speaker { figures.speaker }
  private func name(_ key: PricingSheetName) -> HTML { figures.say(key) }
  private func words(_ key: PricingSheetWord) -> HTML { figures.say(key) }

  private func sheet(_ made: SheetMaking) -> PricingSheet {
    PricingSheet(
      figures: figures, made: made, application: .applicationCurve, title: words(.curveTitle),
      plainTitle: speaker.say(PricingSheetWord.curveTitle), question: words(.curveQuestion), answer: answer,
      keys: keys, front: [drawing, table],
      back: [details, hypotheses], warnings: [],
      terms: [.abatementCurve, .discounting, .carbonPrice, .tonne])
  }

  private var answer: HTML {
    let all = figures.say(
      curve.saving.isEmpty ? PricingSheetWord.curveCostly : .curveAnswer,
      ["tonnes": figures.tonnes(curve.totalTonnes, "/total_t")],
      counting: ["count": .integer(curve.steps.count), "saving": .integer(curve.saving.count)])
    guard let price = curve.price else { return all }
    let count = curve.worthwhile.count
    let justified = figures.say(
      count == 0 ? PricingSheetWord.curveNothing : .curveWorthwhile,
      ["price": figures.price(price.approximate, "/price_eur_t"), "tonnes": cumulative(count)],
      counting: ["count": .integer(count)])
    return all + " " + justified
  }

  /// Tonnes a year of the first actions, of which there may be none.
  private func cumulative(_ count: Int) -> HTML {
    count > 0
      ? figures.tonnes(curve.steps[count - 1].cumulativeTonnes, "/actions/\(count - 1)/cumulative_t")
      : HTML(escaping: speaker.tonnes(0))
  }

  private var keys: [PricingSheet.Key] {
    var keys = [
      PricingSheet.Key(name: name(.allActions), figure: figures.tonnes(curve.totalTonnes, "/total_t")),
      PricingSheet.Key(name: name(.savingActions), figure: cumulative(curve.saving.count)),
    ]
    if curve.price != nil {
      keys.append(PricingSheet.Key(name: name(.justifiedActions), figure: cumulative(curve.worthwhile.count)))
    }
    if let first = curve.steps.first {
      keys.append(
        PricingSheet.Key(
          name: name(.cheapestTonne), figure: figures.price(first.costPerTonne, "/actions/0/cost_eur_t"),
          note: figures.text(first.action.name, "/actions/0/name")))
    }
    return keys
  }

  private var drawing: HTML {
    let plot = PricingCharts(speaker).abatement(curve)
    return PricingSheet.figure(plot.svg, figures.say(PricingChartMessage.abatementAbout), .high)
  }

  /// At most so many actions on a page.
  private static let (frontLimit, backLimit) = (12, 26)

  /// What each action costs a tonne, the cheapest first.
  private var table: HTML {
    var head: [PricingSheetName] = [.action, .totalCost, .costPerTonne, .tonnesAYear, .cumulative]
    if curve.price != nil { head.append(.justified) }
    var table = SheetTable(words(.actions), head.map(name))
    let cut = SheetCut(curve.steps.count, most: AbatementSheet.frontLimit)
    for index in cut.first { row(index, &table) }
    if cut.left > 0 { table.across(figures.more(cut.left)) }
    for index in cut.last { row(index, &table) }
    return table.html
  }

  private func row(_ index: Int, _ table: inout SheetTable) {
    let (step, own) = (curve.steps[index], "/actions/\(index)/")
    var cells = [
      figures.euros(step.cost, own + "cost_eur"), figures.price(step.costPerTonne, own + "cost_eur_t"),
      figures.tonnes(step.action.tonnes, own + "tonnes"), figures.tonnes(step.cumulativeTonnes, own + "cumulative_t"),
    ]
    if let price = curve.price { cells.append(words(step.costPerTonne <= price.approximate ? .yes : .no)) }
    table.row(figures.text(step.action.name, own + "name"), cells)
  }

  /// What each action is made of.
  private var details: HTML {
    var table = SheetTable(
      words(.actionDetails), [name(.action), name(.investment), name(.yearlyCost), name(.lasting), name(.avoided)])
    let cut = SheetCut(curve.steps.count, most: AbatementSheet.backLimit)
    for index in cut.first { detail(index, &table) }
    if cut.left > 0 { table.across(figures.more(cut.left)) }
    for index in cut.last { detail(index, &table) }
    return table.html
  }

  private func detail(_ index: Int, _ table: inout SheetTable) {
    let (step, own) = (curve.steps[index], "/actions/\(index)/")
    table.row(
      figures.text(step.action.name, own + "name"),
      [
        figures.euros(step.action.investment, own + "investment_eur"),
        figures.euros(step.action.yearlyCost, own + "yearly_cost_eur"), figures.whole(step.action.years, own + "years"),
        figures.tonnes(step.lifetimeTonnes, own + "lifetime_t"),
      ])
  }

  private var hypotheses: HTML {
    var table = SheetTable(words(.hypotheses), [name(.hypothesis), name(.value)])
    table.row(name(.rate), [figures.percent(curve.rate, "/rate")])
    table.row(name(.timing), [name(.timingEnd)])
    table.row(
      name(.carbonPrice),
      [curve.price.map { figures.price($0.approximate, "/price_eur_t") } ?? name(.noPrice)])
    return table.html
  }
}
