// Applications 1 and 2 on a page: from which carbon price a project wins, what it is worth, what would change that.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import UseCases
import Wording

struct ProjectView {
  let result: AppraiseProject.Result
  let visit: FirmVisit

  private var appraisal: ProjectAppraisal { result.appraisal }
  private var speaker: Speaker { visit.speaker }

  private func say(_ key: AppraisalMessage, _ values: [String: MessageValue] = [:]) -> String { visit.say(key, values) }

  private func price(_ value: Double?, _ places: Int = 2) -> String {
    value.map { speaker.pricePerTonne($0, places) } ?? "—"
  }

  var html: HTML {
    """
    \(verdict)\(figures)\(frame)\(visit.cautions(appraisal.warnings))\(fromWhichPrice)\(worth)\(whatChangesIt)
    """
  }

  // MARK: The answer

  private var verdict: HTML {
    let (plain, carbon) = (appraisal.bestWithoutCarbon.variant.name, appraisal.bestWithCarbon.variant.name)
    let text =
      plain == carbon
      ? say(.bestBoth, ["variant": .text(plain)]) : say(.best, ["plain": .text(plain), "carbon": .text(carbon)])
    return Piece.notice("good", text)
  }

  private var figures: HTML {
    let figures = appraisal.comparisons.flatMap { comparison -> [HTML] in
      let against = say(.against, ["variant": .text(comparison.variant), "reference": .text(comparison.reference)])
      return [
        Piece.figure(price(comparison.implicitPrice), say(.implicitPrice), detail: against),
        Piece.figure(speaker.euros(comparison.npvWithCarbon), say(.advantage), detail: against),
      ]
    }
    return "<div class=\"figures\">\(figures.prefix(6).map { $0 })</div>"
  }

  /// What the calculation takes for granted.
  private var frame: HTML {
    let project = appraisal.project
    var terms: [(String, HTML)] = [
      (
        say(.period),
        "\(say(.periodText, ["first": .text(String(project.firstYear)), "years": .integer(project.years)]))"
      ),
      (say(.rate), "\(speaker.rate(project.discounting.rate))"),
      (say(.timing), "\(say(project.discounting.timing == .start ? .timingStart : .timingEnd))"),
    ]
    if project.discounting.lag > 0 {
      terms.append((say(.lag), "\(say(.lagText, ["years": .integer(project.discounting.lag)]))"))
    }
    if let first = appraisal.prices.first, let last = appraisal.prices.last {
      let text =
        first.price == last.price
        ? price(first.price.approximate)
        : say(
          .priceVaries,
          [
            "first": .text(price(first.price.approximate)), "from": .text(String(first.year)),
            "last": .text(price(last.price.approximate)), "to": .text(String(last.year)),
          ])
      let source: HTML = first.trajectory.map { " \(visit.source($0.citation))" } ?? .empty
      terms.append((say(.price), "\(text)\(source)"))
    }
    return Piece.terms(terms)
  }

  // MARK: Application 1

  private var fromWhichPrice: HTML {
    var table = DataTable(
      say(.costs),
      [
        .text(say(.variant)), .number(say(.extraInvestment)), .number(say(.extraCost)), .number(say(.avoided)),
        .number(say(.implicitPrice)), .number(say(.firstFavourable)), .number(say(.abatementCost)),
      ])
    for comparison in appraisal.comparisons {
      table.add([
        "\(comparison.variant)", "\(speaker.euros(comparison.extraInvestment))",
        "\(speaker.euros(comparison.totalExtraCost))", "\(speaker.tonnes(comparison.avoided))",
        "<strong>\(price(comparison.implicitPrice))</strong>",
        "\(comparison.firstFavourablePrice.map { price($0.approximate, 3) } ?? "—")",
        "\(price(comparison.abatementCost))",
      ])
    }
    let ways = appraisal.comparisons.compactMap { comparison in
      comparison.implicitPriceDerivation.map {
        visit.opened($0, named: say(.howPrice, ["variant": .text(comparison.variant)]))
      }
    }
    let spans = result.threshold.spans.map { span -> HTML in
      let values: [String: MessageValue] = ["variant": .text(span.variant), "from": .text(price(span.from))]
      return
        "<li>\(span.to.map { say(.between, values.merging(["to": .text(price($0))]) { $1 }) } ?? say(.above, values))</li>"
    }
    let plot = visit.plot(PricingCharts(speaker).threshold(result.threshold, appraisal).svg)
    return Piece.section(
      say(.application1), "\(Piece.text(say(.application1Text)))\(visit.wide(table))\(ways)\(plot)<ul>\(spans)</ul>")
  }

  // MARK: Application 2

  private var worth: HTML {
    var table = DataTable(
      say(.variants),
      [
        .text(say(.variant)), .number(say(.investment)), .number(say(.emissions)), .number(say(.npv)),
        .number(say(.carbonCost)), .number(say(.npvWithCarbon)), .number(say(.internalRate)),
        .number(say(.economicRate)),
      ])
    for flows in appraisal.variants {
      table.add([
        "\(flows.variant.name)", "\(speaker.euros(flows.totalInvestment))", "\(speaker.tonnes(flows.totalEmissions))",
        "\(speaker.euros(flows.npv))", "\(speaker.euros(flows.carbonCost + flows.pollution))",
        "<strong>\(speaker.euros(flows.npvWithCarbon))</strong>", "\(speaker.rate(flows.internalRate.value))",
        "\(speaker.rate(flows.economicRate.value))",
      ])
    }
    let ways = appraisal.comparisons.map {
      visit.opened($0.advantageDerivation, named: say(.howAdvantage, ["variant": .text($0.variant)]))
    }
    return Piece.section(
      say(.application2), "\(Piece.text(say(.application2Text)))\(visit.wide(table))\(differences)\(ways)")
  }

  private var differences: HTML {
    var table = DataTable(
      say(.differences, ["reference": .text(appraisal.variants.first?.variant.name ?? "")]),
      [
        .text(say(.variant)), .number(say(.npv)), .number(say(.npvWithCarbon)), .number(say(.internalRate)),
        .number(say(.economicRate)), .number(say(.payback)), .number(say(.paybackWithCarbon)),
      ])
    for comparison in appraisal.comparisons {
      table.add([
        "\(comparison.variant)", "\(speaker.euros(comparison.npv))",
        "<strong>\(speaker.euros(comparison.npvWithCarbon))</strong>",
        "\(speaker.rate(comparison.internalRate.value))", "\(speaker.rate(comparison.economicRate.value))",
        "\(years(comparison.payback, comparison.discountedPayback))",
        "\(years(comparison.paybackWithCarbon, comparison.discountedPaybackWithCarbon))",
      ])
    }
    return visit.wide(table)
  }

  private func years(_ plain: Double?, _ discounted: Double?) -> String {
    guard let plain else { return say(.never) }
    let text = discounted.map { speaker.number($0, 1) } ?? say(.never)
    return say(.paybackYears, ["years": .text(speaker.number(plain, 1)), "discounted": .text(text)])
  }

  // MARK: Sensitivities

  private var whatChangesIt: HTML {
    let charts = PricingCharts(speaker)
    let parts = zip(result.sensitivity.results, appraisal.comparisons).map { sensitivity, comparison -> HTML in
      let drawing = charts.tornado(
        sensitivity, base: comparison.npvWithCarbon, swing: result.sensitivity.swing
      ).svg
      let tables: [HTML] = [
        cells(say(.byPrice), sensitivity.byPrice) { price($0) },
        cells(say(.byRate), sensitivity.byRate) { speaker.rate($0) },
        cells(say(.byYears), sensitivity.byYears) { speaker.number($0) },
        swings(sensitivity, charts),
      ]
      return """
        \(visit.plot(drawing))<details><summary>\(say(.tables, ["variant": .text(sensitivity.variant)]))</summary>\
        \(tables)</details>
        """
    }
    return Piece.section(say(.sensitivity), "\(Piece.text(say(.sensitivityText)))\(parts)")
  }

  private func cells(
    _ title: String, _ cells: [SensitivityAnalysis.Cell], _ write: (Double) -> String
  ) -> HTML {
    guard !cells.isEmpty else { return .empty }
    var table = DataTable(
      title, [.number(say(.hypothesis)), .number(say(.npvWithCarbon)), .number(say(.implicitPrice))])
    for cell in cells {
      table.add(["\(write(cell.value))", "\(speaker.euros(cell.npvWithCarbon))", "\(price(cell.implicitPrice))"])
    }
    return "<div>\(table.html)</div>"
  }

  private func swings(_ result: SensitivityAnalysis.Result, _ charts: PricingCharts) -> HTML {
    var table = DataTable(
      say(.swings), [.text(say(.hypothesis)), .number(say(.lowered)), .number(say(.raised))])
    for bar in result.tornado {
      table.add([
        "\(visit.say(bar.hypothesis))",
        "\(charts.value(bar.hypothesis, bar.low.value)) → \(speaker.euros(bar.low.npvWithCarbon))",
        "\(charts.value(bar.hypothesis, bar.high.value)) → \(speaker.euros(bar.high.npvWithCarbon))",
      ])
    }
    return "<div>\(table.html)</div>"
  }
}
