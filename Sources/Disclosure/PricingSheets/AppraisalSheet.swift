// Application 2 on two pages: what a project is worth with carbon counted, and what decides.

import CarbonPricing
import Markup
import Quantities
import Wording

/// The sheet of a net present value with carbon, for those who decide.
public struct AppraisalSheet: ComparisonSheet, Sendable {
  let figures: SheetFigures
  let parts: AppraisalParts
  let appraisal: ProjectAppraisal
  private let sensitivity: SensitivityAnalysis
  /// The comparison the sheet is about: the variant worth most with carbon.
  let lead: Int

  /// The sheet as an HTML document for print, which asks for nothing from elsewhere.
  ///
  /// - Parameters:
  ///   - appraisal: the answer.
  ///   - sensitivity: how much it depends on each hypothesis.
  ///   - speaker: in whose words.
  ///   - made: when and by what.
  public static func html(
    _ appraisal: ProjectAppraisal, _ sensitivity: SensitivityAnalysis, _ speaker: Speaker, made: SheetMaking
  ) -> HTML {
    AppraisalSheet(appraisal, sensitivity, speaker).sheet(made).html
  }

  private init(_ appraisal: ProjectAppraisal, _ sensitivity: SensitivityAnalysis, _ speaker: Speaker) {
    figures = SheetFigures(speaker: speaker)
    parts = AppraisalParts(figures: figures, appraisal: appraisal)
    self.appraisal = appraisal
    self.sensitivity = sensitivity
    let worth = appraisal.comparisons.map(\.npvWithCarbon)
    lead = worth.indices.max { worth[$0] < worth[$1] } ?? 0
  }

  private func sheet(_ made: SheetMaking) -> PricingSheet {
    PricingSheet(
      figures: figures, made: made, application: .application2,
      title: figures.text(appraisal.project.name, "/project"), plainTitle: appraisal.project.name,
      question: parts.words(.npvQuestion), answer: answer, keys: keys, front: [variants, drawing, tables],
      back: [
        decisive, spans,
        PricingSheet.aside([parts.hypotheses, parts.flows]), parts.lagEffect(lead),
      ], warnings: appraisal.warnings, terms: [.npv, .discounting, .rates, .payback, .implicitPrice])
  }

  private var answer: HTML {
    let (plain, carbon) = (appraisal.bestWithoutCarbon.variant.name, appraisal.bestWithCarbon.variant.name)
    let values = [
      "plain": figures.text(plain, "/best_without_carbon"), "carbon": figures.text(carbon, "/best_with_carbon"),
    ]
    return figures.say(plain == carbon ? PricingSheetWord.npvSame : .npvChanges, values) + " " + parts.atPrice(lead)
  }

  private var keys: [PricingSheet.Key] {
    [
      PricingSheet.Key(
        name: name(.differenceNPVWithCarbon),
        figure: figures.euros(comparison.npvWithCarbon, at("npv_with_carbon_eur")),
        note: withoutCarbon(figures.euros(comparison.npv, at("npv_eur")))),
      PricingSheet.Key(
        name: name(.economicRate), figure: figures.percent(comparison.economicRate.value, at("economic_rate/value")),
        note: withoutCarbon(figures.percent(comparison.internalRate.value, at("internal_rate/value")))),
      PricingSheet.Key(
        name: name(.paybackWithCarbon), figure: years(comparison.paybackWithCarbon, "payback_with_carbon_years"),
        note: withoutCarbon(years(comparison.payback, "payback_years"))),
      PricingSheet.Key(
        name: name(.avoided), figure: figures.tonnes(comparison.avoided, at("avoided_t")), note: name(.overAllYears)),
      PricingSheet.Key(
        name: name(.implicitPrice), figure: figures.price(comparison.implicitPrice, at("implicit_price_eur_t"))),
    ]
  }

  private func withoutCarbon(_ figure: HTML) -> HTML {
    figures.say(PricingSheetName.withoutCarbon, ["value": figure])
  }

  /// Years until the money is back, or that it never is.
  private func years(_ value: Double?, _ member: String) -> HTML {
    value == nil
      ? name(.never) : figures.say(PricingSheetName.yearsCount, ["years": figures.tenths(value, at(member))])
  }

  private var variants: HTML {
    let hasPollution = appraisal.variants.contains { $0.pollution != 0 }
    var head: [PricingSheetName] = [.variant, .investment, .emissions, .npv, .carbonCost]
    if hasPollution { head.append(.pollution) }
    var table = SheetTable(
      parts.words(.variants), (head + [.npvWithCarbon, .internalRate, .economicRate]).map(name))
    let shown = parts.shown(lead)
    for place in shown.places {
      let flows = appraisal.variants[place]
      let own = "/variants/\(place)/"
      var cells = [
        figures.euros(flows.totalInvestment, own + "investment_eur"),
        figures.tonnes(flows.totalEmissions, own + "emissions_t"), figures.euros(flows.npv, own + "npv_eur"),
        figures.euros(flows.carbonCost, own + "carbon_cost_eur"),
      ]
      if hasPollution { cells.append(figures.euros(flows.pollution, own + "pollution_eur")) }
      cells += [
        figures.euros(flows.npvWithCarbon, own + "npv_with_carbon_eur"),
        figures.percent(flows.internalRate.value, own + "internal_rate/value"),
        figures.percent(flows.economicRate.value, own + "economic_rate/value"),
      ]
      let isBest = flows.variant.name == appraisal.bestWithCarbon.variant.name
      table.row(parts.variant(place), cells, isMarked: isBest)
    }
    if shown.left > 0 { table.across(figures.more(shown.left)) }
    return table.html
  }

  private var drawing: HTML {
    let plot = PricingCharts(speaker).threshold(PriceThreshold(appraisal), appraisal)
    return PricingSheet.figure(plot.svg, figures.say(PricingChartMessage.thresholdAbout), .low)
  }

  private var tables: HTML {
    SensitivityTables(figures: figures, parts: parts, analysis: sensitivity, place: lead).html
  }

  /// At most so many prices at which the best choice changes.
  private static let spanLimit = 4

  /// Which variant is best at which price.
  private var spans: HTML {
    let all = PriceThreshold(appraisal).spans
    let left = all.count - AppraisalSheet.spanLimit
    let rest: HTML = left > 0 ? "<li>\(figures.more(left))</li>" : .empty
    let items = all.prefix(AppraisalSheet.spanLimit).enumerated().map { place, span -> HTML in
      let own = "/threshold/best/\(place)/"
      var values = [
        "variant": figures.text(span.variant, own + "variant"), "from": figures.price(span.from, own + "from_eur_t"),
      ]
      guard let to = span.to else {
        return "<li>\(figures.say(PricingSheetWord.spanAbove, values))</li>"
      }
      values["to"] = figures.price(to, own + "to_eur_t")
      return "<li>\(figures.say(PricingSheetWord.spanBetween, values))</li>"
    }
    return PricingSheet.part(parts.words(.bestByPrice), ["<ul>\(items)\(rest)</ul>"])
  }

  /// The hypothesis that matters most, in a sentence and drawn beside the others.
  private var decisive: HTML {
    let result = sensitivity.results[lead]
    guard let bar = result.tornado.first else { return .empty }
    let own = "/sensitivity/results/\(lead)/tornado/0/"
    var values = parts.names(lead)
    values["hypothesis"] = figures.say(bar.hypothesis)
    values["swing"] = figures.percent(sensitivity.swing, "/sensitivity/swing")
    values["low"] = figures.euros(bar.low.npvWithCarbon, own + "low/npv_with_carbon_eur")
    values["high"] = figures.euros(bar.high.npvWithCarbon, own + "high/npv_with_carbon_eur")
    let plot = PricingCharts(speaker).tornado(result, base: comparison.npvWithCarbon, swing: sensitivity.swing)
    let sentence = figures.say(PricingSheetWord.mostDecisive, values)
    let about = figures.words(
      PricingChartMessage.tornadoAbout, ["swing": .share(Rational(rounding: sensitivity.swing, places: 3) ?? .zero)])
    return PricingSheet.part(
      parts.words(.whatDecides),
      ["<p>\(sentence)</p>", PricingSheet.figure(plot.svg, HTML(escaping: about), .low, letters: 12)])
  }
}
