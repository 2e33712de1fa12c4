// Application 3 on two pages: what is left of the result once carbon is paid.

import CarbonPricing
import Markup
import Quantities
import Wording

/// The sheet of a decarbonated margin, for those who decide.
public struct MarginSheet: Sendable {
  private let figures: SheetFigures
  private let report: MarginReport
  /// The last year, which the first page is about, and its place.
  private let last: DecarbonatedMargin
  private let place: Int

  /// The sheet as an HTML document for print, which asks for nothing from elsewhere; nothing for a report without years.
  ///
  /// - Parameters:
  ///   - report: the answer, over one year or several.
  ///   - speaker: in whose words.
  ///   - made: when and by what.
  public static func html(_ report: MarginReport, _ speaker: Speaker, made: SheetMaking) -> HTML {
    guard let last = report.years.last else { return .empty }
    return MarginSheet(report, last, speaker).sheet(made).html
  }

  private init(_ report: MarginReport, _ last: DecarbonatedMargin, _ speaker: Speaker) {
    figures = SheetFigures(speaker: speaker)
    self.report = report
    self.last = last
    place = report.years.count - 1
  }

  private var speaker: Speaker { figures.speaker }
  private func name(_ key: PricingSheetName) -> HTML { figures.say(key) }
  private func words(_ key: PricingSheetWord) -> HTML { figures.say(key) }

  private func sheet(_ made: SheetMaking) -> PricingSheet {
    let back = MarginBack(figures: figures, report: report, last: last, place: place, main: main)
    return PricingSheet(
      figures: figures, made: made, application: .application3, title: figures.text(report.name, "/name"),
      plainTitle: report.name, question: words(.marginQuestion), answer: answer, keys: keys,
      front: [table, drawing], back: back.parts, warnings: report.warnings,
      terms: [.margin, .tonne, .scopes, .breakEven, .ratios])
  }

  /// The result the answer is about, on the widest perimeter: that of the score, else the first known.
  private var main: DecarbonatedMargin.Line? {
    let widest = last.lines.filter { $0.perimeter == last.figures.emissions.perimeters.last }
    let order: [MarginIndicator] = [.operatingResult, .grossOperatingSurplus, .netResult, .valueAdded]
    return order.lazy.compactMap { indicator in widest.first { $0.indicator == indicator } }.first
  }

  private func at(_ line: DecarbonatedMargin.Line, _ member: String) -> String {
    "/years/\(place)/margins/\(line.indicator.id)/\(line.perimeter.rawValue)/\(member)"
  }

  private var answer: HTML {
    guard let main else { return .empty }
    var values: [String: HTML] = [
      "year": figures.year(last.figures.year, "/years/\(place)/year"),
      "price": PriceWords(figures: figures).amount(last.price, "/years/\(place)/price"),
      "perimeter": figures.scopes(main.perimeter), "bill": figures.euros(main.bill, at(main, "bill_eur")),
      "indicator": figures.say(main.indicator), "amount": figures.euros(main.amount, at(main, "amount_eur")),
      "margin": figures.euros(main.margin, at(main, "margin_eur")),
    ]
    guard let kept = main.kept else { return figures.say(PricingSheetWord.marginAnswerLoss, values) }
    values["kept"] = figures.percent(kept, at(main, "kept"))
    return figures.say(PricingSheetWord.marginAnswer, values)
  }

  private var keys: [PricingSheet.Key] {
    guard let main else { return [] }
    let indicator = figures.say(main.indicator)
    var keys = [
      PricingSheet.Key(name: name(.bill), figure: figures.euros(main.bill, at(main, "bill_eur")), note: scopes(main)),
      PricingSheet.Key(
        name: name(.left), figure: figures.euros(main.margin, at(main, "margin_eur")), note: indicator),
      PricingSheet.Key(name: name(.kept), figure: figures.percent(main.kept, at(main, "kept")), note: indicator),
      PricingSheet.Key(
        name: name(.breakEven),
        figure: figures.roundPrice(main.breakEvenPrice?.approximate, at(main, "break_even_price_eur_t")),
        note: indicator),
    ]
    if let score = last.score {
      keys.append(
        PricingSheet.Key(
          name: name(.score), figure: figures.text(score.letter, "/years/\(place)/score/letter"),
          note: words(.scoreScale)))
    }
    return keys
  }

  private func scopes(_ line: DecarbonatedMargin.Line) -> HTML {
    figures.scopes(line.perimeter)
  }

  /// Every indicator of the last year on every perimeter.
  private var table: HTML {
    var table = SheetTable(
      figures.say(
        PricingSheetWord.marginTitle, ["year": figures.year(last.figures.year, "/years/\(place)/year")]),
      [name(.perimeter), name(.emissions), name(.bill), name(.left), name(.kept), name(.marginRate), name(.breakEven)])
    for indicator in MarginIndicator.allCases {
      let own = last.lines.filter { $0.indicator == indicator }
      guard let first = own.first else { continue }
      let amount = figures.euros(first.amount, at(first, "amount_eur"))
      table.across(
        figures.say(
          PricingSheetWord.indicatorAmount, ["indicator": figures.say(indicator), "amount": amount]))
      for line in own { row(line, &table) }
    }
    return table.html
  }

  private func row(_ line: DecarbonatedMargin.Line, _ table: inout SheetTable) {
    table.row(
      scopes(line),
      [
        figures.carbon(line.emissions, at(line, "emissions_g")), figures.euros(line.bill, at(line, "bill_eur")),
        figures.euros(line.margin, at(line, "margin_eur")), figures.percent(line.kept, at(line, "kept")),
        figures.percent(line.rateAfter, at(line, "rate_after")),
        figures.roundPrice(line.breakEvenPrice?.approximate, at(line, "break_even_price_eur_t")),
      ], isMarked: line.indicator == main?.indicator && line.perimeter == main?.perimeter)
  }

  private var drawing: HTML {
    guard let plot = PricingCharts(speaker).margin(report) else { return .empty }
    return PricingSheet.figure(plot.svg, figures.say(PricingChartMessage.marginAbout), .low)
  }
}
