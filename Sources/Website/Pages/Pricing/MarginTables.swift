// The tables of a decarbonated margin: results by scope, ratios of lenders, what changed between two years.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

struct MarginTables {
  let result: RestateMargin.Result
  let visit: FirmVisit

  private var numbers: NumberStyle { visit.numbers }

  private func say(_ key: MarginMessage, _ values: [String: MessageValue] = [:]) -> String { visit.say(key, values) }

  var html: HTML {
    let years = result.report.years.reversed().enumerated().map { place, year -> HTML in
      place == 0 ? table(year) : "<details><summary>\(title(year))</summary>\(table(year))</details>"
    }
    let scopes = "<details><summary>\(say(.scopes))</summary>\(Piece.text(say(.scopesWords)))</details>" as HTML
    return """
      \(Piece.section(say(.table), "\(scopes)\(years)"))\(change)\(ratios)\(scale)
      """
  }

  private func percent(_ share: Rational?) -> String { share.map(numbers.percent) ?? "—" }

  private func title(_ year: DecarbonatedMargin) -> String {
    let price = year.price.price
    return say(
      .tableYear,
      [
        "year": .text(String(year.figures.year)),
        "price": .text(visit.speaker.pricePerTonne(price.approximate, price.denominator == 1 ? 0 : 2)),
      ])
  }

  private func table(_ year: DecarbonatedMargin) -> HTML {
    var table = DataTable(
      title(year),
      [
        .text(say(.columnResult)), .number(say(.columnScopes)), .number(say(.columnBefore)), .number(say(.columnBill)),
        .number(say(.columnLeft)), .number(say(.columnKept)), .number(say(.columnRate)),
        .number(say(.columnBreakEven)),
      ])
    for line in year.lines {
      let rate =
        line.rateBefore == nil
        ? "—"
        : say(.columnRateWords, ["before": .text(percent(line.rateBefore)), "after": .text(percent(line.rateAfter))])
      table.add([
        "\(visit.say(line.indicator))", "\(line.perimeter.rawValue)", "\(numbers.wholeEuros(line.amount))",
        "\(numbers.wholeEuros(line.bill))", "<strong>\(numbers.wholeEuros(line.margin))</strong>",
        "\(percent(line.kept))", "\(rate)",
        "\(line.breakEvenPrice.map { visit.speaker.pricePerTonne($0.approximate, 0) } ?? "—")",
      ])
    }
    return visit.wide(table)
  }

  // MARK: Ratios

  private var ratios: HTML {
    let tables = result.report.years.reversed().filter { !$0.ratios.isEmpty }.map(ratios)
    return tables.isEmpty
      ? .empty : Piece.section(say(.ratios), "\(Piece.text(say(.ratiosLead), class: "muted"))\(tables)")
  }

  private func ratios(_ year: DecarbonatedMargin) -> HTML {
    let perimeters = year.figures.emissions.perimeters
    var table = DataTable(
      "\(year.figures.year)",
      [.text(say(.columnRatio)), .number(say(.columnBefore))]
        + perimeters.map { .number(say(.columnPaid, ["perimeter": .text($0.rawValue)])) }
        + [.text(say(.columnThreshold))])
    for ratio in year.ratios {
      let after = perimeters.map { perimeter -> HTML in
        guard let restated = ratio.after.first(where: { $0.perimeter == perimeter }) else { return "—" }
        let past: HTML = restated.isAcceptable == false ? " <span class=\"tag warn\">\(say(.ratioPast))</span>" : .empty
        return "\(text(ratio, restated.value))\(past)"
      }
      table.add(["\(visit.say(ratio.kind))", "\(text(ratio, ratio.before))"] + after + ["\(threshold(ratio))"])
    }
    return visit.wide(table)
  }

  private func text(_ ratio: RestatedRatio, _ value: Rational?) -> String {
    guard let value else { return "—" }
    if ratio.kind == .solvency { return numbers.percent(value) }
    return numbers.decimal(value.decimalText(places: abs(value.approximate) < 0.05 ? 4 : 2))
  }

  private func threshold(_ ratio: RestatedRatio) -> String {
    guard let threshold = ratio.threshold else { return "—" }
    return ratio.kind == .leverage
      ? say(.atMost, ["value": .text(numbers.decimal(threshold.decimalText(places: 0)))])
      : say(.atLeast, ["value": .share(threshold)])
  }

  // MARK: From one year to the next, and the scale

  private var change: HTML {
    guard let change = result.report.change else { return .empty }
    var table = DataTable(
      say(.change, ["from": .text(String(change.from)), "to": .text(String(change.to))]),
      [.text(say(.columnResult)), .number(say(.columnChange)), .number(say(.columnChangePaid))])
    if let emissions = change.emissions {
      table.add(["\(say(.changeEmissions))", "\(signed(emissions))", "—"])
    }
    for indicator in MarginIndicator.allCases {
      table.add([
        "\(visit.say(indicator))", "\(change.indicators[indicator].map(signed) ?? "—")",
        "\(change.margins[indicator].map(signed) ?? "—")",
      ])
    }
    return table.html
  }

  private func signed(_ share: Rational) -> String { (share > .zero ? "+" : "") + numbers.percent(share) }

  /// What each letter of the score takes.
  private var scale: HTML {
    guard result.report.years.contains(where: { $0.score != nil }) else { return .empty }
    let steps = visit.library.prices.scale.steps.map { step in
      step.most.map { say(.scoreStep, ["letter": .text(step.letter), "share": .share($0)]) }
        ?? say(.scoreLast, ["letter": .text(step.letter)])
    }
    return """
      <details><summary>\(say(.scoreScale))</summary><ul>\(steps.map { "<li>\($0)</li>" as HTML })</ul></details>
      """
  }
}
