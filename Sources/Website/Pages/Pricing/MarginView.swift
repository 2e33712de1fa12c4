// What a decarbonated margin says at a glance: the price and who says it, the figures that matter, the drawings.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

struct MarginView {
  let result: RestateMargin.Result
  let choice: PriceMenu.Choice
  let visit: FirmVisit

  private var report: MarginReport { result.report }
  private var speaker: Speaker { visit.speaker }

  private func say(_ key: MarginMessage, _ values: [String: MessageValue] = [:]) -> String { visit.say(key, values) }

  /// A price as it is: without decimals where it has none.
  private func text(_ price: Rational) -> String {
    speaker.pricePerTonne(price.approximate, price.denominator == 1 ? 0 : 2)
  }

  var lead: String { say(.lead, ["price": .text(report.years.last.map { text($0.price.price) } ?? "")]) }

  // MARK: The price

  /// Where the price comes from, with its source.
  var price: HTML {
    let prices = report.years.map { year in
      say(.priceOf, ["year": .text(String(year.figures.year)), "price": .text(text(year.price.price))])
    }
    let values: [String: MessageValue] = [
      "name": .text(visit.name(of: choice)), "prices": .text(prices.joined(separator: ", ")),
      "price": .text(report.years.last.map { text($0.price.price) } ?? ""),
    ]
    switch choice.basis {
    case .typed: return Piece.text(say(.priceTyped, values))
    case .policy: return Piece.text(say(.pricePolicy, values))
    case .trajectory(let trajectory):
      return "<p>\(say(.priceFollows, values)) \(converted)\(source(trajectory))</p>"
    case .held(let trajectory, let year):
      let sentence = say(.priceHeld, values.merging(["year": .text(String(year))]) { $1 })
      return "<p>\(sentence) \(converted)\(source(trajectory))</p>"
    }
  }

  private var converted: String {
    choice.eurosOf.map { say(.priceConverted, ["year": .text(String($0))]) + " " } ?? ""
  }

  private func source(_ trajectory: PriceTrajectory) -> HTML { visit.source(trajectory.citation) }

  // MARK: The figures

  var figures: HTML {
    guard let year = report.years.last, let perimeter = year.figures.emissions.perimeters.last else { return .empty }
    var figures: [HTML] = []
    if let bill = year.lines.first(where: { $0.perimeter == perimeter }) {
      figures.append(
        Piece.figure(
          visit.numbers.wholeEuros(bill.bill), say(.bill, ["year": .text(String(year.figures.year))]),
          detail: say(.billDetail, ["carbon": .carbon(bill.emissions), "price": .text(text(year.price.price))])))
    }
    if let line = year[.operatingResult, perimeter] ?? year.lines.last {
      let name: MessageValue = .message(Message(line.indicator))
      let before: MessageValue = .text(visit.numbers.wholeEuros(line.amount))
      let detail =
        line.kept.map { say(.leftDetail, ["share": .share($0), "before": before]) }
        ?? say(.leftDetailNone, ["before": before])
      figures.append(
        Piece.figure(visit.numbers.wholeEuros(line.margin), say(.left, ["indicator": name]), detail: detail))
      if let limit = line.breakEvenPrice {
        figures.append(
          Piece.figure(
            speaker.pricePerTonne(limit.approximate, 0), say(.breakEven),
            detail: say(.breakEvenDetail, ["indicator": name])))
      }
    }
    if let score = year.score { figures.append(Piece.figure(score.letter, say(.score), detail: why(score))) }
    return "<div class=\"figures\">\(figures)</div>"
  }

  /// The score in one line.
  private func why(_ score: CarbonScore) -> String {
    let indicator: MessageValue = .message(Message(score.indicator))
    let share =
      score.share.map { say(.scoreDetail, ["share": .share($0), "indicator": indicator]) }
      ?? say(.scoreLoss, ["indicator": indicator])
    guard let trend = score.trend, let change = score.change, score.letter != score.letterByShare else { return share }
    return share + " "
      + say(
        .scoreTrend,
        ["trend": .message(Message(trend)), "change": .share(change), "letter": .text(score.letterByShare)])
  }

  // MARK: The drawings

  var charts: HTML {
    let drawings = MarginCharts(speaker)
    let perimeters = report.years.last.map { drawings.perimeters($0).svg }
    let years = drawings.years(report)?.svg
    let prices = PricingCharts(speaker).margin(report)?.svg
    let all = [perimeters, years, prices].compactMap(\.self)
    return Piece.section(say(.charts), "\(all.map { visit.plot($0) })")
  }

  // MARK: What to know, and where it comes from

  var cautions: HTML { visit.cautions(report.warnings) }

  /// Every result of every year, down to the ledger's accounts and the price's source.
  var origins: HTML {
    let items = report.years.reversed().flatMap { year -> [HTML] in
      guard let perimeter = year.figures.emissions.perimeters.last else { return [] }
      return MarginIndicator.allCases.compactMap { indicator -> HTML? in
        let ledger = result.derivations[year.figures.year]?[indicator]
        guard let derivation = year.derivation(indicator, perimeter, from: ledger) else { return nil }
        return visit.opened(derivation, named: "\(year.figures.year) · \(visit.say(indicator))")
      }
    }
    return Piece.section(say(.origins), "\(Piece.text(say(.originsLead)))\(items)")
  }
}
