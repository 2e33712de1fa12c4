// The second page of a decarbonated margin: years, ratios, score, what it rests on.

import CarbonPricing
import Markup
import Quantities
import Wording

/// Parts of the second page.
struct MarginBack {
  let figures: SheetFigures
  let report: MarginReport
  /// The last year and its place.
  let last: DecarbonatedMargin
  let place: Int
  /// The result the answer is about.
  let main: DecarbonatedMargin.Line?

  private func name(_ key: PricingSheetName) -> HTML { figures.say(key) }
  private func words(_ key: PricingSheetWord) -> HTML { figures.say(key) }
  private func say(_ indicator: MarginIndicator) -> HTML { figures.say(indicator) }

  /// In the order of the page.
  var parts: [HTML] { [years, ratios, score, hypotheses, social] }

  private static let yearLimit = 8

  /// The result of the answer over the years, and what changed between the last two.
  private var years: HTML {
    guard let main, report.years.count > 1 else { return .empty }
    var table = SheetTable(
      figures.say(
        PricingSheetWord.yearsCaption,
        ["indicator": say(main.indicator), "perimeter": figures.scopes(main.perimeter)]),
      [
        name(.year), name(.price), name(.emissions), name(.beforeCarbon), name(.bill), name(.left), name(.kept),
        name(.score),
      ])
    let first = max(0, report.years.count - MarginBack.yearLimit)
    if first > 0 { table.across(figures.more(first)) }
    for index in first..<report.years.count { row(report.years[index], index, main, &table) }
    return PricingSheet.part(words(.yearsTitle), [table.html, change])
  }

  private func row(
    _ year: DecarbonatedMargin, _ index: Int, _ main: DecarbonatedMargin.Line, _ table: inout SheetTable
  ) {
    let own = "/years/\(index)/"
    var cells = [PriceWords(figures: figures).amount(year.price, own + "price")]
    if let line = year[main.indicator, main.perimeter] {
      let at = own + "margins/\(line.indicator.id)/\(line.perimeter.rawValue)/"
      cells += [
        figures.carbon(line.emissions, at + "emissions_g"), figures.euros(line.amount, at + "amount_eur"),
        figures.euros(line.bill, at + "bill_eur"), figures.euros(line.margin, at + "margin_eur"),
        figures.percent(line.kept, at + "kept"),
      ]
    } else {
      cells += Array(repeating: "—" as HTML, count: 5)
    }
    cells.append(year.score.map { figures.text($0.letter, own + "score/letter") } ?? "—")
    table.row(figures.year(year.figures.year, own + "year"), cells, isMarked: index == place)
  }

  private var change: HTML {
    guard let change = report.change else { return .empty }
    var sentences: [HTML] = []
    if let emissions = change.emissions {
      sentences.append(
        figures.say(
          emissions < .zero ? PricingSheetWord.emissionsDown : .emissionsUp,
          [
            "from": figures.year(change.from, "/change/from"), "to": figures.year(change.to, "/change/to"),
            "change": figures.percentApart(emissions, "/change/emissions"),
          ]))
    }
    if let main, let before = change.indicators[main.indicator], let after = change.margins[main.indicator] {
      sentences.append(
        figures.say(
          PricingSheetWord.changeIndicator,
          [
            "indicator": say(main.indicator),
            "before": figures.percent(before, "/change/indicators/\(main.indicator.id)"),
            "after": figures.percent(after, "/change/margins/\(main.indicator.id)"),
          ]))
    }
    return "<p>\(sentences.map { "\($0) " as HTML })</p>"
  }

  private var ratios: HTML {
    guard !last.ratios.isEmpty else { return .empty }
    let perimeters = last.figures.emissions.perimeters
    var table = SheetTable(
      words(.ratios),
      [name(.indicator), name(.beforeCarbon)] + perimeters.map(figures.scopes) + [name(.threshold)])
    for ratio in last.ratios {
      let own = "/years/\(place)/ratios/\(ratio.kind.id)/"
      let after = perimeters.map { perimeter in
        value(ratio, ratio.after.first { $0.perimeter == perimeter }?.value, own + "after/\(perimeter.rawValue)/value")
      }
      table.row(
        figures.say(ratio.kind),
        [value(ratio, ratio.before, own + "before")] + after + [threshold(ratio, own + "threshold")])
    }
    return table.html
  }

  /// Solvency is a share; the others are multiples, the small ones with the decimals that tell them from nought.
  private func value(_ ratio: RestatedRatio, _ value: Rational?, _ pointer: String) -> HTML {
    if ratio.kind == .solvency { return figures.percent(value, pointer) }
    let number = value?.approximate
    return abs(number ?? 1) < 0.05 ? figures.fine(number, pointer) : figures.hundredths(number, pointer)
  }

  private func threshold(_ ratio: RestatedRatio, _ pointer: String) -> HTML {
    guard let threshold = ratio.threshold else { return "—" }
    return ratio.kind == .leverage
      ? figures.say(PricingSheetWord.atMost, ["value": figures.tenths(threshold.approximate, pointer)])
      : figures.say(PricingSheetWord.atLeast, ["value": figures.percent(threshold, pointer)])
  }

  private var score: HTML {
    guard let score = last.score else { return .empty }
    let own = "/years/\(place)/score/"
    var values = ["letter": figures.text(score.letter, own + "letter"), "indicator": say(score.indicator)]
    var sentences: [HTML] = []
    if let share = score.share {
      values["share"] = figures.percent(share, own + "share")
      sentences.append(figures.say(PricingSheetWord.scoreWhy, values))
    } else {
      sentences.append(figures.say(PricingSheetWord.scoreLoss, values))
    }
    if let trend = score.trend, let change = score.change {
      sentences.append(
        figures.say(
          score.letter == score.letterByShare ? PricingSheetWord.scoreSame : .scoreTrend,
          [
            "trend": figures.say(trend), "change": figures.percent(change, own + "change"),
            "before": figures.text(score.letterByShare, own + "letter_by_share"),
          ]))
    }
    return PricingSheet.part(words(.score), ["<p>\(sentences.map { "\($0) " as HTML })</p>"])
  }

  private var hypotheses: HTML {
    let own = "/years/\(place)/"
    var table = SheetTable(words(.hypotheses), [name(.hypothesis), name(.value)])
    table.row(name(.carbonPrice), [PriceWords(figures: figures).amount(last.price, own + "price")])
    func row(_ key: PricingSheetName, _ value: Money?, _ member: String) {
      guard let value else { return }
      table.row(name(key), [figures.euros(value, own + member)])
    }
    row(.revenue, last.figures.revenue, "revenue_eur")
    row(.equity, last.figures.balance.equity, "balance/equity_eur")
    row(.balanceTotal, last.figures.balance.total, "balance/total_eur")
    row(.netDebt, last.figures.balance.netDebt, "balance/net_debt_eur")
    return table.html + PriceWords(figures: figures).source(last.price, own + "price")
  }

  private static let socialLimit = 5

  private var social: HTML {
    var table = SheetTable(words(.social), [name(.indicator), name(.value)])
    let indicators = last.figures.social
    for (index, indicator) in indicators.prefix(MarginBack.socialLimit).enumerated() {
      let own = "/years/\(place)/social/\(index)/"
      let value = indicator.value.approximate
      let number =
        indicator.value.denominator == 1
        ? figures.whole(Int(value), own + "value") : figures.hundredths(value, own + "value")
      table.row(figures.text(indicator.name, own + "name"), ["\(number) \(figures.text(indicator.unit, own + "unit"))"])
    }
    let left = indicators.count - MarginBack.socialLimit
    if left > 0 { table.across(figures.more(left)) }
    return table.html
  }
}
