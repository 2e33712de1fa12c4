import CarbonPricing
import Disclosure
import Quantities
import Wording

/// Application 3 as a page of text.
struct MarginText {
  let speaker: Speaker

  private func say(_ key: PricingWord, _ values: [String: MessageValue] = [:]) -> String { speaker.say(key, values) }

  func text(_ report: MarginReport) -> String {
    var lines = [say(.margin, ["name": .text(report.name)])]
    for year in report.years { lines += [""] + self.year(year) }
    if let change = report.change { lines += [""] + self.change(change) }
    return (lines + speaker.cautions(report.warnings)).joined(separator: "\n") + "\n"
  }

  private func year(_ margin: DecarbonatedMargin) -> [String] {
    let price = margin.price.price.approximate
    var lines = [
      say(
        margin.price.priceOf == margin.price.year ? .marginYear : .marginYearOf,
        [
          "of": .text(String(margin.price.priceOf)),
          "year": .text(String(margin.figures.year)),
          "price": .text(speaker.pricePerTonne(price, price == price.rounded() ? 0 : 2)),
        ])
    ]
    var table = Table(.left, .left, .right, .right, .right, .right, .right)
    table.add(
      "", say(.headPerimeter), say(.headBill), say(.headMargin), say(.headKept), say(.headRate), say(.headBreakEven))
    for indicator in MarginIndicator.allCases {
      let own = margin.lines.filter { $0.indicator == indicator }
      guard let first = own.first else { continue }
      table.add(
        speaker.say(indicator), "", "", speaker.numbers.wholeEuros(first.amount), "", speaker.rate(first.rateBefore), ""
      )
      for line in own {
        table.add(
          "", say(.scopes, ["perimeter": .text(line.perimeter.rawValue)]), speaker.numbers.wholeEuros(line.bill),
          speaker.numbers.wholeEuros(line.margin), speaker.rate(line.kept), speaker.rate(line.rateAfter),
          line.breakEvenPrice.map { speaker.pricePerTonne($0.approximate, 0) } ?? "—")
      }
    }
    lines += table.lines() + ratios(margin) + score(margin) + social(margin.figures)
    return lines
  }

  private func ratios(_ margin: DecarbonatedMargin) -> [String] {
    guard !margin.ratios.isEmpty else { return [] }
    var table = Table(.left, .right, .right, .right, .right, .left)
    let perimeters = Perimeter.allCases
    func cell(_ ratio: RestatedRatio, _ value: Rational?) -> String {
      guard let value else { return "—" }
      return ratio.kind == .solvency
        ? speaker.numbers.percent(value) : speaker.number(value.approximate, abs(value.approximate) < 0.05 ? 4 : 2)
    }
    table.add(
      "", say(.headBefore), perimeters[0].rawValue, perimeters[1].rawValue, perimeters[2].rawValue, say(.headThreshold))
    for ratio in margin.ratios {
      let after = perimeters.map { perimeter in
        ratio.after.first { $0.perimeter == perimeter }.map { cell(ratio, $0.value) } ?? ""
      }
      let threshold = ratio.threshold.map { threshold in
        ratio.kind == .leverage
          ? say(.ratioAtMost, ["value": .text(speaker.number(threshold.approximate, 0))])
          : say(.ratioAtLeast, ["value": .share(threshold)])
      }
      table.add(speaker.say(ratio.kind), cell(ratio, ratio.before), after[0], after[1], after[2], threshold ?? "")
    }
    return ["", say(.ratios)] + table.lines()
  }

  private func score(_ margin: DecarbonatedMargin) -> [String] {
    guard let score = margin.score else { return [] }
    let indicator: MessageValue = .message(Message(score.indicator))
    var lines = [
      "",
      score.share.map {
        say(.score, ["letter": .text(score.letter), "share": .share($0), "indicator": indicator])
      } ?? say(.scoreLoss, ["letter": .text(score.letter), "indicator": indicator]),
    ]
    if let trend = score.trend, let change = score.change {
      lines.append(
        "  "
          + say(
            .scoreTrend,
            [
              "trend": .message(Message(trend)), "change": .text(speaker.numbers.change(change)),
              "letter": .text(score.letterByShare),
            ]))
    }
    return lines
  }

  private func social(_ figures: MarginFigures) -> [String] {
    guard !figures.social.isEmpty else { return [] }
    var table = Table(.left, .right)
    for indicator in figures.social {
      let places = indicator.value.denominator == 1 ? 0 : 2
      table.add(
        indicator.name, "\(speaker.numbers.decimal(indicator.value.decimalText(places: places))) \(indicator.unit)")
    }
    return ["", say(.social)] + table.lines()
  }

  private func change(_ change: MarginReport.Change) -> [String] {
    var lines = [say(.change, ["from": .text(String(change.from)), "to": .text(String(change.to))])]
    if let emissions = change.emissions {
      lines.append("  " + say(.changeEmissions, ["change": .text(speaker.numbers.change(emissions))]))
    }
    for indicator in MarginIndicator.allCases {
      guard let before = change.indicators[indicator], let after = change.margins[indicator] else { continue }
      lines.append(
        "  "
          + say(
            .changeIndicator,
            [
              "indicator": .message(Message(indicator)), "before": .text(speaker.numbers.change(before)),
              "after": .text(speaker.numbers.change(after)),
            ]))
    }
    return lines
  }
}
